import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("alarms are silenced, seen silent, and told to tell again", async () => {
  const site = await actionSite();
  const alarms = ["order-api-5xx", "order-api-latency-p99"];
  const done = await site.carryOut("alarms_disable_actions", { alarms });
  expect(done.preview).toMatchObject({ tier: "T2", call: { args: { alarms } }, confirm: alarms.join(", ") });
  expect(done.preview.tierReasons[0]?.code).toBe("silences");
  const when = "202\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d \\+09:00";
  expect(factsOf(done.preview).alarm).toMatch(new RegExp(`^order-api-\\S+, [A-Z]+ \\(since ${when}\\)$`));
  expect(factsOf(done.preview, "ko").alarm).toMatch(new RegExp(`^order-api-\\S+, [A-Z]+ \\(${when}부터\\)$`));
  expect(factsOf(done.preview).actions).toBe("ops-alerts");
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { en: "The actions of 2 of 2 alarms are off" } });
  expect(await site.refusal("alarms_disable_actions", { alarms })).toContain("are switched off already");
  const back = await site.carryOut("alarms_enable_actions", { alarms });
  expect(back.preview).toMatchObject({ tier: "T1" });
  expect(back.verification).toMatchObject({ ok: true });
});
