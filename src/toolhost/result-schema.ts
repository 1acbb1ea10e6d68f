import { z } from "zod";
import type { Bilingual, Column, Preview, Scalar, Table } from "../ports/tools.ts";

/** What a tool server may send as structured content, checked before anything of ours relies on it. */

const bilingual: z.ZodType<Bilingual> = z.object({ ko: z.string(), en: z.string() });
const scalar: z.ZodType<Scalar> = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const column = z.object({
  name: z.string().min(1),
  type: z.enum(["text", "id", "number", "money", "percent", "time", "day", "bool"]),
  unit: z.string().exactOptional(),
  label: bilingual,
}) satisfies z.ZodType<Column>;

const scope = z.object({
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  regions: z.array(z.string()),
  skipped: z.array(
    z.object({ account: z.string().exactOptional(), region: z.string().exactOptional(), why: bilingual }),
  ),
});

const source = z.object({
  service: z.string(),
  requests: z.number(),
  cached: z.number(),
  usd: z.number(),
  freshTo: z.string().nullable(),
  scannedBytes: z.number().nullable(),
});

const note = z.object({
  code: z.string(),
  text: z.string(),
  params: z.record(z.string(), scalar).exactOptional(),
});

/** Rows are checked by hand: a union per cell costs a second on 50,000 cells. */
const rows = z.custom<Scalar[][]>(Array.isArray, "must be an array of rows");

const table = z
  .object({
    columns: z.array(column),
    rows,
    totals: z.record(z.string(), z.number()),
    period: z.object({ from: z.string(), to: z.string(), zone: z.string(), utcDays: z.boolean() }).nullable(),
    scope,
    source,
    truncated: z.object({ shown: z.number(), of: z.number().nullable(), why: bilingual }).nullable(),
    notes: z.array(note),
  })
  .check(({ value, issues }) => {
    const problem = misfit(value.columns, value.rows);
    if (problem) issues.push({ code: "custom", input: value.rows, message: problem, path: ["rows"] });
  }) satisfies z.ZodType<Table>;

/** Says where the first cell is that does not fit, or null. */
export function misfit(columns: readonly Column[], given: readonly unknown[]): string | null {
  for (const [index, row] of given.entries()) {
    if (!Array.isArray(row)) return `row ${index} is not an array`;
    if (row.length !== columns.length) return `row ${index} has ${row.length} cells for ${columns.length} columns`;
    const wrong = columns.find((each, n) => !fits(each, row[n]));
    if (wrong) return `row ${index} has a cell in "${wrong.name}" that is no ${wrong.type}`;
  }
  return null;
}

function fits(of: Column, cell: unknown): boolean {
  if (cell === null) return true;
  if (of.type === "money" || of.type === "number" || of.type === "percent") return typeof cell === "number";
  if (of.type === "bool") return typeof cell === "boolean";
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean";
}

const preview = z.object({
  call: z.object({
    tool: z.string(),
    account: z.object({ id: z.string(), name: z.string() }),
    region: z.string(),
    args: z.record(z.string(), z.unknown()),
    fingerprint: z.record(z.string(), scalar),
  }),
  title: bilingual,
  target: bilingual,
  facts: z.array(z.object({ code: z.string(), label: bilingual, value: bilingual })),
  effect: bilingual,
  undo: bilingual,
  tier: z.enum(["T1", "T2", "T3"]),
  tierReasons: z.array(z.object({ code: z.string(), text: bilingual })).exactOptional(),
  loses: bilingual.exactOptional(),
  undoBy: z.object({ tool: z.string(), input: z.record(z.string(), z.unknown()) }).exactOptional(),
  confirm: z.string().exactOptional(),
  list: z.object({ columns: z.array(column), rows: z.array(z.array(scalar)) }).exactOptional(),
  calls: z.number().exactOptional(),
}) satisfies z.ZodType<Preview>;

export const structuredResult = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("table"), table }),
  z.object({ kind: z.literal("preview"), preview }),
]);

/** The first problem of a refused value, for a sentence and the log. */
export function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "result"}: ${issue.message}` : "unknown problem";
}
