import { capText } from "../../redaction/clean-text.ts";
import type { Column, Scalar } from "../ports/tools.ts";

/** One cell is never longer than this in a stored table; a cut cell ends in "…". */
const MAX_CELL = 64 * 1024;
const MAX_NAME = 64;

/**
 * The columns under the names they have in SQL: letters, digits and `_` of any script, not starting with a digit,
 * unique without regard to case (SQLite compares ASCII names that way; we compare all of them so).
 */
export function sqlColumns(columns: readonly Column[]): Column[] {
  const taken = new Set<string>();
  return columns.map((column, index) => {
    const base = sqlName(column.name) || `column_${index + 1}`;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}

function sqlName(name: string): string {
  const plain = [
    ...name
      .toWellFormed()
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}_]+/gu, "_"),
  ]
    .slice(0, MAX_NAME)
    .join("")
    .replace(/^_+|_+$/g, "");
  return /^\p{N}/u.test(plain) ? `_${plain}` : plain;
}

/** Names from `sqlColumns` hold no quotes; quoting them keeps SQL's own words (`group`) usable. */
export const quoted = (name: string): string => `"${name}"`;

export function sqlType(column: Column): "REAL" | "INTEGER" | "TEXT" {
  if (column.type === "money" || column.type === "number" || column.type === "percent") return "REAL";
  return column.type === "bool" ? "INTEGER" : "TEXT";
}

/** What SQLite stores for a cell. A value that does not fit its column's type becomes null, never another value. */
export function encodeCell(column: Column, value: Scalar | undefined): string | number | null {
  if (value === null || value === undefined) return null;
  switch (sqlType(column)) {
    case "REAL":
      return typeof value === "number" && Number.isFinite(value) ? value : null;
    case "INTEGER":
      return typeof value === "boolean" ? Number(value) : null;
    case "TEXT":
      return capText(String(value).toWellFormed(), MAX_CELL);
  }
}

export function decodeCell(column: Column, value: string | number | null): Scalar {
  return column.type === "bool" && value !== null ? value !== 0 : value;
}
