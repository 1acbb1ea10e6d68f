import { z } from "zod";

/** The shapes a result has on the wire. The bot keeps its own copy of these types and checks at run time. */
export type Scalar = string | number | boolean | null;
export type Language = "ko" | "en";
export type Bilingual = Record<Language, string>;

/** `time`: ISO instant in UTC; `day`: YYYY-MM-DD (`2026-11` for a month); `money`: plain number in `unit` (USD when absent). */
export interface Column {
  name: string;
  type: "text" | "id" | "number" | "money" | "percent" | "time" | "day" | "bool";
  unit?: string;
  label: Bilingual;
  /** A text to be read whole: a digest gives it what room is left. */
  long?: true;
}

/** `to` is exclusive. `zone` is the zone the words of the period were read in; `utcDays`: AWS billing days. */
export interface Period {
  from: string;
  to: string;
  zone: string;
  utcDays: boolean;
}

export interface Scope {
  accounts: { id: string; name: string }[];
  regions: string[];
  skipped: { account?: string; region?: string; why: Bilingual }[];
}

/** `usd`: what AWS charges for this answer; `freshTo`: data is complete up to here, as far as known. */
export interface Source {
  service: string;
  requests: number;
  cached: number;
  usd: number;
  freshTo: string | null;
  scannedBytes: number | null;
}

interface Truncation {
  shown: number;
  of: number | null;
  why: Bilingual;
}

/** `code` lets the client word it in its reader's language; `text` is English. */
export interface Note {
  code: string;
  text: string;
  params?: Record<string, Scalar>;
}

/** Rows are arrays in the order of `columns`; `totals` are over ALL rows, also those cut off. */
export interface Table {
  columns: Column[];
  rows: Scalar[][];
  totals: Record<string, number>;
  period: Period | null;
  scope: Scope;
  source: Source;
  truncated: Truncation | null;
  notes: Note[];
}

export interface Fact {
  code: string;
  label: Bilingual;
  value: Bilingual;
}

export interface CanonicalCall {
  tool: string;
  account: { id: string; name: string };
  region: string;
  args: Record<string, unknown>;
  fingerprint: Record<string, Scalar>;
}

export interface TierReason {
  code:
    | "tags_only"
    | "power_on"
    | "read_only"
    | "keeps"
    | "interrupts"
    | "capacity"
    | "release"
    | "hides_findings"
    | "silences"
    | "bulk"
    | "irreversible"
    | "deletes_data"
    | "free_text"
    | "prod";
  text: Bilingual;
}

/** What an action would do, before anybody approves it. Nothing has been changed. */
export interface Preview {
  call: CanonicalCall;
  title: Bilingual;
  target: Bilingual;
  facts: Fact[];
  effect: Bilingual;
  undo: Bilingual;
  /** Of the kind of action alone. */
  tier: "T1" | "T2" | "T3";
  /** Why it is of that tier, and what may raise it. */
  tierReasons: TierReason[];
  /** What is gone for good, and when. */
  loses?: Bilingual;
  /** The way back: a tool of this server and its input. */
  undoBy?: { tool: string; input: Record<string, unknown> };
  /** What a person types to confirm: the names of the targets, ids where they have none. */
  confirm: string;
  /** All targets, where `target` only counts them. */
  list?: { columns: Column[]; rows: Scalar[][] };
  /** How many calls AWS is sent for one approval; absent: one. */
  calls?: number;
}

const bilingual = z.object({ ko: z.string(), en: z.string() });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What any client may rely on. Open on purpose: it must not fail on a field added later. */
export const tableResult = z.object({
  kind: z.literal("table"),
  table: z.object({
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.enum(["text", "id", "number", "money", "percent", "time", "day", "bool"]),
        unit: z.string().optional(),
        label: bilingual,
      }),
    ),
    rows: z.array(z.array(scalar)),
    totals: z.record(z.string(), z.number()),
    period: z.object({ from: z.string(), to: z.string(), zone: z.string(), utcDays: z.boolean() }).nullable(),
    notes: z.array(z.object({ code: z.string(), text: z.string() })),
  }),
});

export const previewResult = z.object({
  kind: z.literal("preview"),
  preview: z.object({
    call: z.object({ tool: z.string(), region: z.string(), args: z.record(z.string(), z.unknown()) }),
    title: bilingual,
    target: bilingual,
  }),
});
