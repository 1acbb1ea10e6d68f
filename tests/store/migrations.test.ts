import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DATABASE_FILE, openDatabase } from "../../src/store/database.ts";
import { migrations } from "../../src/store/migrations/index.ts";

const COPY = ".before-migration";
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
      expect(readdirSync(dir).filter((name) => name.endsWith(COPY))).toEqual([]);
      db.close();
      fresh.close();
    },
  );

  test("that cannot be migrated to the end is as it was, with a copy beside it that goes once it can", () => {
    writtenBy(5);
    const path = join(dir, DATABASE_FILE);
    const within = (file: string, work: (db: BetterSqlite3.Database) => unknown) => {
      const db = new BetterSqlite3(file);
      const result = work(db);
      db.close();
      return result;
    };
    const state = (db: BetterSqlite3.Database) => [schemaOf(db), db.prepare("SELECT * FROM migrations").all()];
    within(path, (db) => db.exec("CREATE TABLE hand_overs (in_the_way)"));
    const before = within(path, state);
    for (let attempt = 1; attempt <= 2; attempt++) {
      expect(() => openDatabase(dir)).toThrow(
        `The database ${path} could not be brought to this version: table hand_overs already exists. It is as it was, and ${path}${COPY} is a copy of it: start the version before, which can use it.`,
      );
      expect([within(path, state), within(`${path}${COPY}`, state)]).toEqual([before, before]);
    }
    expect(statSync(`${path}${COPY}`).mode & 0o777).toBe(0o600);
    within(path, (db) => db.exec("DROP TABLE hand_overs"));
    openDatabase(dir).close();
    expect(readdirSync(dir)).toEqual([DATABASE_FILE]);
  });

  test("that cannot be copied is not migrated", () => {
    writtenBy(5);
    const path = join(dir, DATABASE_FILE);
    mkdirSync(`${path}${COPY}`);
    expect(() => openDatabase(dir)).toThrow(
      /has to be brought to this version, and could not be copied before: .* room/,
    );
    rmdirSync(`${path}${COPY}`);
    writeFileSync(`${path}${COPY}`, "of a start that was killed");
    openDatabase(dir).close();
    writeFileSync(`${path}${COPY}`, "of a start that was killed after all was done");
    openDatabase(dir).close();
    expect(readdirSync(dir)).toEqual([DATABASE_FILE]);
  });
});
