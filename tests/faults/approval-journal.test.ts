import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createExecution } from "../../src/approvals/execution.ts";
import type { ApprovalState } from "../../src/ports/approvals.ts";
import { createApprovalStore } from "../../src/store/approvals.ts";
import { createAudit, verifyAudit } from "../../src/store/audit.ts";
import { openDatabase } from "../../src/store/database.ts";
import { approvalBench, preview, proposed } from "../approvals/support.ts";

/** What the journal's disk can do to an approval: whatever it is, no change without a written decision, and none twice. */
function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-journal-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

describe("row 40: a full disk", () => {
  const bench = () => {
    const made = approvalBench();
    made.db.exec("CREATE TABLE filler (x BLOB)");
    const fill = () => {
      const pages = Number(made.db.pragma("page_count", { simple: true }));
      made.db.pragma(`max_page_count = ${pages}`);
      const insert = made.db.prepare("INSERT INTO filler VALUES (zeroblob(200))");
      for (;;) {
        try {
          insert.run();
        } catch {
          return;
        }
      }
    };
    const free = () => void made.db.pragma("max_page_count = 1000000");
    return { ...made, fill, free };
  };

  it("takes no decision that cannot be written, sends nothing, and takes it once there is room, without a restart", async () => {
    const { propose, click, execution, orders, store, db, fill, free } = bench();
    const id = proposed(propose("r1", "c1", { rationale: "x".repeat(500) }));
    fill();
    await expect(click(id, "U2", "denied", { reason: "y".repeat(4_000) })).rejects.toThrow("full");
    let failed = false;
    for (let i = 0; i < 40 && !failed; i++)
      await click(id, `U${i + 100}`).catch(() => {
        failed = true;
      });
    expect(failed).toBe(true);
    expect([store.get(id)?.state, orders]).toEqual(["pending", []]);
    free();
    await click(id, "U2");
    await execution.run(id);
    expect([store.get(id)?.state, orders.length]).toEqual(["succeeded", 1]);
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(verifyAudit(db).kind).toBe("intact");
  });

  it("between the call and its outcome loses neither: it is written as soon as there is room, and sent once", async () => {
    const { propose, click, execution, orders, store, act, fill, free } = bench();
    const id = proposed(propose());
    await click(id, "U2");
    const executing = act.execute;
    act.execute = async (order) => {
      const outcome = await executing(order);
      fill();
      setTimeout(free, 300);
      return { ...outcome, text: { ko: "가".repeat(3_000), en: "a".repeat(3_000) } };
    };
    await execution.run(id);
    expect([store.get(id)?.state, orders.length]).toEqual(["succeeded", 1]);
  });
});

describe("row 41: a database", () => {
  it("that another process holds takes no decision, and takes it afterwards", async () => {
    const dir = folder();
    const { db, propose, click, store, orders } = approvalBench([], dir);
    const id = proposed(propose());
    db.pragma("busy_timeout = 40");
    const other = new BetterSqlite3(join(dir, "opsthread.sqlite"));
    other.exec("BEGIN EXCLUSIVE");
    await expect(click(id, "U2")).rejects.toThrow("locked");
    other.exec("ROLLBACK");
    other.close();
    expect([store.get(id)?.state, orders]).toEqual(["pending", []]);
    expect((await click(id, "U2")).kind).toBe("approved");
    db.close();
  });

  it("that is read only takes none", async () => {
    const { db, propose, click, store } = approvalBench();
    const id = proposed(propose());
    db.pragma("query_only = ON");
    await expect(click(id, "U2")).rejects.toThrow("readonly");
    db.pragma("query_only = OFF");
    expect(store.get(id)).toMatchObject({ state: "pending", votes: [] });
  });
});

describe("row 42: power lost at any moment", () => {
  it("leaves the last committed state: an approval that was executing is found as that, becomes unknown, and is not sent again", async () => {
    const dir = folder();
    const { db, propose, click, store, clock } = approvalBench([], dir);
    expect(db.pragma("synchronous", { simple: true })).toBe(2);
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.pragma("wal_autocheckpoint = 0");
    const wal = join(dir, "opsthread.sqlite-wal");
    const commits: { bytes: number; state: ApprovalState | null }[] = [];
    const committed = (id: string | null) =>
      commits.push({ bytes: statSync(wal).size, state: id === null ? null : (store.get(id)?.state ?? null) });
    const id = proposed(propose());
    committed(id);
    await click(id, "U2");
    committed(id);
    store.claim(id, store.get(id)!.hash, clock.now());
    committed(id);
    expect(commits.map(({ state }) => state)).toEqual(["pending", "approved", "executing"]);

    const survivor = (bytes: number) => {
      const copy = folder();
      copyFileSync(join(dir, "opsthread.sqlite"), join(copy, "opsthread.sqlite"));
      copyFileSync(wal, join(copy, "opsthread.sqlite-wal"));
      truncateSync(join(copy, "opsthread.sqlite-wal"), bytes);
      return openDatabase(copy);
    };
    const last = commits.at(-1)!.bytes;
    const cuts = fc.sample(fc.integer({ min: 0, max: last }), { numRuns: 25, seed: 42 });
    for (const cut of [...commits.map(({ bytes }) => bytes), ...commits.map(({ bytes }) => bytes - 1), ...cuts]) {
      const after = survivor(cut);
      const expected = commits.findLast(({ bytes }) => bytes <= cut)?.state ?? null;
      expect(createApprovalStore(after).get(id)?.state ?? null, `cut at ${cut}`).toBe(expected);
      expect(after.pragma("integrity_check", { simple: true })).toBe("ok");
      expect(verifyAudit(after).kind).toBe("intact");
      after.close();
    }

    const after = survivor(last);
    const restarted = approvalBench();
    const common = { ...restarted, store: createApprovalStore(after), audit: createAudit(after, clock), clock };
    await createExecution({ ...common, lookAtClock: () => [], changed: async () => {} }).recover();
    expect([common.store.get(id)?.state, restarted.orders]).toEqual(["unknown", []]);
    after.close();
    db.close();
  });
});

describe("row 53: a card that an earlier version posted", () => {
  it("is decided under what it promised then, and runs once", async () => {
    const { db, store, click, execution, orders, clock, propose } = approvalBench();
    const known = store.get(proposed(propose()))!;
    db.exec("DROP TRIGGER approvals_fixed");
    db.prepare("UPDATE approvals SET terms = NULL, call_key = NULL, rationale = NULL WHERE id = ?").run(known.id);
    expect(store.get(known.id)?.terms).toEqual({
      tier: "T2",
      approvers: 1,
      self: false,
      typed: false,
      why: [],
      taint: [],
      unnamed: [],
    });
    clock.move(60_000);
    await click(known.id, "U2");
    await execution.run(known.id);
    expect([store.get(known.id)?.state, orders.length]).toEqual(["succeeded", 1]);
    expect(preview.tier).toBe("T2");
  });
});
