import { DrawError } from "./errors.ts";
import type { Cell, Columns, DrawRequest, Job, Overlay } from "./request.ts";
import { MAX_TEXT, plainText } from "./text/clean.ts";

const MAX_ROWS = 50_000;
/** More of either would cover the picture; the parts that draw them fold what lies close together. */
const MAX_MARKS = 200;
const MAX_BANDS = 20;
const MAX_FIELDS = 12;
const PARTS = ["x", "category", "value", "previous", "low", "high", "errors", "severity"] as const;

/** Only mapped columns cross to the worker, as one array each, with strings and lists cut. */
export function toJob({ chart, rows, columns, fields = [], overlay = {}, look }: DrawRequest): Job {
  if (rows.length > MAX_ROWS) {
    throw new DrawError(
      "too_many_rows",
      `A chart takes at most ${MAX_ROWS} rows: aggregate them with data_query first.`,
    );
  }
  const cellsOf = (column: string, part: string): Cell[] => {
    if (rows.length > 0 && !rows.some((row) => Object.hasOwn(row, column))) {
      const names = Object.keys(rows[0]!)
        .slice(0, 20)
        .map((name) => plainText(name))
        .join(", ");
      throw new DrawError("bad_columns", `There is no column of the name given for ${part}; there are: ${names}.`);
    }
    return rows.map((row): Cell => cut(Object.hasOwn(row, column) ? (row[column] ?? null) : null));
  };
  const cells: Job["cells"] = {};
  const used: Columns = {};
  for (const part of PARTS) {
    const column = columns[part];
    if (column === undefined) continue;
    cells[part] = cellsOf(column, part);
    used[part] = column.slice(0, MAX_TEXT);
  }
  return {
    chart,
    columns: used,
    cells,
    fields: fields.slice(0, MAX_FIELDS).map((field) => ({
      field: { ...field, column: field.column.slice(0, MAX_TEXT), label: cut(field.label) },
      cells: cellsOf(field.column, "fields"),
    })),
    overlay: cutOverlay(overlay),
    rowCount: rows.length,
    look: cutLook(look),
  };
}

function cutOverlay({ marks, bands, line }: Overlay): Overlay {
  return {
    ...(marks ? { marks: marks.slice(0, MAX_MARKS).map(({ at, label }) => ({ at: cut(at), label: cut(label) })) } : {}),
    ...(bands ? { bands: bands.slice(0, MAX_BANDS).map((band) => ({ ...band, label: cut(band.label) })) } : {}),
    ...(line ? { line: { ...line, ...(line.label === undefined ? {} : { label: cut(line.label) }) } } : {}),
  };
}

function cutLook(look: DrawRequest["look"]): Job["look"] {
  const short = Object.fromEntries(Object.entries(look).map(([key, value]) => [key, cut(value)]));
  const { change, names } = look;
  return {
    ...look,
    ...short,
    ...(change ? { change: { ...change, label: cut(change.label) } } : {}),
    ...(names ? { names: Object.fromEntries(Object.entries(names).map(([key, name]) => [key, cut(name)])) } : {}),
  };
}

/** Twice the longest text shown: enough to tell cut texts from whole ones, not enough to burden the worker. */
function cut<T>(value: T): T {
  return typeof value === "string" ? (value.slice(0, 2 * MAX_TEXT) as T) : value;
}
