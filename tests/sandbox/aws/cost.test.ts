import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CostExplorerClient,
  DescribeCostCategoryDefinitionCommand,
  GetAnomaliesCommand,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  GetCostAndUsageWithResourcesCommand,
  GetCostCategoriesCommand,
  GetCostForecastCommand,
  GetDimensionValuesCommand,
  GetReservationCoverageCommand,
  GetRightsizingRecommendationCommand,
  GetSavingsPlansCoverageCommand,
  GetSavingsPlansUtilizationCommand,
  GetTagsCommand,
  ListCostCategoryDefinitionsCommand,
  type ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import { EC2Client, StopInstancesCommand } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/truth/truth.ts";
import { billedRows } from "../../../sandbox/aws/world/billing.ts";
import { worldAt } from "../../../sandbox/aws/world/world.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const truth = truthAt("haneul-1", NOW);
const utc = (text: string) => Date.parse(`${text}T00:00:00Z`);

let account: Account;
let ce: CostExplorerClient;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
  // As many tries as it takes: Cost Explorer allows few requests a second, here as there.
  ce = new CostExplorerClient({ ...account.as("admin", "us-east-1"), maxAttempts: 10 });
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

  it("is some 24,000 dollars over the last thirty days, a fifth of it two forgotten GPU instances", async () => {
    const all = total((await get("2026-10-22", "2026-11-21")).ResultsByTime);
    expect(all).toBeGreaterThan(22_000);
    expect(all).toBeLessThan(26_000);
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
      "Solution Provider Program Discount",
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
    const first = await get("2026-06-01", "2026-11-21", input);
    expect(first.NextPageToken).toBeTruthy();
    const second = await get("2026-06-01", "2026-11-21", { ...input, NextPageToken: first.NextPageToken });
    const sum = [...grouped([...(first.ResultsByTime ?? []), ...(second.ResultsByTime ?? [])]).values()].reduce(
      (a, b) => a + b,
      0,
    );
    expect(second.NextPageToken).toBeUndefined();
    expect(sum).toBeCloseTo(truth.costTotal(utc("2026-06-01"), utc("2026-11-21")), 3);
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

  it("tells gross from net: discounts are spread in the net columns, credits and refunds are rows of their own", async () => {
    const month = (filter?: GetCostAndUsageCommandInput["Filter"]) =>
      get("2026-10-01", "2026-11-01", {
        Granularity: "MONTHLY",
        Metrics: ["UnblendedCost", "NetUnblendedCost"],
        GroupBy: [{ Type: "DIMENSION", Key: "RECORD_TYPE" }],
        ...(filter ? { Filter: filter } : {}),
      });
    const sums = Object.fromEntries(
      ((await month()).ResultsByTime?.[0]?.Groups ?? []).map((g) => [
        g.Keys?.[0],
        [Number(g.Metrics?.UnblendedCost?.Amount), Number(g.Metrics?.NetUnblendedCost?.Amount)],
      ]),
    ) as Record<string, [number, number]>;
    expect(sums.Credit).toEqual([-420, -420]);
    expect(sums.Refund).toEqual([-86.4, -86.4]);
    const [discount, netDiscount] = sums["Solution Provider Program Discount"] ?? [0, 0];
    expect(discount).toBeLessThan(-100);
    expect(netDiscount).toBe(0);
    const [usage, netUsage] = sums.Usage ?? [0, 0];
    expect(netUsage - usage).toBeCloseTo(discount, 6);
    const taxable = Object.entries(sums).filter(([type]) => !["Tax", "Credit", "Refund"].includes(type));
    expect(sums.Tax?.[0]).toBeCloseTo(0.1 * taxable.reduce((sum, [, [usd]]) => sum + usd, 0), 6);
  });

  it("groups and filters by cost category, and by the resource for two weeks", async () => {
    const byProduct = grouped(
      (await get("2026-11-10", "2026-11-11", { GroupBy: [{ Type: "COST_CATEGORY", Key: "Product" }] })).ResultsByTime,
    );
    expect([...byProduct.keys()]).toEqual([
      "Product$Commerce",
      "Product$Data",
      "Product$Platform",
      "Product$Unallocated",
    ]);
    const commerce = await get("2026-11-10", "2026-11-11", {
      Filter: { CostCategories: { Key: "Product", Values: ["Commerce"] } },
    });
    expect(total(commerce.ResultsByTime)).toBeCloseTo(byProduct.get("Product$Commerce") ?? 0, 6);

    const resources = (Start: string, End: string) =>
      ce.send(
        new GetCostAndUsageWithResourcesCommand({
          TimePeriod: { Start, End },
          Granularity: "DAILY",
          Metrics: ["UnblendedCost"],
          Filter: { Dimensions: { Key: "SERVICE", Values: ["Amazon Elastic Compute Cloud - Compute"] } },
          GroupBy: [{ Type: "DIMENSION", Key: "RESOURCE_ID" }],
        }),
      );
    const byHost = grouped((await resources("2026-11-10", "2026-11-11")).ResultsByTime);
    const gpu = worldAt("haneul-1", NOW)
      .instances(NOW)
      .filter((host) => host.type === "g5.12xlarge");
    expect(gpu.map((host) => byHost.get(host.id))).toEqual([expect.closeTo(136.128, 6), expect.closeTo(136.128, 6)]);
    expect((await failure(resources("2026-10-10", "2026-10-11"))).name).toBe("DataUnavailableException");
  });

  it("has hours for two weeks, and they add up to the day", async () => {
    const hours = await get("2026-11-15T00:00:00Z", "2026-11-16T00:00:00Z", { Granularity: "HOURLY" });
    expect(hours.ResultsByTime).toHaveLength(24);
    expect(hours.ResultsByTime?.[1]?.TimePeriod).toEqual({
      Start: "2026-11-15T01:00:00Z",
      End: "2026-11-15T02:00:00Z",
    });
    expect(total(hours.ResultsByTime)).toBeCloseTo(total((await get("2026-11-15", "2026-11-16")).ResultsByTime), 6);
    const old = get("2026-10-15T00:00:00Z", "2026-10-16T00:00:00Z", { Granularity: "HOURLY" });
    expect((await failure(old)).name).toBe("DataUnavailableException");
  });

  it("charges a host that a call has stopped no longer", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sample-cost-"));
    const clock = join(folder, "clock.json");
    const setClock = (now: string) => writeFileSync(clock, JSON.stringify({ now, set_at: Date.now() }));
    setClock("2026-11-21T00:00:00Z");
    const own = await startAccount(["--clock-file", clock], folder);
    try {
      const gpu = worldAt("haneul-1", NOW)
        .instances(NOW)
        .filter((host) => host.type === "g5.12xlarge");
      await new EC2Client(own.as("admin", "us-east-1")).send(
        new StopInstancesCommand({ InstanceIds: gpu.map((host) => host.id) }),
      );
      setClock("2026-11-23T09:00:00Z");
      const client = new CostExplorerClient(own.as("admin", "us-east-1"));
      const days = await client.send(
        new GetCostAndUsageCommand({
          TimePeriod: { Start: "2026-11-20", End: "2026-11-23" },
          Granularity: "DAILY",
          Metrics: ["UnblendedCost"],
          Filter: { Dimensions: { Key: "USAGE_TYPE", Values: ["BoxUsage:g5.12xlarge"] } },
        }),
      );
      const [before, of, after] = (days.ResultsByTime ?? []).map((day) => Number(day.Total?.UnblendedCost?.Amount));
      expect(before).toBeCloseTo(272.256, 6);
      // Stopped within the first seconds of the day.
      expect(of).toBeLessThan(1);
      expect(after).toBeCloseTo(0, 6);
    } finally {
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("forecasts", () => {
  const forecast = (more: object = {}) =>
    ce.send(
      new GetCostForecastCommand({
        TimePeriod: { Start: "2026-11-21", End: "2026-12-01" },
        Granularity: "MONTHLY",
        Metric: "UNBLENDED_COST",
        ...more,
      }),
    );

  it("come from the last fourteen days, and their interval holds what the world has in store", async () => {
    const answer = await forecast();
    const daily = truth.costTotal(utc("2026-11-07"), utc("2026-11-21")) / 14;
    expect(Number(answer.Total?.Amount)).toBeCloseTo(daily * 10, 3);
    const { setting } = worldAt("haneul-1", NOW);
    const coming = billedRows(setting, utc("2026-11-21"), utc("2026-12-01"), utc("2026-12-05")).reduce(
      (sum, row) => sum + row.unblended,
      0,
    );
    const [month] = answer.ForecastResultsByTime ?? [];
    expect(coming).toBeGreaterThan(Number(month?.PredictionIntervalLowerBound));
    expect(coming).toBeLessThan(Number(month?.PredictionIntervalUpperBound));
  });

  it("widen with the level and split into days", async () => {
    const width = async (level: number) => {
      const [month] = (await forecast({ PredictionIntervalLevel: level })).ForecastResultsByTime ?? [];
      return Number(month?.PredictionIntervalUpperBound) - Number(month?.PredictionIntervalLowerBound);
    };
    expect(await width(95)).toBeGreaterThan((await width(80)) * 1.4);
    const days = await forecast({ Granularity: "DAILY" });
    expect(days.ForecastResultsByTime).toHaveLength(10);
    expect((await failure(forecast({ TimePeriod: { Start: "2026-11-20", End: "2026-12-01" } }))).name).toBe(
      "ValidationException",
    );
  });
});

describe("the rest of Cost Explorer", () => {
  it("lists the values of a dimension, of tags and of the cost category", async () => {
    const TimePeriod = { Start: "2026-11-01", End: "2026-11-21" };
    const regions = await ce.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: "REGION" }));
    expect(regions.DimensionValues?.map((d) => d.Value)).toEqual(["NoRegion", "ap-northeast-2", "global", "us-east-1"]);
    expect((await ce.send(new GetTagsCommand({ TimePeriod }))).Tags).toEqual(["env", "team"]);
    expect((await ce.send(new GetTagsCommand({ TimePeriod, TagKey: "team" }))).Tags).toEqual([
      "",
      "cs",
      "data",
      "ml",
      "order",
      "payment",
      "platform",
      "search",
      "web",
    ]);
    const names = await ce.send(new GetCostCategoriesCommand({ TimePeriod }));
    expect(names.CostCategoryNames).toEqual(["Product"]);
    const [listed] = (await ce.send(new ListCostCategoryDefinitionsCommand({}))).CostCategoryReferences ?? [];
    const one = await ce.send(
      new DescribeCostCategoryDefinitionCommand({ CostCategoryArn: listed?.CostCategoryArn as string }),
    );
    expect([one.CostCategory?.Rules?.length, one.CostCategory?.DefaultValue]).toEqual([3, "Unallocated"]);
  });

  it("finds the two anomalies of the story, with what they cost beyond the usual", async () => {
    const answer = await ce.send(new GetAnomaliesCommand({ DateInterval: { StartDate: "2026-10-22" } }));
    const [gpu, nat] = answer.Anomalies ?? [];
    expect(answer.Anomalies).toHaveLength(2);
    expect(gpu?.RootCauses?.[0]).toMatchObject({ Region: "us-east-1", UsageType: "BoxUsage:g5.12xlarge" });
    const launched = worldAt("haneul-1", NOW).setting.story.gpuLaunch;
    const hours = (utc("2026-11-21") - launched) / 3_600_000;
    expect(gpu?.Impact?.TotalImpact).toBeCloseTo(hours * 2 * 5.672, 1);
    expect([nat?.RootCauses?.[0]?.UsageType, nat?.AnomalyStartDate, nat?.AnomalyEndDate]).toEqual([
      "APN2-NatGateway-Bytes",
      "2026-10-30T00:00:00Z",
      "2026-11-01T00:00:00Z",
    ]);
    // Three whole days at nine times the usual: eight ninths of the cost are the anomaly.
    expect(nat?.Impact?.TotalImpact).toBeCloseTo((8 / 9) * Number(nat?.Impact?.TotalActualSpend), 1);
    const large = new GetAnomaliesCommand({
      DateInterval: { StartDate: "2026-10-22" },
      TotalImpact: { NumericOperator: "GREATER_THAN", StartValue: 1000 },
    });
    expect((await ce.send(large)).Anomalies).toEqual([gpu]);
  });

  it("shows what the savings plan covers before and after the GPU instances came, and that no reservation is held", async () => {
    const coverage = async (Start: string, End: string) =>
      (await ce.send(new GetSavingsPlansCoverageCommand({ TimePeriod: { Start, End } }))).SavingsPlansCoverages?.[0]
        ?.Coverage;
    const before = await coverage("2026-10-01", "2026-10-31");
    const after = await coverage("2026-11-08", "2026-11-15");
    expect(Number(before?.CoveragePercentage)).toBeGreaterThan(70);
    expect(Number(after?.CoveragePercentage)).toBeLessThan(35);
    expect(Number(after?.SpendCoveredBySavingsPlans) + Number(after?.OnDemandCost)).toBeCloseTo(
      Number(after?.TotalCost),
      4,
    );
    const TimePeriod = { Start: "2026-11-08", End: "2026-11-15" };
    const used = (await ce.send(new GetSavingsPlansUtilizationCommand({ TimePeriod }))).Total?.Utilization;
    expect(Number(used?.TotalCommitment)).toBeCloseTo(7 * 24 * 3.4, 6);
    expect(Number(used?.UtilizationPercentage)).toBeGreaterThan(97);
    const reserved = await ce.send(new GetReservationCoverageCommand({ TimePeriod }));
    expect(reserved.Total?.CoverageHours?.CoverageHoursPercentage).toBe("0");
  });

  it("recommends a smaller size where the CPU idles, the forgotten GPU instances first", async () => {
    const answer = await ce.send(new GetRightsizingRecommendationCommand({ Service: "AmazonEC2" }));
    const found = answer.RightsizingRecommendations?.map((r) => {
      const target = r.ModifyRecommendationDetail?.TargetInstances?.[0];
      const saving = r.TerminateRecommendationDetail ?? target;
      return [
        r.CurrentInstance?.InstanceName,
        r.CurrentInstance?.ResourceDetails?.EC2ResourceDetails?.InstanceType,
        r.RightsizingType,
        target?.ResourceDetails?.EC2ResourceDetails?.InstanceType,
        Number(saving?.EstimatedMonthlySavings),
      ];
    });
    expect(found?.slice(0, 3)).toEqual([
      ...Array(2).fill(["", "g5.12xlarge", "TERMINATE", undefined, expect.closeTo(5.672 * 730, 6)]),
      [expect.any(String), expect.any(String), "MODIFY", expect.any(String), expect.any(Number)],
    ]);
    expect(found?.map(([name]) => name)).not.toContain("order-api-1");
    const savings = found?.reduce((sum, [, , , , saving]) => sum + Number(saving), 0);
    expect(Number(answer.Summary?.EstimatedTotalMonthlySavingsAmount)).toBeCloseTo(savings ?? 0, 6);
  });
});
