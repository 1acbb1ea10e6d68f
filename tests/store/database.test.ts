import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreError } from "../../src/errors.ts";
import { checkLibrary, DATABASE_FILE, openDatabase } from "../../src/store/database.ts";

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
      "m011_hand_over_by_itself",
      "m012_shown_cards",
    ]);
    db.close();
  });

  describe("row 41: that cannot be trusted is refused in a sentence, and never begun anew:", () => {
    const file = () => join(dir, DATABASE_FILE);
    const refusal = () => {
      try {
        openDatabase(dir).close();
        return "opened";
      } catch (error) {
        return error instanceof StoreError ? error.message.replaceAll(dir, "") : String(error);
      }
    };

    it("a file that is no database", () => {
      writeFileSync(file(), "this is no database, but it is long enough to look like one".repeat(40));
      expect(refusal()).toMatch(/cannot be opened: file is not a database. Restore it from a backup/);
    });

    it("a file with a page that was written over", () => {
      openDatabase(dir).close();
      const bytes = readFileSync(file());
      writeFileSync(file(), bytes.fill(7, 4096, 8192));
      expect(refusal()).toMatch(
        /^The database \/opsthread.sqlite (is damaged|cannot be opened: database disk image is malformed)/,
      );
    });

    it("a file that a newer version wrote", () => {
      openDatabase(dir).close();
      const newer = new BetterSqlite3(file());
      newer.prepare("INSERT INTO migrations (name, applied_at) VALUES ('m999_later', 0)").run();
      newer.close();
      expect(refusal()).toMatch(/was written by a newer version \(m999_later\)/);
    });

    it("a file that was emptied", () => {
      openDatabase(dir).close();
      for (const left of [0, 4096]) {
        if (left > 0) new BetterSqlite3(file()).exec("VACUUM").close();
        else writeFileSync(file(), "");
        expect(refusal()).toBe(
          "The database /opsthread.sqlite was there before and has nothing in it. Restore it from a backup, or delete it to start anew.",
        );
      }
    });

    it("a file whose log is gone with what was written last", () => {
      const db = openDatabase(dir);
      const copy = (names: string[]) => {
        const to = mkdtempSync(join(dir, "copy-"));
        for (const name of names) copyFileSync(`${file()}${name}`, join(to, `${DATABASE_FILE}${name}`));
        return to;
      };
      db.prepare("INSERT INTO prefs (person, key, value) VALUES ('U1', 'model', 'offline')").run();
      const killed = copy(["", "-shm"]);
      expect(() => openDatabase(killed)).toThrow(
        /-wal is missing, and with it \d pages that were written last. Put it back, or restore a backup.$/,
      );
      const whole = openDatabase(copy(["", "-shm", "-wal"]));
      expect(whole.prepare("SELECT value FROM prefs").pluck().all()).toEqual(["offline"]);
      whole.close();
      // Nothing was in it any more, or ever: nothing is lost with it.
      db.pragma("wal_checkpoint(FULL)");
      const copiedBack = openDatabase(copy(["", "-shm"]));
      expect(copiedBack.prepare("SELECT value FROM prefs").pluck().all()).toEqual(["offline"]);
      copiedBack.close();
      db.close();
    });

    it("a folder or a file that may not be written", () => {
      const asSomebodyElse = (work: () => void) => {
        // What root may not do is hard to find: its rights are laid down meanwhile.
        const isRoot = process.geteuid?.() === 0;
        if (isRoot) chmodSync(dirname(dir), 0o711);
        if (isRoot) process.seteuid?.(65_534);
        try {
          work();
        } finally {
          if (isRoot) process.seteuid?.(0);
        }
      };
      const wayOut = "Make its folder and what is in it writable for the user the bot runs as.";
      chmodSync(dir, 0o555);
      asSomebodyElse(() =>
        expect(refusal()).toBe(
          `The database /opsthread.sqlite cannot be opened: unable to open database file. ${wayOut}`,
        ),
      );
      chmodSync(dir, 0o755);
      openDatabase(dir).close();
      chmodSync(file(), 0o444);
      chmodSync(dir, 0o555);
      const before = readFileSync(file());
      asSomebodyElse(() =>
        expect(refusal()).toBe(
          `The database /opsthread.sqlite cannot be opened: attempt to write a readonly database. ${wayOut}`,
        ),
      );
      expect(readFileSync(file())).toEqual(before);
      chmodSync(dir, 0o755);
    });

    it("by an old SQLite, which could damage it", () => {
      const db = new BetterSqlite3(":memory:");
      expect(() => checkLibrary(db)).not.toThrow();
      for (const [version, isOld] of [
        ["3.51.2", true],
        ["3.9.9", true],
        ["2.99.0", true],
        ["3.51.3", false],
        ["4.0", false],
      ] as const) {
        db.function("sqlite_version", () => version);
        const check = expect(() => checkLibrary(db));
        if (isOld)
          check.toThrow(
            `SQLite ${version} is too old: it may damage the database. 3.51.3 or newer is needed; npm ci brings it.`,
          );
        else check.not.toThrow();
      }
      db.close();
    });
  });
});
