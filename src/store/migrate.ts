import { StoreError } from "../errors.ts";
import type { Database } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/** Applies what is missing, each in one transaction; a file of a newer version is refused, never touched. */
export function migrate(db: Database, file: string): void {
  db.exec("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT");
  const applied = new Set(db.prepare("SELECT name FROM migrations").pluck().all() as string[]);
  const unknown = [...applied].filter((name) => !migrations.some((m) => m.name === name));
  if (unknown.length > 0) {
    throw new StoreError(
      `The database ${file} was written by a newer version (${unknown.join(", ")}). Start that version, or restore an older backup.`,
    );
  }
  for (const { name, sql } of migrations) {
    if (applied.has(name)) continue;
    db.transaction(() => {
      db.exec(sql);
      db.prepare("INSERT INTO migrations (name, applied_at) VALUES (?, ?)").run(name, Date.now());
    }).immediate();
  }
}
