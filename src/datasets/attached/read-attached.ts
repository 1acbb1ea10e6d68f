import { setImmediate as breathe } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { cleanText } from "../../../redaction/clean-text.ts";
import { redact, redactRows } from "../../../redaction/redact.ts";
import type { Column, Scalar, Table } from "../../ports/tools.ts";
import { readLogLine } from "./log-line.ts";
import { parseCsv } from "./parse-csv.ts";

/** Rows beyond this are left out, and said to be. */
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 100;
const MOST_CELL = 8_000;
/** A packed file may not unpack to more. */
const MOST_UNPACKED = 32 * 1024 * 1024;
/** Cells cleaned between two looks at whatever else the process has to do. */
const CELLS_AT_ONCE = 2_000;

export type Attached = { kind: "table"; table: Table } | { kind: "unreadable" } | { kind: "empty" };

/**
 * A file a person attached, as a table: CSV and TSV by their heads, JSON by its records, anything else that is text line
 * by line. Whatever it says is a stranger's text: cleaned, and without secrets.
 */
export async function readAttached(name: string, bytes: Buffer): Promise<Attached> {
  const text = textOf(name, bytes);
  if (text === null) return { kind: "unreadable" };
  if (text.trim() === "") return { kind: "empty" };
  const { heads, rows, derive } = /\.(csv|tsv)(\.gz)?$/i.test(name)
    ? fromCsv(text)
    : (fromJson(text) ?? fromLines(text));
  if (rows.length === 0) return { kind: "empty" };
  const shown = redactRows(await cleaned(rows.slice(0, MOST_ROWS), derive));
  const source = cleanText(name, 80);
  return {
    kind: "table",
    table: {
      columns: heads.slice(0, MOST_COLUMNS).map((head, i) => columnOf(cleanText(redact(head), 80), shown, i)),
      rows: shown.map((row) => heads.slice(0, MOST_COLUMNS).map((_, i) => row[i] ?? null)),
      totals: {},
      period: null,
      scope: { accounts: [], regions: [], skipped: [] },
      source: { service: source, requests: 0, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
      truncated:
        rows.length > MOST_ROWS
          ? { shown: MOST_ROWS, of: rows.length, why: { ko: "파일이 너무 김", en: "the file is too long" } }
          : null,
      notes: [],
    },
  };
}

/** Null: no text, or packed in a way that does not unpack. */
function textOf(name: string, bytes: Buffer): string | null {
  try {
    const plain = /\.gz$/i.test(name) ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes;
    if (plain.subarray(0, 8_000).includes(0)) return null;
    const text = new TextDecoder("utf-8").decode(plain);
    const broken = text.slice(0, 8_000).split("\ufffd").length - 1;
    return broken > 80 ? null : text;
  } catch {
    return null;
  }
}

interface Raw {
  heads: string[];
  rows: Scalar[][];
  /** Makes the cells of a row, where that takes a while: then it is done in between other work. */
  derive?: (row: Scalar[]) => Scalar[];
}

function fromCsv(text: string): Raw {
  const [heads = [], ...rows] = parseCsv(text);
  const isNumber = heads.map((_, i) => rows.some((row) => row[i]) && rows.every((row) => isFigure(row[i] ?? "")));
  return {
    heads,
    rows: rows.map((row) => heads.map((_, i) => cellOf(row[i] ?? "", isNumber[i] ?? false))),
  };
}

/** Digits alone with leading zeros are an id, not a figure. */
const isFigure = (cell: string): boolean =>
  cell === "" || /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell.trim());
const cellOf = (cell: string, isNumber: boolean): Scalar => {
  if (cell === "") return null;
  return isNumber ? Number(cell) : cell;
};

/** An array of records, one record with one array of records in it (CloudTrail's `Records`), or a record a line. */
function fromJson(text: string): Raw | null {
  const records = recordsOf(parsed(text)) ?? linesOf(text);
  if (!records) return null;
  const heads = [...new Set(records.slice(0, 1_000).flatMap((record) => Object.keys(record)))];
  return { heads, rows: records.map((record) => heads.map((head) => scalarOf(record[head]))) };
}

type Row = Record<string, unknown>;
const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

function recordsOf(value: unknown): Row[] | null {
  const list = isRow(value) ? Object.values(value).find((one) => Array.isArray(one) && one.every(isRow)) : value;
  return Array.isArray(list) && list.length > 0 && list.every(isRow) ? list : null;
}

function linesOf(text: string): Row[] | null {
  if (!/^\s*\{/.test(text)) return null;
  const rows: Row[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const value = parsed(line);
    if (!isRow(value)) return null;
    rows.push(value);
  }
  return rows.length > 0 ? rows : null;
}

function parsed(text: string): unknown {
  try {
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function scalarOf(value: unknown): Scalar {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  return JSON.stringify(value);
}

function fromLines(text: string): Raw {
  const lines = text.split("\n").flatMap((line, i) => {
    const plain = line.replace(/\r$/, "");
    return plain.trim() === "" ? [] : [[i + 1, plain]];
  });
  const derive = ([number = null, line]: Scalar[]): Scalar[] => {
    const { time, level } = readLogLine(String(line));
    return [number, time, level, line ?? null];
  };
  return { heads: ["line", "time", "level", "text"], rows: lines, derive };
}

async function cleaned(rows: Scalar[][], derive = (row: Scalar[]) => row): Promise<Scalar[][]> {
  const out: Scalar[][] = [];
  let cells = 0;
  for (const row of rows) {
    out.push(derive(row).map((cell) => (typeof cell === "string" ? cleanText(redact(cell), MOST_CELL) : cell)));
    cells += row.length;
    if (cells < CELLS_AT_ONCE) continue;
    cells = 0;
    await breathe();
  }
  return out;
}

function columnOf(name: string, rows: Scalar[][], i: number): Column {
  const label = { ko: name, en: name };
  const values = rows.slice(0, 1_000).flatMap((row) => row[i] ?? []);
  const all = (test: (value: Scalar) => boolean) => values.length > 0 && values.every(test);
  if (all((value) => typeof value === "number")) return { name, type: "number", label };
  if (all((value) => typeof value === "boolean")) return { name, type: "bool", label };
  if (all((value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)))) return { name, type: "day", label };
  if (all((value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(String(value))))
    return { name, type: "time", label };
  return { name, type: "text", label };
}
