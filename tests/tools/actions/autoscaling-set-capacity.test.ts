import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("a group is scaled out within its bounds, seen in service, and can be put back", async () => {
  const site = await actionSite();
  const done = await site.carryOut("autoscaling_set_capacity", { group: "cart-api-asg", desired: 3 });
  expect(done.preview).toMatchObject({
    tier: "T2",
    effect: { ko: "인스턴스 1개가 새로 시작되고, 이때부터 요금이 나갑니다. 조정 정책이 있으면 다시 바꿀 수 있습니다." },
    undoBy: { tool: "autoscaling_set_capacity", input: { group: "cart-api-asg", desired: 2, account: "haneul-prod" } },
  });
  expect(factsOf(done.preview)).toMatchObject({
    scaling_group: "cart-api-asg, min 2, max 4, in service 2",
    target_groups: "cart-api-tg",
    from_to: "2 → 3",
    cost: "$4.81 → $7.22 of compute while running (list price, without disks)",
  });
  expect(factsOf(done.preview, "ko").scaling_group).toBe("cart-api-asg, 최소 2, 최대 4, 서비스 중 2");
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { en: "3 instances in service" } });
  expect(done.trace.kind).toBe("executed");
  const back = done.preview.undoBy!;
  expect((await site.carryOut(back.tool, back.input)).verification).toMatchObject({ ok: true });
});

test.each([
  [{ group: "cart-api-asg", desired: 9 }, "invalid_input: The capacity of cart-api-asg has to be between 2 and 4"],
  [{ group: "cart-api-asg", desired: 2 }, "invalid_input: The capacity of cart-api-asg is 2 already."],
  [{ group: "cart-web", desired: 2 }, 'not_found: There is no Auto Scaling group "cart-web"'],
])("refuses %j with a sentence", async (input, sentence) => {
  expect(await (await actionSite()).refusal("autoscaling_set_capacity", input)).toContain(sentence);
});
