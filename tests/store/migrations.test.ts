import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DATABASE_FILE, openDatabase } from "../../src/store/database.ts";
import { migrations } from "../../src/store/migrations/index.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-migrations-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A file as the version left it whose newest migration was the one at `last`. */
function writtenBy(last: number): void {
  const db = new BetterSqlite3(join(dir, DATABASE_FILE));
  db.exec("CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT");
  for (const { name, sql } of migrations.slice(0, last + 1)) {
    db.exec(sql);
    db.prepare("INSERT INTO migrations (name, applied_at) VALUES (?, 1)").run(name);
  }
  db.exec(`
    INSERT INTO inbox (event_id, request_key, thread, kind, body, state, received_at)
      VALUES ('Ev1', 'C1:1.0', 'C1:1.0', 'slack', '{"kind":"slack","body":{}}', 'queued', 1);
    INSERT INTO approvals (id, thread, run_id, call_id, contract, hash, preview, tier, requester, state, epoch, created_at, expires_at)
      VALUES ('a1', 'C1:1.0', 't-1', 'c1', '{}', 'ff', '{}', 'T2', 'U1', 'pending', 1, 1, 2);
    INSERT INTO audit (at, what, detail, previous, hash) VALUES (1, 'proposed', '{}', '', 'aa');
    INSERT INTO prefs (person, key, value) VALUES ('U1', 'model', 'offline');
  `);
  db.close();
}

const schemaOf = (db: BetterSqlite3.Database) =>
  db.prepare("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name").all();

describe("row 53: a file of an earlier version", () => {
  test.each(migrations.map(({ name }, last) => [name, last] as const))(
    "whose newest migration is %s becomes what a new file is, with everything in it",
    (_name, last) => {
      writtenBy(last);
      const db = openDatabase(dir);
      const fresh = openDatabase(":memory:");
      expect(schemaOf(db)).toEqual(schemaOf(fresh));
      expect(db.prepare("SELECT event_id, state FROM inbox").all()).toEqual([{ event_id: "Ev1", state: "queued" }]);
      expect(db.prepare("SELECT id, state, tier FROM approvals").all()).toEqual([
        { id: "a1", state: "pending", tier: "T2" },
      ]);
      expect(db.prepare("SELECT what, hash FROM audit").all()).toEqual([{ what: "proposed", hash: "aa" }]);
      expect(db.prepare("SELECT value FROM prefs").pluck().all()).toEqual(["offline"]);
      expect(() => db.exec("DELETE FROM approvals")).toThrow("an approval is never deleted");
      db.close();
      fresh.close();
    },
  );
});
