import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";

test("tags that had the same value everywhere are put back by a call", async () => {
  const site = await actionSite();
  const resources = ["order-api-1", "order-api-3"];
  await site.carryOut("tags_add", { resources, tags: { purpose: "test" } });
  const done = await site.carryOut("tags_remove", { resources, keys: ["purpose"] });
  const { arns } = done.preview.call.args as { arns: string[] };
  expect(done.preview.undoBy).toEqual({
    tool: "tags_add",
    input: { resources: arns, tags: { purpose: "test" }, account: "haneul-prod" },
  });
  expect(done.preview.list?.rows.map((row) => [row[0], row[2]])).toEqual(
    expect.arrayContaining(resources.map((name) => [name, "test"])),
  );
  expect(done.outcome.kind).toBe("succeeded");
  expect(done.verification).toMatchObject({ ok: true, text: { en: "2 of 2 no longer carry them" } });
});

test("without a key there is nothing to ask for: AWS would take off all", async () => {
  expect(await (await actionSite()).refusal("tags_remove", { resources: ["order-api-2"], keys: [] })).toMatch(
    /^invalid_input: /,
  );
});
