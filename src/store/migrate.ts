import { rmSync, writeFileSync } from "node:fs";
import { StoreError } from "../errors.ts";
import type { Database } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/**
 * Applies what is missing in one transaction: all of it or nothing. A database that holds something is copied before and
 * the copy deleted after, so that what people had forgotten is not kept in it. A file of a newer version is refused, never
 * touched.
 */
export function migrate(db: Database, file: string): void {
  const applied = appliedTo(db);
  const unknown = [...applied].filter((name) => !migrations.some((m) => m.name === name));
  if (unknown.length > 0) {
    throw new StoreError(
      `The database ${file} was written by a newer version (${unknown.join(", ")}). Start that version, or restore an older backup.`,
    );
  }
  const missing = migrations.filter(({ name }) => !applied.has(name));
  const beside = `${file}.before-migration`;
  // Also when the last start was killed right after it had finished.
  if (missing.length === 0) {
    rmSync(beside, { force: true });
    return;
  }
  const copy = applied.size > 0 ? beside : null;
  if (copy) copyTo(copy, db, file);
  try {
    db.transaction(() => {
      db.exec("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT");
      for (const { name, sql } of missing) {
        db.exec(sql);
        db.prepare("INSERT INTO migrations (name, applied_at) VALUES (?, ?)").run(name, Date.now());
      }
    }).immediate();
  } catch (error) {
    throw new StoreError(
      `The database ${file} could not be brought to this version: ${(error as Error).message}. It is as it was${copy ? `, and ${copy} is a copy of it` : ""}: start the version before, which can use it.`,
    );
  }
  // In the file itself, so that it is never taken for a new one, even when its log is lost.
  if (file !== ":memory:") db.pragma("wal_checkpoint(TRUNCATE)");
  if (copy) rmSync(copy);
}

function appliedTo(db: Database): Set<string> {
  const isThere = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get();
  return new Set(isThere ? (db.prepare("SELECT name FROM migrations").pluck().all() as string[]) : []);
}

/** Everything as of now, deleted rows left out. One of an attempt that failed is replaced. */
function copyTo(copy: string, db: Database, file: string): void {
  try {
    rmSync(copy, { force: true });
    writeFileSync(copy, "", { mode: 0o600 });
    db.prepare("VACUUM INTO ?").run(copy);
  } catch (error) {
    throw new StoreError(
      `The database ${file} has to be brought to this version, and could not be copied before: ${(error as Error).message}. There has to be room for a copy beside it.`,
    );
  }
}
