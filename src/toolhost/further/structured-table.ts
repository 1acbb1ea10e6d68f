import { redactDeep } from "../../../redaction/redact.ts";
import type { Column, Scalar, Table } from "../../ports/tools.ts";
import { safeText } from "./safe-text.ts";

const MAX_ROWS = 5_000;
const MAX_COLUMNS = 50;
const MAX_CELL = 2_048;
const MAX_DEPTH = 8;
/** A longer text on its own is something to read, not a row. */
const MAX_LONE_TEXT = 500;
const TOO_MANY = { ko: "결과가 너무 큼", en: "result too large" };

type Fields = Record<string, unknown>;

/**
 * Another server's structured content as a table, where it is one: a list of objects or of plain values, alone or beside
 * plain values, or one flat object. Null where it is anything else.
 * @param server named as the source.
 */
export function structuredTable(server: string, content: unknown): Table | null {
  const found = findList(content);
  if (found === null || found.items.length === 0) return null;
  const shown = redactDeep(found.items.slice(0, MAX_ROWS)) as unknown[];
  const records = shown.map((item) => (isFields(item) ? item : { value: item }));
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, MAX_COLUMNS);
  if (names.length === 0) return null;
  const columns = names.map((name) => columnOf(name, records));
  const rows = records.map((record) => columns.map((column, index) => cell(column, record[names[index]!])));
  return {
    columns,
    rows,
    totals: found.totals,
    period: null,
    scope: { accounts: [], regions: [], skipped: [] },
    source: { service: `MCP ${server}`, requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
    truncated: found.items.length > rows.length ? { shown: rows.length, of: found.items.length, why: TOO_MANY } : null,
    notes: [],
  };
}

interface Found {
  items: unknown[];
  /** Numbers that stand beside the list: what the server itself counted. */
  totals: Record<string, number>;
}

/** Many servers wrap their result once or twice: `{"result": {"items": [...], "total": 3}}`. */
function findList(content: unknown, depth = 0): Found | null {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(content)) return isUniform(content) ? { items: content, totals: {} } : null;
  if (!isFields(content)) return null;
  const nested = Object.entries(content).filter(([, value]) => typeof value === "object" && value !== null);
  const beside = Object.entries(content).filter(([, value]) => typeof value !== "object" || value === null);
  if (nested.length === 0) return beside.length > 0 && !isProse(content) ? { items: [content], totals: {} } : null;
  const [inner] = nested;
  const found = nested.length === 1 && inner ? findList(inner[1], depth + 1) : null;
  if (found === null) return null;
  const counted = beside.flatMap(([name, value]): [string, number][] =>
    typeof value === "number" && Number.isFinite(value) ? [[safeText(name, 64), value]] : [],
  );
  return { items: found.items, totals: { ...found.totals, ...Object.fromEntries(counted) } };
}

function isProse(content: Fields): boolean {
  return Object.values(content).some((value) => typeof value === "string" && value.length > MAX_LONE_TEXT);
}

/** Objects only, or plain values only. */
function isUniform(items: unknown[]): boolean {
  return items.every(isFields) || items.every((item) => typeof item !== "object" || item === null);
}

function columnOf(name: string, records: readonly Fields[]): Column {
  const values = records.map((record) => record[name]).filter((value) => value !== null && value !== undefined);
  const label = safeText(name, 64) || "value";
  return { name: label, type: typeOf(values), label: { ko: label, en: label } };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function typeOf(values: unknown[]): Column["type"] {
  const all = (test: (value: unknown) => boolean): boolean => values.length > 0 && values.every(test);
  if (all((value) => typeof value === "number")) return "number";
  if (all((value) => typeof value === "boolean")) return "bool";
  const isDate = (value: unknown, form: RegExp): boolean =>
    typeof value === "string" && form.test(value) && !Number.isNaN(Date.parse(value));
  if (all((value) => isDate(value, DAY))) return "day";
  if (all((value) => isDate(value, INSTANT))) return "time";
  return "text";
}

function cell(column: Column, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (column.type === "number") return Number.isFinite(value) ? (value as number) : null;
  if (column.type === "bool") return value as boolean;
  if (column.type === "time") return new Date(value as string).toISOString();
  return safeText(typeof value === "string" ? value : JSON.stringify(value), MAX_CELL);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
