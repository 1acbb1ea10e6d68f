import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/store/database.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-db-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe("the database", () => {
  it("row 42: loses no committed row to power loss: WAL with full synchronisation", () => {
    const db = openDatabase(dir);
    expect([db.pragma("journal_mode", { simple: true }), db.pragma("synchronous", { simple: true })]).toEqual([
      "wal",
      2,
    ]);
    db.close();
  });

  it("applies each migration once", () => {
    openDatabase(dir).close();
    const db = openDatabase(dir);
    expect(db.prepare("SELECT name FROM migrations").pluck().all()).toEqual([
      "m001_initial",
      "m002_spending",
      "m003_activity",
      "m004_fresh_start",
      "m005_asks",
      "m006_talk",
      "m007_feedback",
      "m008_approval_terms",
      "m009_hand_overs",
      "m010_past_turns",
    ]);
    db.close();
  });

  it("row 41: refuses a damaged file instead of starting a new one", () => {
    writeFileSync(
      join(dir, "opsthread.sqlite"),
      "this is no database, but it is long enough to look like one".repeat(40),
    );
    expect(() => openDatabase(dir)).toThrow(/cannot be opened|is damaged/);
  });

  it("row 41: refuses a file that a newer version wrote", () => {
    openDatabase(dir).close();
    const newer = new BetterSqlite3(join(dir, "opsthread.sqlite"));
    newer.prepare("INSERT INTO migrations (name, applied_at) VALUES ('m999_later', 0)").run();
    newer.close();
    expect(() => openDatabase(dir)).toThrow(/was written by a newer version \(m999_later\)/);
  });
});
