import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("a service gets new tasks of the definition it has", async () => {
  const site = await actionSite();
  const done = await site.carryOut("ecs_redeploy_service", { service: "payment-worker" }, 900_000);
  expect(done.preview).toMatchObject({
    tier: "T2",
    call: { args: { cluster: "haneul-prod", service: "payment-worker" } },
  });
  expect(Object.keys(factsOf(done.preview))).toEqual([
    "account",
    "service",
    "tags",
    "last_change",
    "target_groups",
    "alarms",
    "cost",
  ]);
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification.text.en).toMatch(/^Deployed, tasks running \(payment-worker:\d+, (\d+)\/\1\)$/);
  expect(done.trace.kind).toBe("executed");
});

test("a price that cannot be looked up is said to be missing, and the card stands", async () => {
  const site = await actionSite();
  await site.account.fault({ operation: "ListTasks", kind: "deny", times: 1 });
  const preview = await site.propose("ecs_redeploy_service", { service: "payment-worker" });
  expect(factsOf(preview).cost).toBe("not checked (could not be read)");
});

test("a service that somebody deployed meanwhile is stale", async () => {
  const site = await actionSite();
  const first = await site.propose("ecs_redeploy_service", { service: "payment-worker" });
  await site.carryOut("ecs_redeploy_service", { service: "payment-worker" }, 900_000);
  const { hand, orderFor } = await import("../support/orders.ts");
  const late = await hand(site.act, "act_execute", orderFor(first.call));
  expect(late.structured.outcome).toMatchObject({
    kind: "stale",
    text: { en: expect.stringContaining("haneul-prod/payment-worker.deployments") },
  });
});
