import { existsSync, renameSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { DatasetInfo } from "../ports/datasets.ts";
import type { Column, Scalar, Table } from "../ports/tools.ts";
import { decodeCell, encodeCell, quoted, sqlColumns, sqlType } from "./columns.ts";
import { UnreadableFile } from "./file-errors.ts";

const FORMAT = 1;

export interface NewResult {
  toolCallId: string;
  tool: string;
  args: unknown;
  table: Table;
  now: number;
}

/** The datasets of one thread: a table `d1`, `d2` ... each, and `_datasets` with what is known about them. */
export interface ThreadFile {
  add(result: NewResult): DatasetInfo;
  /** The result of this call, if it is stored already. */
  known(toolCallId: string): DatasetInfo | null;
  /** Rows that come in parts are collected in a table of their own, which becomes a dataset at the end or is dropped. */
  collect(name: string, columns: readonly Column[], rows: readonly Scalar[][]): void;
  adopt(name: string, result: NewResult, rowCount: number): DatasetInfo;
  discard(name: string): void;
  /** Drops what was stored before that moment and gives its space back. Returns how many results that were. */
  forgetBefore(time: number): number;
  /** When the newest result was stored; null without any. */
  newest(): number | null;
  list(): DatasetInfo[];
  read(handle: string, limit: number | undefined): { info: DatasetInfo; rows: Scalar[][] } | null;
  close(): void;
}

/** Where a database's header names its journal, for reading and for writing; 2 is a write-ahead log (sqlite.org/fileformat2). */
const JOURNAL_BYTES = [18, 19];
const WRITE_AHEAD = 2;

/** A file without results. Each is a copy of it: SQLite would wait for the disk a dozen times to make one. */
const empty = (() => {
  let bytes: Buffer | null = null;
  return (): Buffer => {
    if (bytes) return bytes;
    const db = new Database(":memory:");
    db.exec("CREATE TABLE _datasets (n INTEGER PRIMARY KEY, tool_call_id TEXT NOT NULL UNIQUE, info TEXT NOT NULL)");
    db.pragma(`user_version = ${FORMAT}`);
    bytes = db.serialize();
    db.close();
    for (const at of JOURNAL_BYTES) bytes[at] = WRITE_AHEAD;
    return bytes;
  };
})();

/**
 * A file comes into being whole (made beside its place, then renamed), so a file without our format
 * is a damaged one: it is refused, not filled anew.
 */
export function createThreadFile(path: string): void {
  if (existsSync(path)) return;
  const draft = `${path}.new`;
  writeFileSync(draft, empty(), { flush: true });
  renameSync(draft, path);
}

/** In KiB. Many files are open at once, and what is read from them is read once or twice. */
const PAGE_CACHE = 500;

/**
 * Opens an existing file. Throws what better-sqlite3 throws, and UnreadableFile. FULL, because the transcript may speak of
 * a result at once: were it lost with the power, the next one would bear its handle.
 */
export function openThreadFile(path: string, busyMs: number): ThreadFile {
  const db = new Database(path, { fileMustExist: true, timeout: busyMs });
  try {
    checkFormat(db.pragma("user_version", { simple: true }));
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma(`cache_size = -${PAGE_CACHE}`);
    db.pragma("trusted_schema = OFF");
    dropParts(db);
    return threadFile(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What was being collected when the process ended belongs to no dataset. */
function dropParts(db: Database.Database): void {
  const names = db.prepare<[], { name: string }>(
    "SELECT name FROM sqlite_schema WHERE name LIKE '\\_part\\_%' ESCAPE '\\'",
  );
  for (const { name } of names.all()) db.exec(`DROP TABLE ${quoted(name)}`);
}

function checkFormat(version: unknown): void {
  if (version === FORMAT) return;
  throw new UnreadableFile(
    Number(version) > FORMAT
      ? "The stored results of this thread were written by a newer version of the bot and cannot be read by this one."
      : "The stored results of this thread are damaged and cannot be read. Ask again in a new thread.",
  );
}

type Stored = Omit<DatasetInfo, "handle">;

function threadFile(db: Database.Database): ThreadFile {
  const byCall = db.prepare<[string], { n: number; info: string }>(
    "SELECT n, info FROM _datasets WHERE tool_call_id = ? AND info <> ''",
  );
  const byNumber = db.prepare<[number], { n: number; info: string }>(
    "SELECT n, info FROM _datasets WHERE n = ? AND info <> ''",
  );
  const all = db.prepare<[], { n: number; info: string }>("SELECT n, info FROM _datasets WHERE info <> '' ORDER BY n");
  const next = db.prepare<[], { n: number }>("SELECT coalesce(max(n), 0) + 1 AS n FROM _datasets");
  // The number stays taken: the transcript still speaks of it, and no other result may come to bear it.
  const forget = db.prepare("UPDATE _datasets SET info = '', tool_call_id = 'dropped:' || n WHERE n = ?");
  const insert = db.prepare("INSERT INTO _datasets (n, tool_call_id, info) VALUES (?, ?, ?)");

  const register = (result: NewResult, columns: Column[], rowCount: number): DatasetInfo => {
    const { rows: _, columns: __, ...about } = result.table;
    const stored: Stored = { ...about, tool: result.tool, args: result.args, columns, rowCount, createdAt: result.now };
    const n = next.get()?.n ?? 1;
    insert.run(n, result.toolCallId, JSON.stringify(stored));
    return { handle: `d${n}`, ...stored };
  };

  const add = db.transaction((result: NewResult): DatasetInfo => {
    const known = byCall.get(result.toolCallId);
    if (known) return toInfo(known);
    const columns = sqlColumns(result.table.columns);
    const info = register(result, columns, result.table.rows.length);
    createTable(db, info.handle, columns);
    insertRows(db, info.handle, columns, result.table.rows);
    return info;
  });

  const collect = db.transaction((name: string, given: readonly Column[], rows: readonly Scalar[][]) => {
    const columns = sqlColumns(given);
    createTable(db, collected(name), columns);
    insertRows(db, collected(name), columns, rows);
  });

  const adopt = db.transaction((name: string, result: NewResult, rowCount: number): DatasetInfo => {
    const known = byCall.get(result.toolCallId);
    if (known) {
      db.exec(`DROP TABLE IF EXISTS ${collected(name)}`);
      return toInfo(known);
    }
    const columns = sqlColumns(result.table.columns);
    createTable(db, collected(name), columns);
    const info = register(result, columns, rowCount);
    db.exec(`ALTER TABLE ${collected(name)} RENAME TO ${info.handle}`);
    return info;
  });

  const forgetBefore = db.transaction((time: number) => {
    const old = all.all().filter((row) => toInfo(row).createdAt < time);
    for (const { n } of old) {
      db.exec(`DROP TABLE d${n}`);
      forget.run(n);
    }
    return old.length;
  });

  return {
    add: (result) => add.immediate(result),
    known(toolCallId) {
      const row = byCall.get(toolCallId);
      return row ? toInfo(row) : null;
    },
    collect: (name, columns, rows) => void collect.immediate(name, columns, rows),
    adopt: (name, result, rowCount) => adopt.immediate(name, result, rowCount),
    discard: (name) => void db.exec(`DROP TABLE IF EXISTS ${collected(name)}`),
    forgetBefore(time) {
      const dropped = forgetBefore.immediate(time);
      if (dropped > 0) db.exec("VACUUM");
      return dropped;
    },
    newest: () => all.all().reduce<number | null>((last, row) => Math.max(last ?? 0, toInfo(row).createdAt), null),
    list: () => all.all().map(toInfo),
    read(handle, limit) {
      const number = /^d([1-9]\d{0,8})$/.exec(handle)?.[1];
      const known = number === undefined ? undefined : byNumber.get(Number(number));
      if (!known) return null;
      const info = toInfo(known);
      if (info.columns.length === 0) return { info, rows: [] };
      const names = info.columns.map((column) => quoted(column.name)).join(", ");
      const cells = db
        .prepare<[number], (string | number | null)[]>(`SELECT ${names} FROM d${known.n} ORDER BY rowid LIMIT ?`)
        .raw()
        .all(limit ?? -1);
      const columns = info.columns;
      return { info, rows: cells.map((row) => columns.map((column, index) => decodeCell(column, row[index] ?? null))) };
    },
    close: () => void db.close(),
  };
}

/** Names of collected rows come from this process; they never hold what a caller wrote. */
const collected = (name: string): string => `_part_${name}`;

/** A result without columns still gets its table, so that every handle can be named in SQL. */
function createTable(db: Database.Database, name: string, columns: readonly Column[]): void {
  const fields = columns.map((column) => `${quoted(column.name)} ${sqlType(column)}`);
  db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${fields.length > 0 ? fields.join(", ") : "no_columns TEXT"})`);
}

function insertRows(db: Database.Database, name: string, columns: readonly Column[], rows: readonly Scalar[][]): void {
  if (columns.length === 0) return;
  const row = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
  for (const cells of rows) row.run(columns.map((column, index) => encodeCell(column, cells[index])));
}

function toInfo(row: { n: number; info: string }): DatasetInfo {
  return { handle: `d${row.n}`, ...(JSON.parse(row.info) as Stored) };
}
