import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/approvals/contract.ts";
import { createExecution } from "../../src/approvals/execution.ts";
import { approvalBench, preview, proposed } from "./support.ts";

const MINUTE = 60_000;

describe("a proposal", () => {
  it("is made once per tool call", () => {
    const { propose } = approvalBench();
    expect(proposed(propose())).toBe(proposed(propose()));
  });

  it("is refused beyond three open cards of one request", () => {
    const { propose } = approvalBench();
    for (const call of ["a", "b", "c"]) propose("r1", call);
    expect(propose("r1", "d")).toEqual({
      kind: "refused",
      text: {
        ko: "이 요청의 승인 카드가 이미 3개 열려 있습니다. 결정을 기다려 주세요.",
        en: "There are already 3 open approval cards of this request. Wait for a decision.",
      },
    });
  });

  it("is refused where no approver could see its card", () => {
    const { propose } = approvalBench();
    expect(propose("dm")).toEqual({
      kind: "refused",
      text: {
        ko: "이 변경에는 요청자가 아닌 승인자가 필요한데, DM에서는 다른 사람이 승인 카드를 볼 수 없습니다. 채널에서 다시 요청해 주세요.",
        en: "This change needs an approver other than the asker, and in a direct message nobody else sees the card. Ask again in a channel.",
      },
    });
  });

  it("is not asked again in the run in which exactly it was denied", async () => {
    const { propose, click } = approvalBench();
    await click(proposed(propose()), "U2", "denied");
    expect(propose("r1", "again")).toEqual({
      kind: "refused",
      text: {
        ko: "같은 변경이 이미 거절되었습니다. 다시 요청하지 않습니다.",
        en: "A person has denied exactly this change. Do not ask again.",
      },
    });
  });
});

describe("the contract's hash", () => {
  it("is the same whatever the order of keys, and another for any other value", () => {
    const contract = { v: 1 as const, call: preview.call, requester: "U1", runId: "r1", policyVersion: 1 };
    const { call, ...rest } = contract;
    const reordered = { ...rest, call: Object.fromEntries(Object.entries(call).reverse()) } as typeof contract;
    expect(hashOf(reordered)).toBe(hashOf(contract));
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((id) => id !== "i-0a1"),
        (id) => {
          const other = { ...contract, call: { ...call, args: { instance_ids: [id] } } };
          return hashOf(other) !== hashOf(contract);
        },
      ),
    );
  });
});

describe("a click", () => {
  it("of an approver decides once, however many come at the same time", async () => {
    const { propose, click } = approvalBench();
    const id = proposed(propose());
    const clicks = Array.from({ length: 50 }, (_, i) => click(id, "U2", i % 2 ? "approved" : "denied"));
    const kinds = (await Promise.all(clicks)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "too_late")).toHaveLength(1);
  });

  it("of the asker is refused with those who may", async () => {
    const { propose, click } = approvalBench();
    expect(await click(proposed(propose()), "U1")).toMatchObject({
      kind: "refused",
      why: "own_request",
      approvers: ["U2"],
    });
  });

  it.each([
    ["U3", "not_approver"],
    ["U9", "guest"],
    ["U8", "inactive"],
    ["U7", "lookup_failed"],
  ])("of %s is refused: %s", async (user, why) => {
    const { propose, click, store } = approvalBench();
    const id = proposed(propose());
    expect(await click(id, user)).toMatchObject({ kind: "refused", why });
    expect(store.get(id)?.state).toBe("pending");
  });

  it("is judged by the group as it is at the click, and refused when that cannot be read", async () => {
    const { propose, click, group } = approvalBench();
    const id = proposed(propose());
    group.members = ["U1"];
    expect(await click(id, "U2")).toMatchObject({ kind: "refused", why: "not_approver" });
    group.down = true;
    expect(await click(id, "U2")).toMatchObject({ kind: "refused", why: "lookup_failed" });
  });

  it("from another thread or with a made-up id does nothing and is put on record", async () => {
    const { propose, click, db, store } = approvalBench();
    const id = proposed(propose());
    expect([(await click(id, "U2", "approved", "C2:9")).kind, (await click("0".repeat(32), "U2")).kind]).toEqual([
      "unknown",
      "unknown",
    ]);
    expect(store.get(id)?.state).toBe("pending");
    expect(db.prepare("SELECT count(*) FROM audit WHERE what = 'forged_click'").pluck().get()).toBe(2);
  });

  it("after fifteen minutes is too late, and a clock that jumps back revives nothing", async () => {
    const { propose, click, clock, execution, store } = approvalBench();
    const id = proposed(propose());
    clock.move(15 * MINUTE + 1000);
    execution.sweep();
    expect(store.get(id)?.state).toBe("expired");
    clock.move(-60 * MINUTE);
    expect(await click(id, "U2")).toMatchObject({ kind: "too_late", approval: { state: "expired" } });
  });

  it("to approve after a denial changes nothing", async () => {
    const { propose, click, store } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2", "denied");
    expect((await click(id, "U2")).kind).toBe("too_late");
    expect(store.get(id)?.state).toBe("denied");
  });
});

