import { expect, test } from "vitest";
import type { Preview } from "../../../tools/results.ts";
import { actionSite, factsOf } from "../support/action-site.ts";

const managed = async () => {
  const site = await actionSite();
  const { table } = await site.read.call("inventory_find", { tag: "opsthread=managed", regions: ["ap-northeast-2"] });
  const at = table.columns.findIndex(({ name }) => name === "arn");
  return table.rows.map((row) => String(row[at])).filter((arn) => !arn.includes(":autoscaling:"));
};

/** The times of what the test itself has done are those of its run. */
const changesOf = ({ facts }: Preview) =>
  facts
    .filter(({ code }) => code === "last_change")
    .map(({ value }) => value.en.replace(/2026-11-2.+?, /, "just now, "));

test("who changed each of the targets last stands on the card, whatever CloudTrail names it by", async () => {
  const site = await actionSite();
  const resources = ["stock-sync", "data-batch-1-cpu"];
  const tags = { purpose: "canary" };
  const done = await site.carryOut("tags_add", { resources: ["data-batch-1-cpu"], tags });
  expect(changesOf(done.preview)).toEqual(["none in the last 90 days"]);
  expect(changesOf(await site.propose("tags_remove", { resources, keys: ["purpose"] }))).toEqual([
    expect.stringMatching(/^data-batch-1-cpu: just now, apr-\S+ \(U0SEOYEON\S*\), TagResources$/),
    "stock-sync: 2026-11-12 13:29 +09:00, deploy-bot, PublishVersion20150331",
  ]);
});

test("all rows of a result are tagged by calls of twenty, with the list behind the card", async () => {
  const site = await actionSite();
  const arns = (await managed()).slice(0, 25).sort();
  const done = await site.carryOut("tags_add", { resources: arns, tags: { "cost-center": "4711" } });
  expect(done.preview).toMatchObject({
    tier: "T1",
    calls: 2,
    target: { ko: "리소스 25개", en: "25 resources" },
    call: { args: { arns, tags: { "cost-center": "4711" } } },
    undoBy: { tool: "tags_remove", input: { resources: arns, keys: ["cost-center"], account: "haneul-prod" } },
  });
  expect(done.preview.list?.rows.map((row) => row[1])).toEqual(arns);
  expect(factsOf(done.preview).last_change).toMatch(/^not looked up \(25 of them: /);
  expect(done.preview.list?.columns.map(({ name }) => name)).toEqual(["name", "resource", "cost-center"]);
  expect(done.outcome).toMatchObject({ kind: "succeeded", text: { en: "25 resources were tagged." } });
  expect(done.verification).toMatchObject({ ok: true, text: { ko: "25개 중 25개에 태그 확인" } });
  const sent = (await site.sent("TagResources")).slice(-2);
  expect(sent.map(({ ResourceARNList }) => (ResourceARNList as string[]).length)).toEqual([20, 5]);
});

test("a resource is found by its name; what is not tagged for it is left out and told", async () => {
  const site = await actionSite();
  const preview = await site.propose("tags_add", { resources: ["order-api-2", "bastion"], tags: { team: "order" } });
  expect(preview.target.en).toBe("order-api-2");
  expect(factsOf(preview).resources).toMatch(/^order-api-2 \(i-[0-9a-f]{17}\)$/);
  expect(factsOf(preview).left_out).toBe("1 (not tagged opsthread=managed)");
});

test.each(["opsthread", "opsthread-terminate", "aws:name", "env", "Environment", "owner", "stage"])(
  "the key %s decides about rights or tiers and is never changed",
  async (key) => {
    const site = await actionSite();
    for (const [tool, input] of [
      ["tags_add", { tags: { [key]: "x" } }],
      ["tags_remove", { keys: [key] }],
    ] as const)
      expect(await site.refusal(tool, { resources: ["order-api-2"], ...input })).toMatch(
        new RegExp(`^invalid_input: ${key} decides about rights or tiers`),
      );
  },
);
