import { describe, expect, it } from "vitest";
import { createExecution } from "../../src/approvals/execution.ts";
import { createReconciliation } from "../../src/approvals/reconciliation.ts";
import type { Approval } from "../../src/ports/approvals.ts";
import { beginEpoch, createApprovalStore } from "../../src/store/approvals.ts";
import { approvalBench, previewOf, proposed } from "./support.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("the execution", () => {
  it("hands the approved contract over once, verifies, and tells each step", async () => {
    const { propose, click, execution, orders, told, store, said, clock } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    await Promise.all([execution.run(id), execution.run(id)]);
    const { contract, hash } = store.get(id)!;
    const approver = { user: "U2", team: "T1" };
    const beginBy = clock.now() + 2 * MINUTE;
    expect(orders).toEqual([{ approvalId: id, contract, hash, approver, approvers: [approver], beginBy }]);
    expect(told).toEqual([
      { state: "executing", done: false },
      { state: "succeeded", done: false },
      { state: "succeeded", done: true },
    ]);
    expect(store.get(id)?.verification?.ok).toBe(true);
    expect(said().map(({ what }) => what)).toEqual([
      "requested",
      "approved",
      "executing",
      "not_started",
      "succeeded",
      "verified",
    ]);
  });

  it("row 10: runs nothing that was denied, or that waited past its deadline", async () => {
    const { propose, click, execution, orders, clock, store } = approvalBench();
    const denied = proposed(propose("r1", "c1"));
    await click(denied, "U2", "denied");
    await execution.run(denied);
    const late = proposed(propose("r2", "c1"));
    await click(late, "U2");
    clock.move(2 * MINUTE + 1);
    await execution.run(late);
    await execution.sweep();
    expect(orders).toEqual([]);
    expect(store.get(late)).toMatchObject({
      state: "expired",
      endedWhy: { en: "it was approved, but could not begin in time" },
    });
  });

  it("row 12: runs nothing when a byte of the stored arguments was changed", async () => {
    const { propose, click, execution, orders, db, said } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    const tamper = () =>
      db.prepare("UPDATE approvals SET contract = replace(contract, 'i-0a1', 'i-0b2') WHERE id = ?").run(id);
    expect(tamper).toThrow("never changed");
    db.exec("DROP TRIGGER approvals_fixed");
    tamper();
    await execution.run(id);
    expect(orders).toEqual([]);
    expect(said().at(-1)?.what).toBe("not_started");
  });

  it("row 51: begins nothing once changes are stopped, and finishes what has begun", async () => {
    const { propose, click, execution, orders, store, stop, act } = approvalBench();
    const first = proposed(propose());
    await click(first, "U2");
    const executing = act.execute;
    act.execute = async (order) => {
      stop.now = { by: "김지우", why: null, at: null, from: "machine" };
      return executing(order);
    };
    const second = proposed(propose("r1", "c2", { preview: previewOf("i-0b2") }));
    await click(second, "U2");
    await execution.run(first);
    await execution.run(second);
    expect(orders.map(({ approvalId }) => approvalId)).toEqual([first]);
    expect([store.get(first)?.state, store.get(second)?.state]).toEqual(["succeeded", "revoked"]);
    expect(store.get(second)?.endedWhy?.en).toContain("by 김지우");
  });

  it("row 2: calls an outcome unknown when the act host breaks, and never repeats it", async () => {
    const { propose, click, execution, orders, store } = approvalBench([new Error("pipe closed")]);
    const id = proposed(propose());
    await click(id, "U2");
    await execution.run(id);
    await execution.recover();
    expect(store.get(id)).toMatchObject({
      state: "unknown",
      outcome: { text: { en: "The act server gave no outcome: pipe closed" } },
    });
    expect(orders).toHaveLength(1);
  });

  it("row 2: finds what a dead process was executing, calls it unknown, and sends nothing", async () => {
    const bench = approvalBench();
    const id = proposed(bench.propose());
    await bench.click(id, "U2");
    expect(bench.store.claim(id, bench.store.get(id)!.hash, bench.clock.now())).toBe(true);
    await bench.execution.recover();
    expect(bench.told[0]).toEqual({ state: "unknown", done: true });
    expect(bench.orders).toEqual([]);
  });

  it("runs after a restart what was approved just before it", async () => {
    const { propose, click, execution, orders, store } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    await execution.recover();
    expect([orders.length, store.get(id)?.state]).toEqual([1, "succeeded"]);
  });

  it("row 26: lets the call under way finish and commits it, and leaves the verification to the next process", async () => {
    const bench = approvalBench();
    const id = proposed(bench.propose());
    await bench.click(id, "U2");
    const running = bench.execution.run(id);
    await bench.execution.stop(1_000);
    await running;
    expect(bench.store.get(id)).toMatchObject({ state: "succeeded", verification: null });
    const told: string[] = [];
    const next = createExecution({ ...bench, changed: async ({ state }, done) => void told.push(`${state} ${done}`) });
    await next.recover();
    expect([told, bench.orders.length, bench.store.get(id)?.verification?.ok]).toEqual([["succeeded true"], 1, true]);
  });
});