describe("the execution", () => {
  it("hands the approved contract over once, verifies, and tells each step", async () => {
    const { propose, click, execution, orders, told, store } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    await Promise.all([execution.run(id), execution.run(id)]);
    expect(orders).toEqual([
      {
        approvalId: id,
        contract: store.get(id)!.contract,
        hash: store.get(id)!.hash,
        approver: { user: "U2", team: "T1" },
      },
    ]);
    expect(told).toEqual([
      { state: "executing", done: false },
      { state: "succeeded", done: false },
      { state: "succeeded", done: true },
    ]);
    expect(store.get(id)?.verification?.ok).toBe(true);
  });

  it("runs nothing that was denied, or that waited past its deadline", async () => {
    const { propose, click, execution, orders, clock, store } = approvalBench();
    const denied = proposed(propose("r1", "c1"));
    await click(denied, "U2", "denied");
    await execution.run(denied);
    const late = proposed(propose("r2", "c1"));
    await click(late, "U2");
    clock.move(2 * MINUTE + 1);
    await execution.run(late);
    execution.sweep();
    expect(orders).toEqual([]);
    expect(store.get(late)?.state).toBe("expired");
  });

  it("runs nothing when a byte of the stored arguments was changed", async () => {
    const { propose, click, execution, orders, db } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    db.prepare("UPDATE approvals SET contract = replace(contract, 'i-0a1', 'i-0b2') WHERE id = ?").run(id);
    await execution.run(id);
    expect(orders).toEqual([]);
  });

  it("calls an outcome unknown when the act host breaks, and never repeats it", async () => {
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

  it("finds what a dead process was executing, calls it unknown, and sends nothing", async () => {
    const bench = approvalBench();
    const id = proposed(bench.propose());
    await bench.click(id, "U2");
    expect(bench.store.claim(id, bench.store.get(id)!.hash, bench.clock.now())).toBe(true);
    const told: string[] = [];
    const restarted = createExecution({
      ...bench,
      changed: async ({ state }, done) => void told.push(`${state} ${done}`),
    });
    await restarted.recover();
    expect([told[0], bench.orders.length]).toEqual(["unknown true", 0]);
  });

  it("runs after a restart what was approved just before it", async () => {
    const { propose, click, execution, orders, store } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2");
    await execution.recover();
    expect([orders.length, store.get(id)?.state]).toEqual([1, "succeeded"]);
  });
});

describe("a process that ends", () => {
  it("lets the call under way finish and commits it, and leaves the verification to the next", async () => {
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

describe("the stored row", () => {
  it("takes no edge but those of the state machine, and is never deleted", async () => {
    const { propose, click, db } = approvalBench();
    const id = proposed(propose());
    await click(id, "U2", "denied");
    const to = (state: string) => () => db.prepare("UPDATE approvals SET state = ? WHERE id = ?").run(state, id);
    for (const state of ["pending", "approved", "executing", "succeeded"])
      expect(to(state), state).toThrow("cannot take this edge");
    expect(() => db.prepare("DELETE FROM approvals").run()).toThrow("never deleted");
    expect(() => db.prepare("UPDATE audit SET what = 'x'").run()).toThrow("append-only");
  });
});
