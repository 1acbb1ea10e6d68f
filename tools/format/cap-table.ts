import type { Bilingual, Table } from "../results.ts";

/** A stdio message of many megabytes blocks both ends and kills the connection at ten; rows past these limits stay behind. */
const MAX_ROWS = 5_000;
const MAX_BYTES = 1_000_000;

/** Whether all rows go into one message. */
export const fitsMessage = (table: Table): boolean => capTable(table) === table;

/** Totals were computed over all rows and stay as they are; what was cut is said. */
export function capTable(table: Table): Table {
  let rows = table.rows.slice(0, MAX_ROWS);
  let bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)) + 1, 0);
  while (bytes > MAX_BYTES) {
    rows = rows.slice(0, Math.floor(rows.length * Math.min(0.95, MAX_BYTES / bytes)));
    bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)) + 1, 0);
  }
  if (rows.length === table.rows.length) return table;
  return { ...table, rows, truncated: cutTo(rows.length, table) };
}

const TOO_LARGE: Bilingual = { ko: "결과가 너무 큼", en: "result too large" };

/** What is said of a table of which only so many rows are passed on. */
export function cutTo(shown: number, { rows, truncated }: Table): NonNullable<Table["truncated"]> {
  if (truncated === null) return { shown, of: rows.length, why: TOO_LARGE };
  const { ko, en } = truncated.why;
  return { shown, of: truncated.of, why: { ko: `${ko}; ${TOO_LARGE.ko}`, en: `${en}; ${TOO_LARGE.en}` } };
}
