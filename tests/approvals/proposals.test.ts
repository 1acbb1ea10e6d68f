import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callKeyOf, hashOf } from "../../src/approvals/contract.ts";
import { termsOf } from "../../src/approvals/policy.ts";
import { taintOf } from "../../src/approvals/taint.ts";
import { approvalBench, preview, previewOf, proposed } from "./support.ts";

const why = (result: ReturnType<ReturnType<typeof approvalBench>["propose"]>) =>
  result.kind === "refused" ? result.text : result.kind;

describe("a proposal", () => {
  it("is made once per tool call, and all of it is put on record with what the card shows", () => {
    const { propose, said } = approvalBench();
    const id = proposed(propose());
    expect(proposed(propose())).toBe(id);
    const [entry, ...more] = said();
    expect(more).toEqual([]);
    expect(entry?.what).toBe("requested");
    expect(JSON.parse(entry?.detail ?? "")).toMatchObject({
      approvalId: id,
      shown: { title: preview.title },
      terms: { tier: "T2" },
    });
  });

  it("is refused where no approver could see its card", () => {
    const { propose } = approvalBench();
    expect(why(propose("dm"))).toEqual({
      ko: "이 변경에는 요청자가 아닌 승인자가 필요한데, DM에서는 다른 사람이 승인 카드를 볼 수 없습니다. 채널에서 다시 요청해 주세요.",
      en: "This change needs an approver other than the asker, and in a direct message nobody else sees the card. Ask again in a channel.",
    });
  });

  it("row 50: is refused beyond the accounts and regions of its thread, which is on record", () => {
    const { propose, said } = approvalBench();
    const abroad = { ...preview, call: { ...preview.call, region: "sa-east-1" } };
    const refusal = { en: expect.stringMatching(/reaches beyond .*\(sa-east-1\), so it was not proposed/) };
    expect(why(propose("r1", "c1", { preview: abroad }))).toMatchObject(refusal);
    expect(why(propose("r1", "c1", { accounts: ["haneul-dev"] }))).toMatchObject({
      ko: expect.stringContaining("haneul-prod (417205938164)"),
    });
    expect(said().map(({ what }) => what)).toEqual(["not_proposed", "not_proposed"]);
  });

  it("row 44: keeps which targets nobody named, for its card to say", () => {
    const { propose, store } = approvalBench();
    const id = proposed(propose("r1", "c1", { knows: () => false }));
    expect(store.get(id)?.terms.unnamed).toEqual(["i-0a1"]);
  });

  it("row 20: is not asked again in the turn in which exactly it was denied, whatever the target's state is by then", async () => {
    const { propose, click } = approvalBench();
    await click(proposed(propose()), "U2", "denied");
    const drifted = { ...preview, call: { ...preview.call, fingerprint: { "i-0a1.state": "stopped" } } };
    expect(why(propose("r1", "again", { preview: drifted }))).toEqual({
      ko: "같은 변경이 이미 거절되었습니다. 다시 요청하지 않습니다.",
      en: "A person has denied exactly this change. Do not ask again.",
    });
    expect(propose("r1", "other", { preview: previewOf("i-0b2") }).kind).toBe("proposed");
  });

  it("row 20: with other arguments is another proposal with another hash", () => {
    const { propose, store } = approvalBench();
    const first = store.get(proposed(propose()))!;
    const second = store.get(proposed(propose("r1", "c2", { preview: previewOf("i-0b2") })))!;
    expect(second.id).not.toBe(first.id);
    expect(second.hash).not.toBe(first.hash);
  });

  it("is refused while a card for the same change is open, in whatever thread it was asked", () => {
    const { propose } = approvalBench();
    propose();
    expect(why(propose("r2", "c1", { thread: "C2:2", requester: "U3" }))).toEqual({
      ko: "같은 변경의 승인 카드가 이미 열려 있거나 실행 중입니다. 그 카드의 결정을 기다려 주세요.",
      en: "A card for exactly this change is open already, or it is being run. Wait for what becomes of that one.",
    });
  });

  it("is refused beyond three open cards in a thread, five of a person, ten an hour in a channel", async () => {
    const bench = approvalBench();
    let n = 0;
    const ask = (thread: string, requester: string) =>
      bench.propose(`r${++n}`, "c1", { thread, requester, preview: previewOf(`i-${n}`) });
    for (const _ of [1, 2, 3]) expect(ask("C1:1", "U1").kind).toBe("proposed");
    expect(why(ask("C1:1", "U1"))).toMatchObject({
      en: "This thread has 3 open approval cards already. Wait for a decision.",
    });
    for (const _ of [1, 2]) expect(ask("C2:1", "U1").kind).toBe("proposed");
    expect(why(ask("C2:2", "U1"))).toMatchObject({
      en: "5 approval cards of this person are open already. Wait for a decision.",
    });
    for (const i of [1, 2, 3, 4, 5, 6, 7]) {
      const id = proposed(ask(`C1:${i + 1}`, "U3"));
      bench.store.deny(id, { user: "U2", team: "T1" }, null, bench.clock.now());
    }
    expect(why(ask("C1:20", "U4"))).toMatchObject({
      en: "This channel had 10 approval cards within an hour. Try again later.",
    });
    expect(ask("C3:1", "U4").kind).toBe("proposed");
    bench.clock.move(3_600_001);
    await bench.execution.sweep();
    expect(ask("C1:21", "U4").kind).toBe("proposed");
  });

  it("row 51: is refused while changes are stopped, and says by whom", () => {
    const { propose, stop } = approvalBench();
    stop.now = { by: "김지우", why: "배포 동결", at: null, from: "machine" };
    expect(why(propose())).toEqual({
      ko: "지금은 모든 변경이 중지되어 있습니다 (김지우: 배포 동결). 조회는 계속할 수 있습니다.",
      en: "All changes are stopped at the moment (by 김지우: 배포 동결). Questions are still answered.",
    });
  });

  it("row 47: keeps the model's reasoning short, without secrets and without what cannot be seen", () => {
    const { propose, store } = approvalBench();
    const rationale = `because\u202e ${"x".repeat(700)} AKIAIOSFODNN7EXAMPLE`;
    const kept = store.get(proposed(propose("r1", "c1", { rationale })))?.rationale ?? "";
    expect(kept.length).toBeLessThanOrEqual(600);
    expect(kept).not.toMatch(/AKIA|\u202e/);
  });
});

