import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

export type Db = Database.Database;

/**
 * Everything that survives a restart, in one file. Documents are kept as JSON: the workspace reads them whole, and
 * the two columns of `messages` are all it ever searches by.
 */
export function openDatabase(dir: string): Db {
  mkdirSync(join(dir, "files"), { recursive: true });
  const db = new Database(join(dir, "workspace.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL");
  db.exec(`
    CREATE TABLE IF NOT EXISTS documents (kind TEXT NOT NULL, id TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (kind, id));
    CREATE TABLE IF NOT EXISTS messages (
      channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT, doc TEXT NOT NULL, PRIMARY KEY (channel, ts));
    CREATE INDEX IF NOT EXISTS messages_by_thread ON messages (channel, thread_ts, ts);
    CREATE INDEX IF NOT EXISTS messages_by_ts ON messages (ts);
    CREATE INDEX IF NOT EXISTS messages_listed ON messages (channel, ts) WHERE thread_ts IS NULL OR doc ->> '$.broadcast' = 1;
    CREATE INDEX IF NOT EXISTS messages_repliers ON messages (channel, thread_ts, ts, doc ->> '$.user');
  `);
  return db;
}
