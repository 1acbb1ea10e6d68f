import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  GetCostForecastCommand,
  GetDimensionValuesCommand,
  type ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/world/truth.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const truth = truthAt("haneul-1", NOW);
const utc = (text: string) => Date.parse(`${text}T00:00:00Z`);

let account: Account;
let ce: CostExplorerClient;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
  ce = new CostExplorerClient(account.as("admin", "us-east-1"));
});
afterAll(() => account.stop());

const get = (Start: string, End: string, more: Partial<GetCostAndUsageCommandInput> = {}) =>
  ce.send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start, End },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
      ...more,
    }),
  );
const total = (results: ResultByTime[] = []) =>
  results.reduce((sum, r) => sum + Number(r.Total?.UnblendedCost?.Amount ?? 0), 0);
const grouped = (results: ResultByTime[] = []) => {
  const sums = new Map<string, number>();
  for (const group of results.flatMap((r) => r.Groups ?? [])) {
    const key = group.Keys?.join(" / ") ?? "";
    sums.set(key, (sums.get(key) ?? 0) + Number(group.Metrics?.UnblendedCost?.Amount));
  }
  return sums;
};
const service = { GroupBy: [{ Type: "DIMENSION" as const, Key: "SERVICE" }] };

describe("GetCostAndUsage", () => {
  it("ties to the world, in total and by service", async () => {
    const days = await get("2026-11-09", "2026-11-16");
    expect(days.ResultsByTime?.map((r) => r.TimePeriod?.Start)).toHaveLength(7);
    expect(total(days.ResultsByTime)).toBeCloseTo(truth.costTotal(utc("2026-11-09"), utc("2026-11-16")), 4);
    const byService = grouped((await get("2026-11-09", "2026-11-16", service)).ResultsByTime);
    const expected = truth.costByService(utc("2026-11-09"), utc("2026-11-16"));
    expect([...byService.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [name, usd] of expected) expect(byService.get(name)).toBeCloseTo(usd, 4);
  });

  it("is about 27,000 dollars over the last thirty days, a fifth of it two forgotten GPU instances", async () => {
    const all = total((await get("2026-10-22", "2026-11-21")).ResultsByTime);
    expect(all).toBeGreaterThan(25_000);
    expect(all).toBeLessThan(29_000);
    const gpu = await get("2026-11-05", "2026-11-06", {
      Filter: {
        And: [
          { Dimensions: { Key: "REGION", Values: ["us-east-1"] } },
          { Dimensions: { Key: "USAGE_TYPE", Values: ["BoxUsage:g5.12xlarge"] } },
        ],
      },
    });
    expect(total(gpu.ResultsByTime)).toBeCloseTo(272.256, 3);
  });

  it("has no Total where it groups, and names groups and tags as AWS does", async () => {
    const answer = await get("2026-11-10", "2026-11-11", {
      GroupBy: [
        { Type: "TAG", Key: "team" },
        { Type: "DIMENSION", Key: "REGION" },
      ],
    });
    expect(answer.GroupDefinitions).toEqual([
      { Type: "TAG", Key: "team" },
      { Type: "DIMENSION", Key: "REGION" },
    ]);
    expect(answer.ResultsByTime?.[0]?.Total).toEqual({});
    expect([...grouped(answer.ResultsByTime).keys()]).toContain("team$order / ap-northeast-2");
    expect([...grouped(answer.ResultsByTime).keys()]).toContain("team$ / us-east-1");
  });

  it("books tax and credits to the account on the first of the month", async () => {
    const types = grouped(
      (await get("2026-11-01", "2026-11-02", { GroupBy: [{ Type: "DIMENSION", Key: "RECORD_TYPE" }] })).ResultsByTime,
    );
    expect([...types.keys()]).toEqual([
      "Credit",
      "SavingsPlanCoveredUsage",
      "SavingsPlanNegation",
      "SavingsPlanRecurringFee",
      "Tax",
      "Usage",
    ]);
    expect(types.get("Credit")).toBe(-420);
    const without = await get("2026-11-01", "2026-11-02", {
      Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Tax", "Credit"] } } },
    });
    const sum = [...types.values()].reduce((a, b) => a + b, 0);
    expect(total(without.ResultsByTime)).toBeCloseTo(sum - (types.get("Tax") ?? 0) + 420, 4);
  });

  it("counts today up to the last refresh and marks what may change", async () => {
    const days = (await get("2026-11-18", "2026-11-23")).ResultsByTime ?? [];
    expect(days.map((d) => [d.TimePeriod?.Start, d.Estimated])).toEqual([
      ["2026-11-18", false],
      ["2026-11-19", false],
      ["2026-11-20", true],
      ["2026-11-21", true],
      ["2026-11-22", true],
    ]);
    expect(days.map((d) => Number(d.Total?.UnblendedCost?.Amount) > 0)).toEqual([true, true, true, false, false]);
    const months = (await get("2026-10-01", "2026-11-21", { Granularity: "MONTHLY" })).ResultsByTime ?? [];
    expect(months.map((m) => [m.TimePeriod, m.Estimated])).toEqual([
      [{ Start: "2026-10-01", End: "2026-11-01" }, false],
      [{ Start: "2026-11-01", End: "2026-11-21" }, true],
    ]);
  });

  it("gives a long answer in pages that add up", async () => {
    const input = { GroupBy: [{ Type: "DIMENSION" as const, Key: "USAGE_TYPE" }] };
    const first = await get("2026-10-01", "2026-11-21", input);
    expect(first.NextPageToken).toBeTruthy();
    const second = await get("2026-10-01", "2026-11-21", { ...input, NextPageToken: first.NextPageToken });
    const sum = [...grouped([...(first.ResultsByTime ?? []), ...(second.ResultsByTime ?? [])]).values()].reduce(
      (a, b) => a + b,
      0,
    );
    expect(second.NextPageToken).toBeUndefined();
    expect(sum).toBeCloseTo(truth.costTotal(utc("2026-10-01"), utc("2026-11-21")), 3);
  });

  it("refuses what AWS refuses", async () => {
    const names = [
      get("2026-11-10", "2026-11-10"),
      get("10 Nov", "2026-11-11"),
      get("2026-11-10", "2026-11-11", { Metrics: [] }),
      get("2026-11-10", "2026-11-11", { GroupBy: [...service.GroupBy, ...service.GroupBy, ...service.GroupBy] }),
      get("2026-11-10", "2026-11-11", { Filter: {} }),
      get("2027-01-01", "2027-01-02"),
      get("2025-01-01", "2025-01-02"),
    ].map(async (call) => (await failure(call)).name);
    expect(await Promise.all(names)).toEqual([
      ...Array(5).fill("ValidationException"),
      ...Array(2).fill("DataUnavailableException"),
    ]);
  });
});

describe("the rest of Cost Explorer", () => {
  it("lists the values of a dimension", async () => {
    const TimePeriod = { Start: "2026-11-01", End: "2026-11-21" };
    const regions = await ce.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: "REGION" }));
    expect(regions.DimensionValues?.map((d) => d.Value)).toEqual(["NoRegion", "ap-northeast-2", "global", "us-east-1"]);
  });

  it("forecasts from the last fourteen days", async () => {
    const TimePeriod = { Start: "2026-11-21", End: "2026-12-01" };
    const answer = await ce.send(
      new GetCostForecastCommand({ TimePeriod, Granularity: "MONTHLY", Metric: "UNBLENDED_COST" }),
    );
    const daily = truth.costTotal(utc("2026-11-07"), utc("2026-11-21")) / 14;
    expect(Number(answer.Total?.Amount)).toBeCloseTo(daily * 10, 3);
  });
});
