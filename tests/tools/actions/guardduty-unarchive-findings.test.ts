import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";

test("what is not in the archive cannot be taken out of it", async () => {
  const site = await actionSite();
  const { table } = await site.read.call("guardduty_list_findings", { period: "90d" });
  const id = String(table.rows.at(-1)![0]);
  expect(await site.refusal("guardduty_unarchive_findings", { findings: [id] })).toMatch(
    /^not_found: There is no GuardDuty finding/,
  );
});
