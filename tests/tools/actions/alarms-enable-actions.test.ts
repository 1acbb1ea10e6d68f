import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";

test("an alarm that tells already is not switched on; another team's is left alone", async () => {
  const site = await actionSite();
  expect(await site.refusal("alarms_enable_actions", { alarms: ["orders-db-cpu"] })).toBe(
    "invalid_input: The actions of orders-db-cpu are switched on already.",
  );
  expect(await site.refusal("alarms_enable_actions", { alarms: ["nat-bytes-out"] })).toMatch(
    /^(access_denied|not_found): /,
  );
});
