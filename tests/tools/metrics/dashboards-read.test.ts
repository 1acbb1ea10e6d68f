import { beforeAll, describe, expect, test } from "vitest";
import { alarmsOf } from "../../../sandbox/aws/world/alarms.ts";
import { dashboardsOf } from "../../../sandbox/aws/world/dashboards.ts";
import { metricsOf } from "../../../sandbox/aws/world/metrics/catalog.ts";
import { statisticOf } from "../../../sandbox/aws/world/metrics/statistic.ts";
import { linesOf, readBody, spanWords } from "../../../tools/metrics/dashboard-body.ts";
import type { SampleAccount } from "../support/sample-account.ts";
import { accountsOfSeeds, seeds } from "../support/seeds.ts";
import type { ToolServer } from "../support/tool-server.ts";
import { factsNow, utc } from "../support/world.ts";

const at = accountsOfSeeds();

describe.each(seeds)("in %s", (seed) => {
  let server: ToolServer;
  beforeAll(() => {
    server = at(seed).server;
  });
  const { setting } = factsNow(seed);

  test("the list of dashboards", async () => {
    const { table } = await server.call("dashboards_read");
    const all = dashboardsOf(setting).map(({ name, changedAt }) => [name, utc(new Date(changedAt).toISOString())]);
    expect(table.rows.map((row) => row.slice(0, 2)).sort()).toEqual(all.sort());
    expect(table.totals).toEqual({ dashboards: 2 });
  });

  test("one dashboard: its widgets, and the values of each line as CloudWatch has them", async () => {
    const { table } = await server.call("dashboards_read", { name: "order-api" });
    const widgets = dashboardsOf(setting).find(({ name }) => name === "order-api-overview")!.body.widgets;
    expect([...new Set(table.rows.map((row) => `${row[0]} ${row[1]} ${row[2]}`))]).toEqual(
      widgets.map(({ type, properties }, index) => `${index + 1} ${(properties as { title: string }).title} ${type}`),
    );
    expect(Date.parse(table.period!.to) - Date.parse(table.period!.from)).toBe(6 * 3_600_000);
    const cpu = metricsOf(setting).find("ap-northeast-2", {
      namespace: "AWS/RDS",
      metric: "CPUUtilization",
      dimensions: { DBInstanceIdentifier: "orders-db-1" },
    })!;
    const shown = table.rows.filter((row) => row[1] === "Writer" && row[3] === "CPUUtilization orders-db-1");
    expect(shown.length).toBe(360);
    for (const [, , , , time, value] of shown) {
      const at = Date.parse(String(time));
      expect(value).toBeCloseTo(statisticOf(cpu, { kind: "Average" }, at, at + 60_000)!, 5);
    }
    expect(table.rows.filter((row) => row[3] === "DatabaseConnections orders-db-1").length).toBe(360);
    expect(table.rows.filter((row) => row[3] === "5xx %").length).toBeGreaterThan(10);
    const own = alarmsOf(setting).filter(({ name }) => name.startsWith("order-api"));
    expect(table.rows.filter((row) => row[2] === "alarm").map((row) => row[3])).toEqual(own.map(({ name }) => name));
    expect(table.notes.find(({ code }) => code === "log_widgets_not_run")?.params).toEqual({ count: 1 });
    expect(String(table.rows.find((row) => row[2] === "log")?.[6])).toContain("stats count(*) as errors");
  });
});

describe("how it answers", () => {
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(() => {
    ({ account, server } = at("haneul-1"));
  });

  test("a name that none has is a sentence with the names there are", async () => {
    const answer = await server.call("dashboards_read", { name: "mars" });
    expect([answer.code, answer.text]).toEqual([
      "not_found",
      'haneul-prod has no dashboard called "mars". Dashboards: ops-morning, order-api-overview.',
    ]);
  });

  test("a widget that may not be read leaves the others, and is told", async () => {
    await account.fault({ operation: "DescribeAlarms", kind: "deny" });
    const { table } = await server.call("dashboards_read", { name: "ops-morning", period: "1h" });
    await account.clearFaults();
    expect(table.scope.skipped).toMatchObject([
      { region: "ap-northeast-2", why: { en: expect.stringContaining("cloudwatch:DescribeAlarms") } },
    ]);
    expect(table.rows.find((row) => row[2] === "text")?.[6]).toContain("# 아침 점검");
    expect(table.rows.filter((row) => row[1] === "Hosts").length).toBeGreaterThan(100);
  });
});

describe("a body", () => {
  const names = (metrics: unknown[][]) =>
    linesOf({ type: "metric", properties: { metrics } }, "us-east-1").map((line) => line.query(60));

  test("repeats with . and ... what stands in the line before", () => {
    const queries = names([
      ["AWS/EC2", "CPUUtilization", "InstanceId", "i-1", { stat: "Maximum" }],
      ["...", "i-2"],
      [".", "NetworkIn", ".", ".", { id: "net", visible: false }],
      [{ expression: "SUM(METRICS())", id: "e1" }],
    ]);
    expect(
      queries.map(
        ({ MetricStat, Expression }) =>
          Expression ?? [MetricStat?.Metric?.MetricName, MetricStat?.Metric?.Dimensions?.[0]?.Value, MetricStat?.Stat],
      ),
    ).toEqual([
      ["CPUUtilization", "i-1", "Maximum"],
      ["CPUUtilization", "i-2", "Average"],
      ["NetworkIn", "i-2", "Average"],
      "SUM(METRICS())",
    ]);
    expect(queries.map(({ Id, ReturnData }) => [Id, ReturnData])).toEqual([
      ["auto0", true],
      ["auto1", true],
      ["net", false],
      ["e1", true],
    ]);
  });

  test("that is not readable is none; a widget that is not is counted", () => {
    expect(readBody("{")).toBeNull();
    expect(readBody('{"widgets":[{"type":"text","properties":{"markdown":"x"}},{"properties":{}},7]}')).toMatchObject({
      unreadable: 2,
    });
  });

  test.each([
    ["-PT6H", "6h"],
    ["-P3D", "3d"],
    ["-PT30M", "30m"],
    ["2026-11-01T00:00:00Z", null],
    [undefined, null],
  ])("begins at %s", (start, words) => {
    expect(spanWords(start)).toBe(words);
  });
});
