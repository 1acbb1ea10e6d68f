import type { Column, Scalar } from "../../../ports/tools.ts";
import { bytes, count, money, share } from "../format/figures.ts";
import { code, plain, table } from "../format/markdown.ts";
import type { Result } from "../format/result.ts";
import { dayName, moment, zoneName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";

export const MOST_ROWS = 10;

const right = ({ type }: Column) => type === "money" || type === "number" || type === "percent";

/** Some columns of a result as a table: its own names of columns in the reader's language, cells by their type. */
export function rowsTable(working: Working, { info, rows }: Result, names: string[], most = MOST_ROWS): string {
  const columns = names.flatMap((name) => info.columns.find((column) => column.name === name) ?? []);
  const { reader } = working;
  const zone = zoneName(reader.zone, reader.now);
  const label = ({ type, label }: Column) => `${label[reader.language]}${type === "time" ? ` (${zone})` : ""}`;
  return table(
    columns.map((column) => ({ label: label(column), right: right(column) })),
    rows.slice(0, most).map((row) => columns.map((column) => cell(row[column.name] ?? null, column, working))),
  );
}

function cell(value: Scalar, { type, unit }: Column, { reader }: Working): string {
  if (value === null || value === "") return "–";
  if (typeof value === "number") {
    if (type === "money") return money(value);
    if (type === "percent") return share(value);
    if (/^bytes$/i.test(unit ?? "")) return bytes(value);
    return unit === "%" || unit === "Percent" ? `${value.toFixed(1)}%` : count(value);
  }
  if (type === "time") return moment(String(value), reader);
  if (type === "day") return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? dayName(String(value), reader) : plain(value);
  return typeof value === "boolean" ? (value ? "✓" : "–") : code(value);
}
