import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read") });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

test("findings of high severity", async () => {
  const { text, table } = await server.call("guardduty_list_findings", { severity: "high" });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/guardduty-list-findings.txt");
  expect(table.rows.every((row) => Number(row[1]) >= 7 && row[10] === false)).toBe(true);
  expect(table.totals.findings).toBe(table.rows.length);
});

test("leaves out archived and sample findings and says how many", async () => {
  const open = await server.call("guardduty_list_findings");
  const count = (code: string) => open.table.notes.find((note) => note.code === code)?.params?.count;
  expect([count("samples_excluded"), count("archived_excluded")]).toEqual([3, 5]);
  const withSamples = await server.call("guardduty_list_findings", { include_samples: true });
  expect(withSamples.table.rows.length).toBe(open.table.rows.length + 3);
  const archived = await server.call("guardduty_list_findings", { archived: "yes" });
  expect(archived.table.rows.map((row) => row[10])).toEqual([true, true, true, true, true]);
  const { totals } = open.table;
  expect(totals.low! + totals.medium! + totals.high! + totals.critical!).toBe(totals.findings);
});

test("a period is by last update", async () => {
  const { table } = await server.call("guardduty_list_findings", { period: "yesterday" });
  expect(table.period).toMatchObject({ from: "2026-11-19T15:00:00Z", to: "2026-11-20T15:00:00Z" });
});

test("none is an answer that says what was searched", async () => {
  const { text } = await server.call("guardduty_list_findings", { severity: "critical", regions: ["us-east-1"] });
  expect(shown(text)).toMatchInlineSnapshot(`
    "guardduty_list_findings: 0 rows.
    Totals: findings 0, critical 0, high 0, medium 0, low 0.
    Period: 2026-08-23T00:00:00Z to <now> (end excluded; words read in Asia/Seoul)
    Searched: haneul-prod (417205938164); us-east-1.
    Note: No finding of severity critical or higher matches in the regions searched.
    Source: GuardDuty, 4 requests, complete to <now>."
  `);
});

test("explains a refusal", async () => {
  await account.fault({ operation: "ListFindings", kind: "deny", times: 2 });
  const answer = await server.call("guardduty_list_findings");
  expect(answer.code).toBe("access_denied");
  await account.clearFaults();
});
