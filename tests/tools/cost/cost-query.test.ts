import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;
const data = mkdtempSync(join(tmpdir(), "tools-"));

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read"), data });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});
beforeEach(() => account.clearFaults());

const paid = async () => (await account.journal()).filter(({ operation }) => operation === "GetCostAndUsage");

test("last week's cost by service, per UTC billing day", async () => {
  const { text, table } = await server.call("cost_query", { period: "last week", group_by: ["service"] });
  await expect(text).toMatchFileSnapshot("../__snapshots__/cost-query.txt");
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(["day:day", "service:text", "usd:money"]);
  expect(table.period).toEqual({
    from: "2026-11-09T00:00:00Z",
    to: "2026-11-16T00:00:00Z",
    zone: "Asia/Seoul",
    utcDays: true,
  });
  expect(table.scope).toEqual({ accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: [], skipped: [] });
  expect(new Set(table.rows.map((row) => row[0])).size).toBe(7);
  const sum = table.rows.reduce((total, row) => total + Number(row[2]), 0);
  expect(table.totals.usd).toBeCloseTo(sum, 6);
});

test("asks Cost Explorer exactly one canonical question, leaving out credits and refunds", async () => {
  const before = (await paid()).length;
  await server.call("cost_query", {
    period: "2026-11-01..2026-11-03",
    services: ["RDS", "EC2"],
    regions: ["us-east-1"],
  });
  const asked = (await paid()).slice(before);
  expect(asked.map(({ input }) => input)).toEqual([
    {
      TimePeriod: { Start: "2026-11-01", End: "2026-11-04" },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
      Filter: {
        And: [
          {
            Dimensions: {
              Key: "SERVICE",
              Values: ["Amazon Elastic Compute Cloud - Compute", "Amazon Relational Database Service", "EC2 - Other"],
            },
          },
          { Dimensions: { Key: "REGION", Values: ["us-east-1"] } },
          { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund"] } } },
        ],
      },
    },
  ]);
});

test("answers the same question from disk, also in other words, as a total, and after a restart", async () => {
  const first = await server.call("cost_query", { period: "last week", group_by: ["region"] });
  expect(first.table.source).toMatchObject({ requests: 1, cached: 0, usd: 0.01 });
  const before = (await paid()).length;
  const total = await server.call("cost_query", {
    period: "2026-11-09..2026-11-15",
    group_by: ["region"],
    granularity: "total",
  });
  expect(total.table.source).toMatchObject({ requests: 0, cached: 1, usd: 0 });
  expect(total.table.columns.map(({ name }) => name)).toEqual(["region", "usd"]);
  expect(total.table.totals.usd).toBeCloseTo(first.table.totals.usd!, 4);
  expect(total.table.notes.map(({ code }) => code)).toEqual(["credits_excluded", "cached"]);

  await server.close();
  server = await startToolServer({ env: account.env("read"), data });
  const again = await server.call("cost_query", { period: "last week", group_by: ["region"] });
  expect(again.table.rows).toEqual(first.table.rows);
  expect(again.table.source.cached).toBe(1);
  expect((await paid()).length).toBe(before);
});

test("marks provisional days and fresh tags", async () => {
  const { table } = await server.call("cost_query", {
    period: "this month",
    group_by: ["tag:team"],
    granularity: "monthly",
  });
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(["month:day", "tag_team:text", "usd:money"]);
  expect(new Set(table.rows.map((row) => row[0]))).toEqual(new Set(["2026-11"]));
  expect(table.rows.map((row) => row[1])).toContain("(none)");
  const provisional = table.notes.find(({ code }) => code === "provisional_days");
  expect(provisional?.params?.from).toMatch(/^2026-11-(19|20|21)$/);
  expect(table.source.freshTo).toBe(`${provisional?.params?.from}T00:00:00Z`);
});

test("includes credits when asked to", async () => {
  const { table } = await server.call("cost_query", {
    period: "last month",
    group_by: ["record_type"],
    granularity: "total",
    include_credits: true,
  });
  expect(table.notes.map(({ code }) => code)).not.toContain("credits_excluded");
  expect(table.rows.length).toBeGreaterThan(0);
});

test("no cost is an answer that names what was searched", async () => {
  const { text, table } = await server.call("cost_query", { period: "last week", services: ["Amazon Mars"] });
  expect(table.totals.usd).toBe(0);
  expect(text).toContain("No cost was recorded for this question (services: Amazon Mars).");
});

test("stops at the day's limit of paid requests, and says so", async () => {
  const config = { accounts: [{ name: "haneul-prod", regions: ["ap-northeast-2"] }], limits: { cost_explorer_day: 1 } };
  const limited = await startToolServer({ env: account.env("read"), config });
  await limited.call("cost_query", { period: "2026-11-01" });
  const refused = await limited.call("cost_query", { period: "2026-11-02" });
  expect(refused).toMatchObject({ code: "budget" });
  expect(refused.text).toContain("limit of 1 Cost Explorer requests");
  expect((await limited.call("cost_query", { period: "2026-11-01" })).table.source.cached).toBe(1);
  await limited.close();
});

test.each([
  [{ period: "24h" }, "invalid_input", "billed per day"],
  [{ period: "soon" }, "invalid_input", "Accepted: today, yesterday"],
  [{ period: "7d", group_by: ["colour"] }, "invalid_input", "use service, region"],
  [{ period: "7d", group_by: ["service", "region", "account"] }, "invalid_input", "group_by"],
  [{ period: "7d", color: "red" }, "invalid_input", 'Unrecognized key: "color"'],
  [{ period: "7d", account: "elsewhere" }, "invalid_input", "haneul-prod"],
  [{}, "invalid_input", "period"],
])("refuses %j with a sentence", async (args, code, part) => {
  const answer = await server.call("cost_query", args);
  expect(answer.code).toBe(code);
  expect(answer.text).toContain(part);
});

test.each([
  ["deny", "access_denied", "needs the permission ce:GetCostAndUsage"],
  ["throttle", "throttled", "AWS is limiting ce:GetCostAndUsage"],
  ["expired", "expired_credentials", "did not accept the credentials"],
  ["http503", "unavailable", "Try again"],
])("explains %s", async (kind, code, part) => {
  await account.fault({ operation: "GetCostAndUsage", kind, times: 3 });
  const answer = await server.call("cost_query", { period: "2026-10-01..2026-10-02", group_by: ["usage_type"] });
  expect(answer.code).toBe(code);
  expect(answer.text).toContain(part);
});
