import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApprovalStore } from "../../src/store/approvals.ts";
import { auditEntries, verifyAudit } from "../../src/store/audit.ts";
import { backUp, restore } from "../../src/store/backup.ts";
import { DATABASE_FILE, type Database, openDatabase } from "../../src/store/database.ts";

const NOW = Date.parse("2026-11-20T00:00:00Z");
const THREAD = `${"ab".repeat(32)}.sqlite`;

let dir: string;
let live: string;
let copy: string;
let db: Database;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "opsthread-backup-"));
  live = join(dir, "live");
  copy = join(dir, "copy");
  db = openDatabase(live);
  db.exec(`
    INSERT INTO prefs (person, key, value) VALUES ('U1', 'model', 'offline');
    INSERT INTO approvals (id, thread, run_id, call_id, contract, hash, preview, tier, requester, state, epoch, created_at, expires_at)
      VALUES ('a1', 'C1:1.0', 't-1', 'c1', '{}', 'ff', '{}', 'T2', 'U1', 'pending', 1, ${NOW}, ${NOW + 900_000}),
             ('a2', 'C1:1.0', 't-1', 'c2', '{}', 'ff', '{}', 'T2', 'U1', 'denied', 1, ${NOW}, ${NOW + 900_000});
  `);
  mkdirSync(join(live, "threads"));
  const thread = new BetterSqlite3(join(live, "threads", THREAD));
  thread.exec("CREATE TABLE d1 (usd REAL); INSERT INTO d1 VALUES (12.5)");
  thread.close();
  writeFileSync(join(live, "tools.sqlite"), "a cache");
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

test("a running bot is copied as of one moment, its datasets too, and no cache", async () => {
  const { files } = await backUp(live, copy, NOW);
  db.exec("UPDATE prefs SET value = 'later'");
  expect(files).toBe(2);
  expect(existsSync(join(copy, "tools.sqlite"))).toBe(false);

  const there = join(dir, "there");
  expect(restore(copy, there, NOW + 60_000)).toEqual({ at: "2026-11-20T00:00:00.000Z", files: 2, voided: 1 });
  const restored = openDatabase(there);
  expect(restored.prepare("SELECT value FROM prefs").pluck().all()).toEqual(["offline"]);
  restored.close();
  const thread = new BetterSqlite3(join(there, "threads", THREAD), { readonly: true });
  expect(thread.prepare("SELECT usd FROM d1").pluck().all()).toEqual([12.5]);
  thread.close();
});

test("row 21: an open request of a restored backup can no longer be decided, and the audit tells of the restore", async () => {
  await backUp(live, copy, NOW);
  const there = join(dir, "there");
  restore(copy, there, NOW + 60_000);
  const restored = openDatabase(there);
  const store = createApprovalStore(restored);
  expect(store.ofAnotherEpoch().map(({ id }) => id)).toEqual(["a1"]);
  expect([...auditEntries(restored, 0)].map(({ at, what, detail }) => [at, what, detail])).toEqual([
    [NOW + 60_000, "restored", '{"backedUp":"2026-11-20T00:00:00.000Z","voided":1}'],
  ]);
  expect(verifyAudit(restored)).toMatchObject({ kind: "intact", entries: 1 });
  restored.close();
});

test("nothing is replaced, and what is not whole is not restored", async () => {
  await backUp(live, copy, NOW);
  await expect(backUp(live, copy, NOW)).rejects.toThrow(`${copy} is not empty. Name a new folder for each backup.`);
  expect(() => restore(copy, live, NOW)).toThrow("a restore replaces nothing");
  const there = join(dir, "there");
  expect(() => restore(live, there, NOW)).toThrow(`${live} is no backup: it has no backup.json.`);

  const manifest = readFileSync(join(copy, "backup.json"), "utf8");
  writeFileSync(join(copy, "backup.json"), manifest.replace(`threads/${THREAD}`, "../../etc/cron.d/job"));
  expect(() => restore(copy, there, NOW)).toThrow("it lists ../../etc/cron.d/job");
  writeFileSync(join(copy, "backup.json"), manifest);
  appendFileSync(join(copy, "threads", THREAD), "x");
  expect(() => restore(copy, there, NOW)).toThrow(
    `threads/${THREAD} is not what was written on 2026-11-20T00:00:00.000Z.`,
  );
  rmSync(join(copy, "threads", THREAD));
  expect(() => restore(copy, there, NOW)).toThrow(`threads/${THREAD} is missing`);
  expect(existsSync(join(there, DATABASE_FILE))).toBe(false);
});
