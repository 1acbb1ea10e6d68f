import { z } from "zod";
import { capText } from "../../redaction/clean-text.ts";
import type { DatasetInfo, Datasets, QueryResult } from "../ports/datasets.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { Note, Scalar, Scope, Source, Table } from "../ports/tools.ts";
import { describeTool, readArgs } from "./describe-tool.ts";
import { queryColumns } from "./query-columns.ts";

const SHOWN_ROWS = 20;
const MAX_TEXT = 3_000;

const input = z.strictObject({
  sql: z
    .string()
    .min(1)
    .max(20_000)
    .describe("One SELECT (SQLite) over the tables d1, d2 ... Quote column names that are SQL words."),
});

/** Figures that no tool gives directly are computed here, by SQL, and not by a model. */
export function dataQuery(datasets: Pick<Datasets, "list" | "query">): ThreadTool {
  return {
    descriptor: describeTool({
      name: "data_query",
      title: { ko: "데이터 계산", en: "Compute from this thread's results" },
      description: [
        "Run one read-only SQL SELECT (SQLite) over the results of this thread: each is a table named by its handle (d1, d2 ...).",
        "Use for sums, shares, differences, joins and rankings, and for follow-up questions the stored rows can answer. Never compute by hand.",
        "Days and times are text (YYYY-MM-DD, ISO in UTC), money is USD. The result becomes a new dataset.",
      ].join(" "),
      input,
    }),
    async run(args, at, signal) {
      const { sql } = readArgs("data_query", input, args);
      const result = await datasets.query(at.thread, sql, signal);
      const used = usedIn(sql, datasets.list(at.thread));
      return { text: digest(result), table: toTable(result, used) };
    },
  };
}

/** The datasets a query names. */
function usedIn(sql: string, known: DatasetInfo[]): DatasetInfo[] {
  const named = new Set([...sql.matchAll(/\bd\d+\b/gi)].map(([handle]) => handle.toLowerCase()));
  return known.filter((info) => named.has(info.handle));
}

function toTable({ columns, rows, truncated }: QueryResult, used: DatasetInfo[]): Table {
  const cut = used.find((info) => info.truncated !== null);
  const why = cut?.truncated
    ? {
        ko: `${cut.handle}에는 일부만 있음: ${cut.truncated.why.ko}`,
        en: `${cut.handle} holds only a part: ${cut.truncated.why.en}`,
      }
    : { ko: "일치하는 행이 더 있음", en: "more rows match than are returned" };
  return {
    columns: queryColumns(
      columns,
      rows,
      used.flatMap((info) => info.columns),
    ),
    rows,
    totals: { rows: rows.length },
    period: commonPeriod(used),
    scope: mergedScope(used),
    source: mergedSource(used),
    truncated: truncated || cut ? { shown: rows.length, of: null, why } : null,
    notes: mergedNotes(used),
  };
}

/** From the first start to the last end where the results share zone and kind of days, else none. */
function commonPeriod(used: DatasetInfo[]): Table["period"] {
  const periods = used.map((info) => info.period).filter((period) => period !== null);
  const [first] = periods;
  if (!first || periods.length < used.length) return null;
  if (!periods.every((period) => period.zone === first.zone && period.utcDays === first.utcDays)) return null;
  const from = periods.map((period) => period.from).sort()[0] ?? first.from;
  const to =
    periods
      .map((period) => period.to)
      .sort()
      .at(-1) ?? first.to;
  return { ...first, from, to };
}

function mergedScope(used: DatasetInfo[]): Scope {
  return {
    accounts: distinct(used.flatMap((info) => info.scope.accounts)),
    regions: distinct(used.flatMap((info) => info.scope.regions)),
    skipped: distinct(used.flatMap((info) => info.scope.skipped)),
  };
}

/** The sources were paid for when their results were fetched: a query costs nothing. */
function mergedSource(used: DatasetInfo[]): Source {
  const fresh = used.map((info) => info.source.freshTo);
  return {
    service: distinct(used.map((info) => info.source.service)).join(", "),
    requests: 0,
    cached: 0,
    usd: 0,
    freshTo: fresh.includes(null) ? null : (fresh.toSorted()[0] ?? null),
    scannedBytes: null,
  };
}

function mergedNotes(used: DatasetInfo[]): Note[] {
  return distinct(used.flatMap((info) => info.notes)).filter((note) => note.code !== "cached");
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function digest({ columns, rows, truncated }: QueryResult): string {
  const count = truncated ? `More than ${rows.length} rows` : rows.length === 1 ? "1 row" : `${rows.length} rows`;
  if (rows.length === 0) return "No row matched.";
  const shown = rows.slice(0, SHOWN_ROWS).map((row) => row.map(cell).join(" | "));
  const left = rows.length > SHOWN_ROWS ? [`(${rows.length - SHOWN_ROWS} more rows are stored)`] : [];
  return capText([`${count}:`, columns.join(" | "), ...shown, ...left].join("\n"), MAX_TEXT);
}

function cell(value: Scalar): string {
  return value === null ? "-" : capText(String(value).replace(/\s+/g, " ").replaceAll("|", "/"), 120);
}
