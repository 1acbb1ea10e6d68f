/**
 * What crosses the MCP border, as plain types. `tools/` has its own zod schema of the same shapes
 * (it imports nothing from here); `toolhost/` checks at run time that what arrives fits.
 */
export type Language = "ko" | "en";
export type Bilingual = Record<Language, string>;
export type Scalar = string | number | boolean | null;

/** `time`: ISO instant in UTC; `day`: YYYY-MM-DD; `money`: plain number in `unit` (USD when absent). */
export interface Column {
  name: string;
  type: "text" | "id" | "number" | "money" | "percent" | "time" | "day" | "bool";
  unit?: string;
  label: Bilingual;
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

export interface Truncation {
  shown: number;
  of: number | null;
  why: Bilingual;
}

/** `code` lets our own code word it in the reader's language; `text` is English for a model. */
export interface Note {
  code: string;
  text: string;
  params?: Record<string, Scalar>;
}

/** A result as a table. Rows are arrays in the order of `columns`; `totals` are computed by the tool over ALL rows. */
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

/** Rows too many for a message: read from a file that is thrown away afterwards. Reading throws where one does not fit. */
export interface RowSource {
  count: number;
  rows(): AsyncIterable<Scalar[]>;
  dispose(): Promise<void>;
}

/** One fact on a card or in a reply, fetched by code. */
export interface Fact {
  code: string;
  label: Bilingual;
  value: Bilingual;
}

/** Exactly what will run: the canonical arguments the person sees and the act server recomputes the hash of. */
export interface CanonicalCall {
  tool: string;
  account: { id: string; name: string };
  region: string;
  args: Record<string, unknown>;
  /** The target's state that must still hold at the click (drift makes the proposal stale). */
  fingerprint: Record<string, Scalar>;
}

export type Tier = "T1" | "T2" | "T3";

/** Why an action is of its tier. The policy may raise the tier by these, and the card tells them in `text`. */
export interface TierReason {
  /**
   * `tags_only`, `power_on`, `read_only`, `keeps`: harmless kinds. `interrupts`, `capacity`, `release`, `hides_findings`,
   * `silences`, `bulk`: somebody may notice. `irreversible`, `deletes_data`, `free_text`: the highest. `prod`: a target
   * carries a production tag.
   */
  code: string;
  text: Bilingual;
}

/** What the read server says of an action before anybody approves it. Nothing has been changed. */
export interface Preview {
  call: CanonicalCall;
  title: Bilingual;
  target: Bilingual;
  /**
   * In the order of the card. Codes: `account`, one of the target (`instance`, `service`, `database` ...), `tags`,
   * `last_change`, what depends on it (`target_groups`, `scaling_group`, `alarms`, `cost`), and what changes
   * (`from_to`, `command`, `retention`, `snapshots` ...).
   */
  facts: Fact[];
  effect: Bilingual;
  undo: Bilingual;
  /** Of the kind of action alone; the policy may raise it, never lower it. */
  tier: Tier;
  tierReasons?: TierReason[];
  /** What is gone for good, and when: belongs on the card in bold. Absent: nothing is. */
  loses?: Bilingual;
  /** The way back as a call of a tool, to be offered as a new proposal after success. Absent: there is none. */
  undoBy?: { tool: string; input: Record<string, unknown> };
  /** What has to be typed where the tier asks for it: the names of the targets, ids where they have none. */
  confirm?: string;
  /** All targets, where `target` only counts them: behind "show list". */
  list?: { columns: Column[]; rows: Scalar[][] };
  /** How many calls AWS is sent for this one approval; absent: one. */
  calls?: number;
}

export interface ToolDescriptor {
  name: string;
  /** English. */
  title: string;
  /** For people, where the tool names itself in both languages. Kept out of what a model is sent. */
  titles?: Bilingual;
  description: string;
  inputSchema: Record<string, unknown>;
  /** Only a tool whose `readOnlyHint` is true may ever run without an approval. */
  readOnly: boolean;
}

/** Travels in MCP `_meta["opsthread/context"]`, never in arguments a model writes. */
export interface CallContext {
  zone: string;
  language: Language;
  /** Names of the accounts this channel may read, first one is the default. */
  accounts: string[];
  runId: string;
  /** How many paid requests (Cost Explorer) the call may make at most, where nobody can be asked whether to pay for more. */
  paidRequests?: number;
  /** What may be spent at AWS for this answer and for this person's day (UTC), besides everybody's day. */
  allowances?: Allowance[];
}

/** As it travels. `key` tells the answers and the people apart; a tool learns nothing else of them. */
export interface Allowance {
  of: "turn" | "person";
  key: string;
  cost_explorer: number;
  logs_scan_gb: number;
}

/** `value` is what to ask with instead: a name, or the `whole` question. */
export interface Choice {
  label: string;
  value: string;
  whole?: true;
}

export type ToolOutcome =
  /** With a `spool` the rows are there and `table.rows` is empty. */
  | { kind: "table"; text: string; table: Table; spool?: RowSource }
  | { kind: "preview"; text: string; preview: Preview }
  | { kind: "text"; text: string }
  /**
   * `choices`: what was meant is one of these (code `ambiguous`); `value` is what to ask with instead. `requests`: paid
   * ones that were sent nevertheless.
   */
  | { kind: "error"; text: string; code: string; choices?: Choice[]; requests?: number };

/** One request of a tool server to AWS. */
export interface AwsCall {
  /** As in IAM policies: `cloudtrail:LookupEvents`. */
  action: string;
  /** The account's configured name. */
  account: string;
  region: string;
  /** Milliseconds since the epoch by the machine's clock. */
  at: number;
  /** Waiting for its turn included. */
  ms: number;
  /** The code of what went wrong; null when it was answered. */
  error: string | null;
}

/** The read tool server. Never throws for a failed tool: failures are outcomes of kind `error`. */
export interface ToolHost {
  /** Rejects while the server does not start; `signal` ends the wait for it. */
  tools(signal?: AbortSignal): Promise<ToolDescriptor[]>;
  call(name: string, args: unknown, context: CallContext, signal: AbortSignal): Promise<ToolOutcome>;
  close(): Promise<void>;
}
