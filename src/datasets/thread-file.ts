import { existsSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import type { DatasetInfo } from "../ports/datasets.ts";
import type { Scalar, Table } from "../ports/tools.ts";
import { decodeCell, encodeCell, quoted, sqlColumns, sqlType } from "./columns.ts";
import { UnreadableFile } from "./file-errors.ts";

const FORMAT = 1;

/** The datasets of one thread: a table `d1`, `d2` ... each, and `_datasets` with what is known about them. */
export interface ThreadFile {
  add(call: { toolCallId: string; tool: string; args: unknown; table: Table; now: number }): DatasetInfo;
  list(): DatasetInfo[];
  read(handle: string, limit: number | undefined): { info: DatasetInfo; rows: Scalar[][] } | null;
  close(): void;
}

/**
 * A file comes into being whole (made beside its place, then renamed), so a file without our format
 * is a damaged one: it is refused, not filled anew.
 */
export function createThreadFile(path: string): void {
  if (existsSync(path)) return;
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const db = new Database(draft);
  try {
    db.exec("CREATE TABLE _datasets (n INTEGER PRIMARY KEY, tool_call_id TEXT NOT NULL UNIQUE, info TEXT NOT NULL)");
    db.pragma(`user_version = ${FORMAT}`);
  } finally {
    db.close();
  }
  renameSync(draft, path);
}

/** Opens an existing file. Throws what better-sqlite3 throws, and UnreadableFile. */
export function openThreadFile(path: string, busyMs: number): ThreadFile {
  const db = new Database(path, { fileMustExist: true, timeout: busyMs });
  try {
    checkFormat(db.pragma("user_version", { simple: true }));
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("trusted_schema = OFF");
    return threadFile(db);
  } catch (error) {
    db.close();
    throw error;
  }
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
    "SELECT n, info FROM _datasets WHERE tool_call_id = ?",
  );
  const byNumber = db.prepare<[number], { n: number; info: string }>("SELECT n, info FROM _datasets WHERE n = ?");
  const all = db.prepare<[], { n: number; info: string }>("SELECT n, info FROM _datasets ORDER BY n");
  const next = db.prepare<[], { n: number }>("SELECT coalesce(max(n), 0) + 1 AS n FROM _datasets");
  const insert = db.prepare("INSERT INTO _datasets (n, tool_call_id, info) VALUES (?, ?, ?)");

  const add = db.transaction((call: Parameters<ThreadFile["add"]>[0]): DatasetInfo => {
    const known = byCall.get(call.toolCallId);
    if (known) return toInfo(known);
    const { rows, columns: given, ...about } = call.table;
    const columns = sqlColumns(given);
    const n = next.get()?.n ?? 1;
    const stored: Stored = {
      ...about,
      tool: call.tool,
      args: call.args,
      columns,
      rowCount: rows.length,
      createdAt: call.now,
    };
    createTable(db, n, columns);
    if (columns.length > 0) {
      const row = db.prepare(`INSERT INTO d${n} VALUES (${columns.map(() => "?").join(", ")})`);
      for (const cells of rows) row.run(columns.map((column, index) => encodeCell(column, cells[index])));
    }
    insert.run(n, call.toolCallId, JSON.stringify(stored));
    return { handle: `d${n}`, ...stored };
  });

  return {
    add: (call) => add.immediate(call),
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

/** A result without columns still gets its table, so that every handle can be named in SQL. */
function createTable(db: Database.Database, n: number, columns: DatasetInfo["columns"]): void {
  const fields = columns.map((column) => `${quoted(column.name)} ${sqlType(column)}`);
  db.exec(`CREATE TABLE d${n} (${fields.length > 0 ? fields.join(", ") : "no_columns TEXT"})`);
}

function toInfo(row: { n: number; info: string }): DatasetInfo {
  return { handle: `d${row.n}`, ...(JSON.parse(row.info) as Stored) };
}
