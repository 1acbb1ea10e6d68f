import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("logs that are kept for ever get an end, and the card says what is deleted and when", async () => {
  const site = await actionSite();
  const done = await site.carryOut("logs_set_retention", { groups: ["/haneul/web"], days: 90 });
  expect(done.preview.tier).toBe("T3");
  expect(done.preview.loses?.en).toMatch(
    /^Logs from before 2026-08-2\d \d\d:\d\d \+09:00 \(the oldest may be of 2024-12-19 00:00 \+09:00\) are deleted for good, as a rule within 72 hours; from then on whatever turns 90 days old\.$/,
  );
  expect(factsOf(done.preview)).toMatchObject({ from_to: "∞ → 90d", last_change: "none in the last 90 days" });
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { en: "1 of 1 log groups keep 90 days" } });
  expect(await site.refusal("logs_set_retention", { groups: ["/haneul/web"], days: 30 })).toMatch(
    /^invalid_input: \/haneul\/web has a retention of 90 days already/,
  );
});

test("only what AWS offers is possible", async () => {
  expect(await (await actionSite()).refusal("logs_set_retention", { groups: ["/haneul/web"], days: 91 })).toMatch(
    /^invalid_input: 91 days is not possible\. Possible are: 30, 60, 90/,
  );
});
