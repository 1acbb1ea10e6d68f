import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { capText } from "../../redaction/clean-text.ts";
import type { QueryResult } from "../ports/datasets.ts";
import type { Scalar } from "../ports/tools.ts";

const MAX_CELL = 4_000;
const MAX_TEXT = 1_000_000;

/** Throws what SQLite throws, and an Error when more than one statement was given. */
export function runSelect(db: DatabaseSync, sql: string, maxRows: number): QueryResult {
  const text = sql.trim();
  const statement = db.prepare(text);
  // SQLite compiles the first statement and leaves the rest alone.
  if (!onlyEnd.test(text.slice(statement.sourceSQL.length))) throw new Error("more than one statement");
  const columns = statement.columns().map((column) => column.name);
  if (columns.length === 0) throw new Error("not a SELECT");
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const rows: Scalar[][] = [];
  let length = 0;
  for (const cells of statement.iterate() as unknown as Iterable<SQLOutputValue[]>) {
    if (rows.length === maxRows || length > MAX_TEXT) return { columns, rows, truncated: true };
    const row = cells.map(scalar);
    for (const cell of row) length += typeof cell === "string" ? cell.length : 8;
    rows.push(row);
  }
  return { columns, rows, truncated: false };
}

const onlyEnd = /^(\s|;|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)*$/;

function scalar(value: SQLOutputValue): Scalar {
  if (value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return capText(value, MAX_CELL);
  return `(${value.byteLength} bytes)`;
}
