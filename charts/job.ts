import { DrawError } from "./errors.ts";
import type { Cell, Columns, DrawRequest, Job } from "./request.ts";
import { MAX_TEXT, plainText } from "./text/clean.ts";

const MAX_ROWS = 50_000;
const PARTS = ["x", "category", "value", "previous"] as const;

/** Only mapped columns cross to the worker, as one array each, with strings cut. */
export function toJob({ chart, rows, columns, look }: DrawRequest): Job {
  if (rows.length > MAX_ROWS) {
    throw new DrawError(
      "too_many_rows",
      `A chart takes at most ${MAX_ROWS} rows: aggregate them with data_query first.`,
    );
  }
  const cells: Job["cells"] = {};
  const used: Columns = {};
  for (const part of PARTS) {
    const column = columns[part];
    if (column === undefined) continue;
    if (rows.length > 0 && !rows.some((row) => Object.hasOwn(row, column))) {
      const names = Object.keys(rows[0]!)
        .slice(0, 20)
        .map((name) => plainText(name))
        .join(", ");
      throw new DrawError("bad_columns", `There is no column of the name given for ${part}; there are: ${names}.`);
    }
    used[part] = column.slice(0, MAX_TEXT);
    cells[part] = rows.map((row): Cell => cut(Object.hasOwn(row, column) ? (row[column] ?? null) : null));
  }
  const short = Object.fromEntries(Object.entries(look).map(([key, value]) => [key, cut(value)]));
  const change = look.change ? { change: { ...look.change, label: cut(look.change.label) } } : {};
  return { chart, columns: used, cells, rowCount: rows.length, look: { ...look, ...short, ...change } as Job["look"] };
}

/** Twice the longest text shown: enough to tell cut texts from whole ones, not enough to burden the worker. */
function cut<T>(value: T): T | string {
  return typeof value === "string" ? value.slice(0, 2 * MAX_TEXT) : value;
}
