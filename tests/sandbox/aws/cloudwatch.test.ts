import {
  CloudWatchClient,
  GetDashboardCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { EC2Client, StopInstancesCommand } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { alarmsOf, type MetricAlarm } from "../../../sandbox/aws/world/alarms.ts";
import { DAY, HOUR, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { instancesAt } from "../../../sandbox/aws/world/instances.ts";
import { metricsOf } from "../../../sandbox/aws/world/metrics/catalog.ts";
import { statisticOf } from "../../../sandbox/aws/world/metrics/statistic.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-3", prod, seoulMidnight(NOW));
const { names, story } = setting;
const alarm = (name: string) => alarmsOf(setting).find((one) => one.name === name) as MetricAlarm;
const orderAlarm = alarm(`${names.order}-5xx`);

let account: Account;
let cw: CloudWatchClient;
beforeAll(async () => {
  account = await startAccount(["--seed", "haneul-3", "--now", new Date(NOW).toISOString()]);
  // The account throttles as AWS does.
  cw = new CloudWatchClient({ ...account.as("admin"), maxAttempts: 5 });
});
afterAll(() => account.stop());

const cpuOf = (id: string, period = 300): MetricDataQuery => ({
  Id: "cpu",
  MetricStat: {
    Metric: { Namespace: "AWS/EC2", MetricName: "CPUUtilization", Dimensions: [{ Name: "InstanceId", Value: id }] },
    Period: period,
    Stat: "Average",
  },
});
const host = (role: string) => instancesAt(setting, NOW).find((one) => one.role === role)?.id ?? "";
const orderMetric = (metric: string) => {
  const { of } = orderAlarm.queries[0] as MetricAlarm["queries"][number];
  const dimensions = of.kind === "metric" ? of.metric.dimensions : {};
  return {
    Namespace: "AWS/ApplicationELB",
    MetricName: metric,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
};
const data = (input: Partial<GetMetricDataCommandInput>) =>
  cw.send(
    new GetMetricDataCommand({
      StartTime: new Date(NOW - HOUR),
      EndTime: new Date(NOW),
      MetricDataQueries: [cpuOf(host("order"))],
      ...input,
    }),
  );

describe("CloudWatch metrics", () => {
  it("give the share of 5xx over the incident by metric math", async () => {
    const query = (Id: string, metric: string): MetricDataQuery => ({
      Id,
      MetricStat: { Metric: orderMetric(metric), Period: 60, Stat: "Sum" },
      ReturnData: false,
    });
    const { MetricDataResults = [] } = await data({
      StartTime: new Date(story.errorsFrom - 10 * MINUTE),
      EndTime: new Date(story.errorsTo + 10 * MINUTE),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [
        query("failed", "HTTPCode_Target_5XX_Count"),
        query("requests", "RequestCount"),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudWatch's own syntax
        { Id: "share", Expression: "100 * FILL(failed, 0) / requests", Label: "5xx ${MAX}" },
      ],
    });
    const [share, ...more] = MetricDataResults;
    expect(more).toEqual([]);
    expect(share).toMatchObject({ Id: "share", StatusCode: "Complete" });
    const { find } = metricsOf(setting);
    const sum = (metric: string, time: number) => {
      const { Namespace: namespace, Dimensions } = orderMetric(metric);
      const dimensions = Object.fromEntries(Dimensions.map((d) => [d.Name, d.Value]));
      const series = find("ap-northeast-2", { namespace, metric, dimensions });
      return (series && statisticOf(series, { kind: "Sum" }, time, time + MINUTE)) ?? 0;
    };
    const expected = (share?.Timestamps ?? []).map((time) => {
      const at = time.getTime();
      return (100 * sum("HTTPCode_Target_5XX_Count", at)) / sum("RequestCount", at);
    });
    expect(share?.Values).toEqual(expected);
    expect(share?.Values?.length).toBe((story.errorsTo - story.errorsFrom) / MINUTE + 20);
    expect(share?.Label).toBe(`5xx ${Number(Math.max(...expected).toPrecision(4))}`);
  });

  it("come newest first, in pages that say what goes on", async () => {
    const { MetricDataResults: [whole] = [] } = await data({});
    expect(whole?.Timestamps?.[0]?.getTime()).toBe(NOW - 5 * MINUTE);
    const first = await data({ MaxDatapoints: 8 });
    expect(first.MetricDataResults?.[0]).toMatchObject({ StatusCode: "PartialData" });
    const second = await data({ MaxDatapoints: 8, NextToken: first.NextToken });
    expect(second.MetricDataResults?.[0]).toMatchObject({ StatusCode: "Complete" });
    expect(second.NextToken).toBeUndefined();
    const values = [first, second].flatMap((page) => page.MetricDataResults?.[0]?.Values ?? []);
    expect(values).toEqual(whole?.Values);
    const other = failure(data({ MaxDatapoints: 8, NextToken: first.NextToken, StartTime: new Date(NOW - 2 * HOUR) }));
    expect((await other).name).toBe("InvalidNextToken");
  });

  it("refuse what cannot be answered", async () => {
    const problem = async (queries: MetricDataQuery[]) => (await failure(data({ MetricDataQueries: queries }))).message;
    const cpu = cpuOf(host("order"));
    expect(await problem([{ Id: "e", Expression: "m9 * 2" }])).toBe("Error in expression 'e': Undefined variable 'm9'");
    expect(await problem([{ Id: "e", Expression: "ANOMALY_DETECTION_BAND(cpu)" }, cpu])).toContain(
      "The function ANOMALY_DETECTION_BAND does not exist",
    );
    expect(await problem([{ ...cpu, Id: "Cpu" }])).toContain("is not matching the expected pattern");
    expect(await problem([cpu, cpu])).toContain("not unique");
    expect(await problem([{ Id: "both", Expression: "1", MetricStat: cpu.MetricStat }])).toContain(
      "mutually exclusive",
    );
    expect(await problem([{ ...cpu, MetricStat: { ...cpu.MetricStat, Stat: "tm99" } as never }])).toContain("tm99");
    expect(await problem([cpuOf(host("order"), 90)])).toContain("multiple of 60");
    expect((await failure(data({ StartTime: new Date(NOW), EndTime: new Date(NOW) }))).message).toContain("less than");
  });

  it("give statistics of one metric, no more than 1,440 points, and none later than now", async () => {
    const input = {
      Namespace: "AWS/RDS",
      MetricName: "CPUUtilization",
      Dimensions: [{ Name: "DBInstanceIdentifier", Value: `${names.ordersDb}-1` }],
      StartTime: new Date(NOW - DAY),
      EndTime: new Date(NOW + DAY),
      Period: 300,
      Statistics: ["Average" as const, "Maximum" as const],
      ExtendedStatistics: ["p90"],
    };
    const { Datapoints = [], Label } = await cw.send(new GetMetricStatisticsCommand(input));
    const series = metricsOf(setting).find("ap-northeast-2", {
      namespace: "AWS/RDS",
      metric: "CPUUtilization",
      dimensions: { DBInstanceIdentifier: `${names.ordersDb}-1` },
    });
    expect([Label, Datapoints.length]).toEqual(["CPUUtilization", 288]);
    for (const point of Datapoints) {
      const time = point.Timestamp?.getTime() ?? 0;
      const of = (kind: "Average" | "Maximum") => series && statisticOf(series, { kind }, time, time + 5 * MINUTE);
      expect([point.Average, point.Maximum, point.Unit]).toEqual([of("Average"), of("Maximum"), "Percent"]);
      expect(point.ExtendedStatistics?.p90).toBeLessThanOrEqual(point.Maximum ?? 0);
    }
    const many = await failure(cw.send(new GetMetricStatisticsCommand({ ...input, Period: 60 })));
    expect(many).toMatchObject({ name: "InvalidParameterCombinationException", status: 400 });
    expect(many.message).toContain("exceeds the limit of 1,440");
    const none = await failure(
      cw.send(new GetMetricStatisticsCommand({ ...input, Statistics: [], ExtendedStatistics: [] })),
    );
    expect(none.name).toBe("MissingRequiredParameterException");
  });

  it("are listed by namespace, name and dimensions, in pages, and by what was active of late", async () => {
    const list = async (input: object) => (await cw.send(new ListMetricsCommand(input))).Metrics ?? [];
    const errors = await list({ Namespace: "AWS/Lambda", MetricName: "Errors" });
    expect(errors.map((m) => m.Dimensions?.[0]?.Name)).toEqual(Array(12).fill("FunctionName"));
    const one = await list({ Dimensions: [{ Name: "FunctionName", Value: names.imageResize }] });
    expect(one.map((m) => m.MetricName).sort()).toEqual(
      ["ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"].sort(),
    );
    const cpu = { Namespace: "AWS/EC2", MetricName: "CPUUtilization" };
    // Sixteen run here; the two that were stopped months ago are no longer listed, the other two are elsewhere.
    expect(await list(cpu)).toHaveLength(16);
    const first = await cw.send(new ListMetricsCommand({}));
    const rest = await cw.send(new ListMetricsCommand({ NextToken: first.NextToken }));
    const seoul = metricsOf(setting).all.filter((s) => s.region === "ap-northeast-2" && s.to > NOW - 14 * DAY);
    expect([first.Metrics?.length, rest.Metrics?.length, rest.NextToken]).toEqual([500, seoul.length - 500, undefined]);
    const token = failure(cw.send(new ListMetricsCommand({ NextToken: "AAAA" })));
    expect((await token).name).toBe("InvalidNextToken");
    expect((await failure(list({ RecentlyActive: "PT1H" }))).name).toBe("InvalidParameterValueException");
  });

  it("of a host end when a call stops it", async () => {
    const id = host("cart");
    const ec2 = new EC2Client(account.as("admin"));
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    const read = async (EndTime: Date) =>
      (await data({ EndTime, MetricDataQueries: [cpuOf(id)] })).MetricDataResults?.[0]?.Values?.length;
    expect(await read(new Date(NOW))).toBe(12);
    expect(await read(new Date(NOW + HOUR))).toBeLessThanOrEqual(13);
  });
});

describe("CloudWatch dashboards", () => {
  it("are two, and show metrics, alarms and log groups that exist", async () => {
    const { DashboardEntries = [] } = await cw.send(new ListDashboardsCommand({}));
    expect(DashboardEntries.map((one) => one.DashboardName)).toEqual(["ops-morning", `${names.order}-overview`]);
    const shown: string[] = [];
    for (const { DashboardName } of DashboardEntries) {
      const { DashboardBody = "" } = await cw.send(new GetDashboardCommand({ DashboardName }));
      shown.push(DashboardBody);
      const { widgets } = JSON.parse(DashboardBody) as {
        widgets: { type: string; properties: { alarms?: string[] } }[];
      };
      expect(new Set(widgets.map((w) => w.type))).toContain("metric");
      const arns = alarmsOf(setting).map((one) => one.arn);
      for (const arn of widgets.flatMap((w) => w.properties.alarms ?? [])) expect(arns).toContain(arn);
    }
    expect(shown.join("")).toContain(`SOURCE '/haneul/${names.order}'`);
    const none = await failure(cw.send(new GetDashboardCommand({ DashboardName: "none" })));
    expect(none).toMatchObject({ message: "Dashboard none does not exist", status: 404 });
  });
});