describe("a clock", () => {
  it("row 11: that goes back ends what is open, and revives nothing", async () => {
    const { propose, click, clock, execution, orders, store, said } = approvalBench();
    const expired = proposed(propose());
    clock.move(15 * MINUTE + 1_000);
    await execution.sweep();
    const open = proposed(propose("r2", "c1"));
    clock.move(-HOUR);
    expect(await click(expired, "U2")).toMatchObject({ kind: "too_late", approval: { state: "expired" } });
    expect(await click(open, "U2")).toMatchObject({ kind: "too_late", approval: { state: "expired" } });
    expect(store.get(open)?.endedWhy?.en).toBe("the clock was set back, so how old this request is cannot be told");
    expect(said().some(({ what }) => what === "clock_went_back")).toBe(true);
    expect(orders).toEqual([]);
  });

  it("row 11: that went back while nobody ran is noticed at the next start", async () => {
    const { propose, click, clock, execution, orders, store } = approvalBench();
    const id = proposed(propose());
    clock.move(10 * MINUTE);
    await execution.sweep();
    await click(id, "U2");
    clock.move(-10 * MINUTE);
    await execution.recover();
    expect([orders, store.get(id)?.state]).toEqual([[], "expired"]);
  });

  it("row 11: that jumps ahead approves nothing, and once it is right again new requests are as good as before", async () => {
    const { propose, click, clock, execution, store } = approvalBench();
    const id = proposed(propose());
    clock.move(DAY);
    await execution.sweep();
    expect(store.get(id)?.state).toBe("expired");
    const ahead = proposed(propose("r2", "c1"));
    await execution.sweep();
    clock.move(-DAY);
    await execution.sweep();
    expect(store.get(ahead)?.state).toBe("expired");
    const after = proposed(propose("r3", "c1"));
    expect((await click(after, "U2")).kind).toBe("approved");
  });
});

describe("a restored backup", () => {
  it("row 21: voids what was open in it, calls what was executing unknown, and sends nothing", async () => {
    const { db, propose, click, clock, audit, act, orders, stopped, store } = approvalBench();
    const ids = ["a", "b", "c"].map((call) => proposed(propose("r1", call, { preview: previewOf(`i-${call}`) })));
    await click(ids[1]!, "U2");
    await click(ids[2]!, "U2");
    store.claim(ids[2]!, store.get(ids[2]!)!.hash, clock.now());
    expect(beginEpoch(db)).toBe(2);

    const restored = createApprovalStore(db);
    const told: string[] = [];
    const common = { store: restored, audit, act, clock, stopped, lookAtClock: () => [] };
    const execution = createExecution({ ...common, changed: async ({ state }) => void told.push(state) });
    await execution.recover();
    expect(ids.map((id) => restored.get(id)?.state)).toEqual(["cancelled", "revoked", "unknown"]);
    expect(restored.get(ids[0]!)?.endedWhy?.en).toContain("restored from a backup");
    expect([[...new Set(told)].sort(), orders]).toEqual([["cancelled", "revoked", "unknown"], []]);
    expect((await click(ids[0]!, "U2")).kind).toBe("too_late");
  });
});

describe("an outcome", () => {
  it("row 40: gets into the journal however long that cannot be written, and so does what was verified", async () => {
    const bench = approvalBench();
    const id = proposed(bench.propose());
    await bench.click(id, "U2");
    const left = { succeeded: 40, verified: 3 };
    const record: typeof bench.audit.record = (what, detail) => {
      if ((what === "succeeded" || what === "verified") && left[what]-- > 0)
        throw new Error("database or disk is full");
      return bench.audit.record(what, detail);
    };
    const pauses: number[] = [];
    const execution = createExecution({
      ...bench,
      audit: { ...bench.audit, record },
      changed: async () => {},
      sleep: async (ms) => void pauses.push(ms),
    });
    await execution.run(id);
    expect(bench.store.get(id)).toMatchObject({ state: "succeeded", verification: { ok: true } });
    expect([bench.orders.length, pauses.length, Math.max(...pauses)]).toEqual([1, 43, 15_000]);
  });
});

