import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("the number of tasks is changed, and the way back is a call", async () => {
  const site = await actionSite();
  const done = await site.carryOut(
    "ecs_set_desired_count",
    { service: "haneul-prod/payment-worker", desired: 6 },
    900_000,
  );
  expect(factsOf(done.preview)).toMatchObject({
    from_to: "4 → 6",
    cost: "$4.36 → $6.54 (Fargate list price, 4 → 6 tasks × 1 vCPU + 2 GB ARM)",
  });
  expect(factsOf(done.preview, "ko").service).toMatch(
    /^haneul-prod\/payment-worker, ACTIVE, \S+, 태스크 4개 중 4개 실행 중$/,
  );
  expect(done.preview).toMatchObject({
    tier: "T2",
    undoBy: {
      tool: "ecs_set_desired_count",
      input: { service: "haneul-prod/payment-worker", desired: 4, account: "haneul-prod" },
    },
  });
  expect(done.outcome.kind).toBe("succeeded");
  expect(done.verification).toMatchObject({ ok: true, text: { en: expect.stringContaining("6/6") } });
  const fewer = await site.carryOut(done.preview.undoBy!.tool, done.preview.undoBy!.input, 900_000);
  expect(fewer.preview.tierReasons.map(({ code }) => code)).toEqual(["capacity", "interrupts", "prod"]);
  expect(fewer.verification.ok).toBe(true);
});

test("none at all is said to be an outage, and the same number is no change", async () => {
  const site = await actionSite();
  const preview = await site.propose("ecs_set_desired_count", { service: "payment-worker", desired: 0 });
  expect(preview.effect.ko).toBe("모든 태스크가 멈추고, 서비스가 응답하지 않습니다.");
  expect(await site.refusal("ecs_set_desired_count", { service: "payment-worker", desired: 4 })).toBe(
    "invalid_input: haneul-prod/payment-worker has 4 tasks wanted already.",
  );
});
