import { afterAll, beforeAll, expect, test } from "vitest";
import { forecastSpan } from "../../../tools/cost/forecast-span.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
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

const asked = async () => (await account.journal()).filter(({ service }) => service === "ce");

test("one paid request, without tax, credits and refunds; what was spent is never asked for on the side", async () => {
  const { text, table } = await server.call("cost_forecast", {});
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/cost-forecast.txt");
  expect(table.source).toMatchObject({ requests: 1, usd: 0.01 });
  expect((await asked()).map(({ operation, region, input }) => [operation, region, input])).toEqual([
    [
      "GetCostForecast",
      "us-east-1",
      {
        TimePeriod: { Start: "2026-11-21", End: "2026-12-01" },
        Metric: "UNBLENDED_COST",
        Granularity: "MONTHLY",
        PredictionIntervalLevel: 80,
        Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund", "Tax"] } } },
      },
    ],
  ]);
  expect(table.notes.find(({ code }) => code === "forecast_without_spent")?.params).toEqual({ from: "2026-11-21" });
});

test("the month so far is added from what is known, and its provisional days are told", async () => {
  await server.call("cost_query", { period: "this month", group_by: ["service"] });
  const before = (await asked()).length;
  const { table } = await server.call("cost_forecast", { until: "월말" });
  expect((await asked()).length).toBe(before);
  const { spent_before_today: spent, total, forecast } = table.totals;
  expect(total).toBeCloseTo(spent! + forecast!, 5);
  expect(table.notes.map(({ code }) => code)).toEqual([
    "forecast_interval",
    "forecast_with_spent",
    "provisional_days",
    "credits_excluded",
    "tax_excluded",
    "reproduce",
    "cached",
  ]);
});

test("several months come in rows of their own", async () => {
  const { table } = await server.call("cost_forecast", { until: "2027-01" });
  expect(table.rows.map((row) => row.slice(0, 2))).toEqual([
    ["2026-11", 10],
    ["2026-12", 31],
    ["2027-01", 31],
  ]);
  expect(table.totals.days).toBe(72);
});

const seoul = { now: Date.parse(NOW), zone: "Asia/Seoul" };

test.each([
  ["month end", "2026-12-01"],
  ["End of the month", "2026-12-01"],
  ["다음 달", "2027-01-01"],
  ["quarter end", "2027-01-01"],
  ["연말", "2027-01-01"],
  ["90d", "2027-02-19"],
  ["3 months", "2027-02-21"],
  ["3개월", "2027-02-21"],
  ["2026-12", "2027-01-01"],
  ["2026-12-15", "2026-12-16"],
])("until %s ends before %s", (words, to) => {
  expect(forecastSpan(words, seoul)).toEqual({ from: "2026-11-21", to });
});

test("the month is the asker's, the first day AWS's: at midnight in Seoul it is still yesterday in UTC", () => {
  const midnight = { now: Date.parse("2026-11-30T15:30:00Z"), zone: "Asia/Seoul" };
  expect(forecastSpan("month end", midnight)).toEqual({ from: "2026-11-30", to: "2027-01-01" });
});

test.each([
  ["2026-11-01", "is past"],
  ["2026-02-30", "is not understood"],
  ["soon", "is not understood"],
  ["2028-01", "12 months ahead at most"],
  ["30 months", "12 months ahead at most"],
])("refuses until %s with a sentence", async (until, part) => {
  const answer = await server.call("cost_forecast", { until });
  expect(answer.code).toBe("invalid_input");
  expect(answer.text).toContain(part);
});
