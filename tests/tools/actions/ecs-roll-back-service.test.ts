import { expect, test } from "vitest";
import { dimensionsOf, servedGroupsFact } from "../../../tools/actions/served-groups.ts";
import { actionSite, factsOf } from "../support/action-site.ts";

test("a service goes back to the task definition before, and by its undo to the one it had", async () => {
  const site = await actionSite();
  const done = await site.carryOut("ecs_roll_back_service", { service: "order-api" }, 900_000);
  expect(factsOf(done.preview)).toMatchObject({
    from_to: "order-api:86 → order-api:85",
    target_groups: "not in any target group",
    cost: expect.stringMatching(
      /^\$\d+\.\d\d \(Fargate list price, 12 tasks .*\); another where that revision has another size$/,
    ),
  });
  expect(done.preview).toMatchObject({ tier: "T2", effect: { en: expect.stringContaining("tasks of order-api:85.") } });
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { en: expect.stringContaining("order-api:85") } });
  expect(await site.sent("UpdateService")).toContainEqual({
    cluster: "haneul-prod",
    service: "order-api",
    taskDefinition: "order-api:85",
  });
  const { tool, input } = done.preview.undoBy!;
  expect({ tool, input }).toEqual({
    tool: "ecs_roll_back_service",
    input: { service: "haneul-prod/order-api", revision: 86, account: "haneul-prod" },
  });
  expect(factsOf(await site.propose(tool, input)).from_to).toBe("order-api:85 → order-api:86");
});

test("a revision that is not there is answered with those that are", async () => {
  const site = await actionSite();
  expect(await site.refusal("ecs_roll_back_service", { service: "order-api", revision: 999 })).toMatch(
    /^not_found: haneul-prod\/order-api runs order-api:\d+\. Earlier revisions to go back to: \d+/,
  );
});

test("the card names the target groups that the service's tasks are registered with", () => {
  const arn = (name: string) =>
    `arn:aws:elasticloadbalancing:ap-northeast-2:417205938164:targetgroup/${name}/0123456789abcdef`;
  const arns = [arn("order-api-tg"), arn("order-api-canary"), undefined];
  expect(dimensionsOf(arns)[0]).toBe("targetgroup/order-api-tg/0123456789abcdef");
  expect(servedGroupsFact(arns).value).toEqual({
    ko: "order-api-tg, order-api-canary",
    en: "order-api-tg, order-api-canary",
  });
});
