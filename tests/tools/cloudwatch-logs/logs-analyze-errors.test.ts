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

test("the errors of a service by pattern", async () => {
  const { text, table } = await server.call("logs_analyze_errors", { service: "order-api", period: "2026-11-20" });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/logs-analyze-errors.txt");
  const counts = table.rows.map((row) => Number(row[1]));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(table.totals.errors);
  expect(table.rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBeCloseTo(1, 2);
});

test("names the cause of the incident: the null pointer after the deployment", async () => {
  const { table } = await server.call("logs_analyze_errors", { service: "order-api", period: "3d" });
  expect(String(table.rows[0]![0])).toContain("java.lang.NullPointerException: Cannot invoke");
});

test("defaults to the last hour", async () => {
  const { table } = await server.call("logs_analyze_errors", { service: "order-api" });
  expect(Date.parse(table.period!.to) - Date.parse(table.period!.from)).toBe(3_600_000);
});

test("asks for a place to look", async () => {
  const answer = await server.call("logs_analyze_errors", {});
  expect(answer).toMatchObject({ code: "invalid_input" });
  expect(answer.text).toContain('service (for example "order-api") or groups');
});

test("no error line is an answer that says what was searched", async () => {
  const { text } = await server.call("logs_analyze_errors", {
    groups: ["/aws/rds/cluster/orders-db/slowquery"],
    period: "2026-11-20T10:00..2026-11-20T10:05",
  });
  expect(shown(text)).toMatchInlineSnapshot(`
    "logs_analyze_errors: 0 rows.
    Totals: errors 0, patterns 0, lines_scanned 0.
    Period: 2026-11-20T01:00:00Z to 2026-11-20T01:05:00Z (end excluded; words read in Asia/Seoul)
    Searched: haneul-prod (417205938164); ap-northeast-2.
    Note: Log groups searched: /aws/rds/cluster/orders-db/slowquery.
    Note: No error line was logged in this period (searched for ERROR, FATAL, CRITICAL and exceptions).
    Source: CloudWatch Logs Insights, 5 requests, 0 bytes scanned."
  `);
});