describe("the tier of a proposal", () => {
  const rules = {
    self: false,
    raise: { prod: "T3" as const },
    pendingMs: 1,
    limits: { openPerThread: 3, openPerPerson: 5, perHour: 10 },
  };
  const prod = { code: "prod", text: { ko: "운영 태그", en: "production tag" } };

  const called = (tool: string, more: object, fingerprint: Record<string, boolean> = {}) =>
    ({ ...preview, ...more, call: { ...preview.call, tool, fingerprint } }) as typeof preview;

  it("is the action's own, raised to two people and typed names where a target is production", () => {
    expect(termsOf(preview, [], rules)).toEqual({
      tier: "T2",
      approvers: 1,
      self: false,
      typed: false,
      why: [],
      taint: [],
    });
    expect(termsOf({ ...preview, tierReasons: [prod] }, [], rules)).toEqual({
      ...{ tier: "T3", approvers: 2, self: false, typed: true, taint: [] },
      why: [prod.text],
    });
  });

  it("row 50: does not rest on a read server that was taken over", () => {
    const harmless = { tier: "T1", tierReasons: [] } as const;
    const own = { ...rules, self: true };
    const two = { approvers: 2, self: false, typed: true };
    expect(termsOf(called("ec2_terminate_instances", harmless), [], own)).toMatchObject({ tier: "T3", ...two });
    expect(termsOf(called("ec2_stop_instances", harmless), [], own)).toMatchObject({ tier: "T2", self: false });
    expect(termsOf(called("made_up_today", harmless), [], own)).toMatchObject({ tier: "T3", ...two });
    expect(termsOf(called("tags_add", harmless), [], own)).toMatchObject({ tier: "T1", approvers: 1, self: true });
    // The act server reads the fingerprint again: one that says nothing of production, or no, is not the target's.
    for (const key of ["i-0a1.production", "arn:aws:sqs:ap-northeast-2:1:q production"])
      expect(termsOf(called("tags_add", harmless, { [key]: true }), [], own)).toMatchObject({
        ...{ tier: "T3", ...two },
        why: [{ ko: "운영(production) 태그가 있는 대상입니다", en: "a target is tagged as production" }],
      });
    expect(termsOf(called("tags_add", harmless, { "i-0a1.production": false }), [], own).tier).toBe("T1");
  });

  it("row 44: is one higher when the turn has read what a stranger could have written", () => {
    expect(termsOf(called("tags_add", { tier: "T1" }), ["logs"], { ...rules, self: true })).toMatchObject({
      tier: "T2",
      self: false,
    });
    expect(termsOf(preview, taintOf(["logs_query", "inventory_find", "logs_context"]), rules)).toMatchObject({
      ...{ tier: "T3", approvers: 2, typed: true },
      taint: ["logs", "tags"],
    });
  });

  it("row 44: counts a tool nobody has judged as a stranger's, and figures as nobody's", () => {
    expect(taintOf(["cost_query", "metrics_query", "data_query", "chart", "changes_made", "hand_over"])).toEqual([]);
    expect(taintOf(["weather_today"])).toEqual(["other"]);
    expect(taintOf(["trail_find_events", "guardduty_list_findings", "aws_docs", "alarms_list"])).toEqual([
      "trail",
      "findings",
      "documents",
      "alarms",
    ]);
  });

  it("is never lowered, whatever the rules name", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("T1", "T2", "T3"),
        fc.dictionary(fc.constantFrom("prod", "bulk", "ec2_reboot_instances"), fc.constantFrom("T2", "T3")),
        fc.boolean(),
        (tier, raise, tainted) => {
          const given = { ...preview, tier, tierReasons: [prod] } as typeof preview;
          const terms = termsOf(given, tainted ? ["logs"] : [], { ...rules, raise: raise as typeof rules.raise });
          return (
            terms.tier >= tier &&
            terms.approvers === (terms.tier === "T3" ? 2 : 1) &&
            terms.typed === (terms.tier === "T3")
          );
        },
      ),
    );
  });
});

describe("the contract's hash", () => {
  const contract = { v: 1 as const, call: preview.call, requester: "U1", runId: "r1", policyVersion: 1 };

  it("is the same whatever the order of keys, and another for any other value", () => {
    const { call, ...rest } = contract;
    const reordered = { ...rest, call: Object.fromEntries(Object.entries(call).reverse()) } as typeof contract;
    expect(hashOf(reordered)).toBe(hashOf(contract));
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((id) => id !== "i-0a1"),
        (id) => {
          const other = { ...contract, call: { ...call, args: { instance_ids: [id] } } };
          return hashOf(other) !== hashOf(contract) && callKeyOf(other.call) !== callKeyOf(call);
        },
      ),
    );
  });

  it("is another for another asker, turn or policy, while the key of the change stays", () => {
    const others = [{ requester: "U3" }, { runId: "r2" }, { policyVersion: 2 }];
    expect(new Set([contract, ...others.map((more) => ({ ...contract, ...more }))].map(hashOf)).size).toBe(4);
    expect(callKeyOf({ ...preview.call, fingerprint: {} })).toBe(callKeyOf(preview.call));
  });
});
