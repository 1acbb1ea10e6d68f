import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

const active = async () => {
  const site = await actionSite();
  const { table } = await site.read.call("guardduty_list_findings", { period: "90d" });
  return String(table.rows[0]![0]);
};

test("a finding is archived by the beginning of its id, and brought back", async () => {
  const site = await actionSite();
  const id = await active();
  const done = await site.carryOut("guardduty_archive_findings", { findings: [id.slice(0, 12)] });
  expect(done.preview).toMatchObject({
    tier: "T2",
    call: { args: { finding_ids: [id] }, fingerprint: { [`${id}.archived`]: false } },
    undoBy: { tool: "guardduty_unarchive_findings", input: { findings: [id], account: "haneul-prod" } },
  });
  expect(factsOf(done.preview).finding).toMatch(/, severity \d(\.\d)?, \S+, seen \d+ times?$/);
  expect(factsOf(done.preview).last_change).toMatch(
    /^nobody archived or unarchived it in the last 90 days; GuardDuty itself updated it last, 2026-1\d-\d\d \d\d:\d\d .+$/,
  );
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { ko: "1개 중 1개 보관됨" } });
  const back = await site.carryOut("guardduty_unarchive_findings", { findings: [id] });
  expect(factsOf(back.preview).last_change).toMatch(/^2026-11-.+, apr-\S+ \(U0SEOYEON\S*\), ArchiveFindings$/);
  expect(back.verification).toMatchObject({ ok: true, text: { en: "1 of 1 active again" } });
});
