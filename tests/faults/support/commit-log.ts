import { appendFileSync, existsSync, openSync, readSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3";

/** What the log of the database held when a commit returned. */
export interface Commit {
  /** Frames of the write-ahead log; it begins anew under another `salt`. */
  frames: number;
  salt: string;
  /** Whether the connection waits for the disk, by which everything up to here is on it. */
  synced: boolean;
}

/** SQLite's index of the log, as its file format says: the number of frames, the salt. */
const HEADER_BYTES = 48;
const FRAMES_AT = 16;
const SALT_AT = 32;
const FULL = 2;

/**
 * Writes a line to `log` after each commit of any connection of this process to the database `file`, before whoever asked
 * for it goes on. The index of the log stays open: closing a file lets go of the locks SQLite has on it.
 */
export function logCommits(file: string, log: string): void {
  const database = new BetterSqlite3(":memory:");
  const statement = Object.getPrototypeOf(database.prepare("SELECT 1")) as BetterSqlite3.Statement;
  database.close();
  const run = statement.run;
  const header = Buffer.alloc(HEADER_BYTES);
  let index: number | null = null;
  let last = "";

  statement.run = function (this: BetterSqlite3.Statement, ...values: unknown[]) {
    const result = run.apply(this, values);
    if (this.database.inTransaction || this.database.name !== file || !existsSync(`${file}-shm`)) return result;
    index ??= openSync(`${file}-shm`, "r");
    readSync(index, header, 0, HEADER_BYTES, 0);
    const frames = header.readUInt32LE(FRAMES_AT);
    const salt = header.toString("hex", SALT_AT, SALT_AT + 8);
    if (last === `${salt} ${frames}`) return result;
    last = `${salt} ${frames}`;
    const synced = this.database.pragma("synchronous", { simple: true }) === FULL;
    appendFileSync(log, `${JSON.stringify({ commit: { frames, salt, synced } satisfies Commit })}\n`);
    return result;
  } as typeof run;
}