describe("AWS's own records", () => {
  const executed = {
    kind: "executed" as const,
    eventId: "e-1",
    requestId: "req-1",
    at: "2026-11-20T00:05:00Z",
    text: { ko: "CloudTrail에 실행 기록이 있습니다", en: "CloudTrail shows it" },
  };

  const reconciling = (bench: ReturnType<typeof approvalBench>) => {
    const told: string[] = [];
    const as = (what: string) => async (approval: Approval) =>
      void told.push(`${what} ${approval.reconciliation?.text.en}`);
    return { told, reconciliation: createReconciliation({ ...bench, tell: as("tell"), show: as("show") }) };
  };

  /** Handed over and never answered. */
  async function unknownOne() {
    const bench = approvalBench([new Error("pipe closed")]);
    const id = proposed(bench.propose());
    await bench.click(id, "U2");
    await bench.execution.run(id);
    return { bench, id };
  }

  it("row 2: tell what became of an unknown outcome, which stays unknown and is not sent again", async () => {
    const { bench, id } = await unknownOne();
    const { reconciliation, told } = reconciling(bench);
    await reconciliation.look();
    expect(bench.store.get(id)?.reconciliation).toBeNull();
    bench.reconciled.push(executed);
    await reconciliation.look();
    await reconciliation.look();
    expect(bench.store.get(id)).toMatchObject({ state: "unknown", reconciliation: executed });
    expect([told, bench.orders.length]).toEqual([[`tell ${executed.text.en}`, `show ${executed.text.en}`], 1]);
    expect(bench.said().at(-1)?.what).toBe("reconciled");
  });

  it("row 2: are asked after days as well, for a bot that was away meanwhile", async () => {
    const { bench, id } = await unknownOne();
    bench.clock.move(3 * DAY);
    bench.reconciled.push(executed);
    const { reconciliation, told } = reconciling(bench);
    await reconciliation.look();
    expect([bench.store.get(id)?.reconciliation, told.length]).toEqual([executed, 2]);
  });

  it("row 2: that cannot be read for three quarters of an hour are not waited for in silence", async () => {
    const { bench, id } = await unknownOne();
    const { reconciliation, told } = reconciling(bench);
    await reconciliation.look();
    bench.clock.move(44 * MINUTE);
    await reconciliation.look();
    expect(told).toEqual([]);
    bench.clock.move(MINUTE);
    await reconciliation.look();
    bench.reconciled.push(executed);
    await reconciliation.look();
    const given = `AWS's records could not be read for 45 minutes, so whether it was carried out is still not known. Nobody looks any more: please look at the target, and in CloudTrail for calls of the user name apr-${id}.`;
    expect(told).toEqual([`tell ${given}`, `show ${given}`]);
    expect(bench.store.get(id)).toMatchObject({ state: "unknown", reconciliation: { kind: "open" } });
  });

  it("row 1: are told again where the process ended before that was written down, and shown again where it ended after", async () => {
    const { bench, id } = await unknownOne();
    bench.reconciled.push(executed, executed);
    const dies = async () => Promise.reject(new Error("killed"));
    await expect(createReconciliation({ ...bench, tell: dies, show: dies }).look()).rejects.toThrow("killed");
    expect(bench.store.get(id)?.reconciliation).toBeNull();
    const tell = async () => undefined;
    await expect(createReconciliation({ ...bench, tell, show: dies }).look()).rejects.toThrow("killed");
    expect(bench.store.get(id)?.reconciliation).toEqual(executed);
    const { reconciliation, told } = reconciling(bench);
    await reconciliation.look();
    await reconciliation.look();
    expect(told).toEqual([`show ${executed.text.en}`]);
  });

  it("give a success its event id, and are asked for less than an hour", async () => {
    const bench = approvalBench();
    const id = proposed(bench.propose());
    await bench.click(id, "U2");
    await bench.execution.run(id);
    const { reconciliation } = reconciling(bench);
    bench.clock.move(HOUR);
    bench.reconciled.push(executed);
    await reconciliation.look();
    expect(bench.store.get(id)?.reconciliation).toBeNull();
    bench.clock.move(-HOUR);
    await reconciliation.look();
    expect(bench.store.get(id)?.reconciliation?.eventId).toBe("e-1");
  });
});

describe("the stored row", () => {
  it("takes no edge but those of the state machine, and is never deleted", async () => {
    const { propose, click, db } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2", "denied");
    const to = (state: string) => () => db.prepare("UPDATE approvals SET state = ? WHERE id = ?").run(state, id);
    for (const state of ["pending", "approved", "executing", "succeeded", "cancelled", "expired"])
      expect(to(state), state).toThrow("cannot take this edge");
    expect(() => db.prepare("DELETE FROM approvals").run()).toThrow("never deleted");
    expect(() => db.prepare("UPDATE audit SET what = 'x'").run()).toThrow("append-only");
  });

  it("keeps what it is about, and each vote as it was given", async () => {
    const { propose, click, db } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    for (const change of ["requester = 'U9'", "thread = 'C2:1'", "expires_at = 1", "terms = '{}'", "hash = 'x'"])
      expect(() => db.prepare(`UPDATE approvals SET ${change} WHERE id = ?`).run(id), change).toThrow("never changed");
    expect(() => db.prepare("UPDATE approval_votes SET user = 'U9'").run()).toThrow("never changed");
    expect(() => db.prepare("DELETE FROM approval_votes").run()).toThrow("never deleted");
  });
});
