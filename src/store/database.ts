import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { StoreError } from "../errors.ts";
import { pagesOfLostLog } from "./lost-log.ts";
import { migrate } from "./migrate.ts";

export type Database = BetterSqlite3.Database;

export const DATABASE_FILE = "opsthread.sqlite";

/** SQLite before this version may corrupt a WAL database on reset (sqlite.org, release 3.51.3). */
const LEAST_SQLITE = [3, 51, 3];

/**
 * Opens the bot's one database, `opsthread.sqlite` in `dir` (":memory:" for tests). FULL, because a committed
 * "executing" row must survive power loss: rolled back, it would let a change run twice.
 */
export function openDatabase(dir: string): Database {
  const inMemory = dir === ":memory:";
  const file = inMemory ? dir : join(dir, DATABASE_FILE);
  let db: Database | undefined;
  try {
    if (!inMemory) mkdirSync(dir, { recursive: true, mode: 0o700 });
    const known = !inMemory && existsSync(file);
    if (known) checkLog(file);
    db = new BetterSqlite3(file, { timeout: 5000 });
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    db.pragma("trusted_schema = OFF");
    checkLibrary(db);
    if (known) checkFile(db, file);
    migrate(db, file);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof StoreError) throw error;
    const { code = "", message } = error as Error & { code?: string };
    const wayOut = WAYS_OUT.find(([codes]) => codes.test(code))?.[1] ?? OTHERWISE;
    throw new StoreError(`The database ${file} cannot be opened: ${message}. ${wayOut}`);
  }
}

const WAYS_OUT: [RegExp, string][] = [
  [/READONLY|CANTOPEN|EACCES|EROFS|EPERM/, "Make its folder and what is in it writable for the user the bot runs as."],
  [/BUSY|LOCKED/, "Another process holds it: end that first, two bots cannot share one state."],
  [/FULL|ENOSPC/, "Free some room on its disk."],
];
const OTHERWISE = "Restore it from a backup or move it away to start anew.";

/**
 * A second connection for the journal of turns: what they said, called and posted. Its commits survive a killed process
 * and wait for no disk, which would stop everything for milliseconds dozens of times in a turn. The power may take the
 * last of them, but none that a later commit of the first connection relies on: one log holds both, in order.
 */
export function openJournal(dir: string): Database {
  const db = new BetterSqlite3(join(dir, DATABASE_FILE), { timeout: 5000 });
  db.pragma("synchronous = NORMAL");
  db.pragma("foreign_keys = ON");
  db.pragma("trusted_schema = OFF");
  return db;
}

/** For a look beside a running bot: nothing is written, nothing is migrated. */
export const openForReading = (dir: string): Database =>
  new BetterSqlite3(join(dir, DATABASE_FILE), { readonly: true, timeout: 5000 });

/** Throws where the SQLite that was loaded may damage what it writes. */
export function checkLibrary(db: Database): void {
  const version = String(db.prepare("SELECT sqlite_version()").pluck().get());
  const parts = version.split(".").map(Number);
  const difference = LEAST_SQLITE.map((least, i) => (parts[i] ?? 0) - least).find((d) => d !== 0) ?? 0;
  if (difference < 0)
    throw new StoreError(
      `SQLite ${version} is too old: it may damage the database. ${LEAST_SQLITE.join(".")} or newer is needed; npm ci brings it.`,
    );
}

function checkLog(file: string): void {
  const pages = pagesOfLostLog(file);
  if (pages > 0)
    throw new StoreError(
      `The log ${file}-wal is missing, and with it ${pages} pages that were written last. Put it back, or restore a backup.`,
    );
}

function checkFile(db: Database, file: string): void {
  if (db.prepare("SELECT count(*) FROM sqlite_master").pluck().get() === 0)
    throw new StoreError(
      `The database ${file} was there before and has nothing in it. Restore it from a backup, or delete it to start anew.`,
    );
  const result = db.pragma("quick_check", { simple: true });
  if (result !== "ok")
    throw new StoreError(`The database ${file} is damaged (${String(result)}). Restore it from a backup.`);
}

/** Throws when nothing can be written now: a full disk, a lock that is not let go. Its one row is overwritten each time. */
export function probeWriting(db: Database): void {
  db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', ?)").run(String(Date.now()));
}

/** Every write takes the lock at once: a deferred upgrade would fail with BUSY without waiting. */
export function writing<T>(db: Database, work: () => T): T {
  return db.transaction(work).immediate();
}
