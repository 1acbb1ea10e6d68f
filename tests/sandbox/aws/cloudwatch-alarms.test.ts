import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { changesOf } from "../../../sandbox/aws/world/alarm-timeline.ts";
import { alarmsOf, type MetricAlarm } from "../../../sandbox/aws/world/alarms.ts";
import { DAY, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { instancesAt } from "../../../sandbox/aws/world/instances.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const setting = settingOf("haneul-3", prod, seoulMidnight(NOW));
const { names } = setting;
const alarm = (name: string) => alarmsOf(setting).find((one) => one.name === name) as MetricAlarm;
const orderAlarm = alarm(`${names.order}-5xx`);

let folder: string;
let account: Account;
let cw: CloudWatchClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cloudwatch-"));
  account = await startAccount([
    "--seed",
    "haneul-3",
    "--now",
    new Date(NOW).toISOString(),
    "--clock-file",
    clockFile(),
  ]);
  // The account throttles as AWS does.
  cw = new CloudWatchClient({ ...account.as("admin"), maxAttempts: 5 });
});
afterAll(async () => {
  await account.stop();
  rmSync(folder, { recursive: true, force: true });
});

const clockFile = () => join(folder, "clock.json");
async function moveClock(to: number): Promise<void> {
  writeFileSync(clockFile(), JSON.stringify({ now: new Date(to).toISOString(), set_at: Date.now() }));
  // The clock looks at its file every 100 ms.
  await new Promise((done) => setTimeout(done, 150));
}

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
describe("CloudWatch alarms", () => {
  const both = ["MetricAlarm" as const, "CompositeAlarm" as const];
  const describeAlarms = (input: object) => cw.send(new DescribeAlarmsCommand(input));

  it("are in the states that follow from their metrics, since the time they came to them", async () => {
    const { MetricAlarms = [], CompositeAlarms = [] } = await describeAlarms({ AlarmTypes: both, MaxRecords: 100 });
    expect([MetricAlarms.length, CompositeAlarms.length]).toEqual([17, 1]);
    for (const shown of [...MetricAlarms, ...CompositeAlarms]) {
      const own = alarmsOf(setting).find((one) => one.name === shown.AlarmName) as MetricAlarm;
      const last = changesOf(setting, own, NOW).at(-1);
      expect([shown.AlarmName, shown.StateValue, shown.StateUpdatedTimestamp?.getTime()]).toEqual([
        own.name,
        last?.to ?? "INSUFFICIENT_DATA",
        last?.time ?? own.configuredAt,
      ]);
    }
    const storage = MetricAlarms.find((one) => one.AlarmName === `${names.usersDb}-free-storage`);
    expect(storage?.StateReason).toMatch(
      /^Threshold Crossed: 3 out of the last 3 datapoints \[\d+\.0 \(\d\d\/11\/26 \d\d:\d\d:00\), .*\] were less than the threshold \(\d+\.0\) \(minimum 3 datapoints for OK -> ALARM transition\)\.$/,
    );
    expect(JSON.parse(storage?.StateReasonData ?? "")).toMatchObject({ statistic: "Minimum", period: 300 });
  });

  it("are selected by names, prefix, state and kind, in pages", async () => {
    const found = async (input: object) => {
      const { MetricAlarms = [], CompositeAlarms = [] } = await describeAlarms(input);
      return [...MetricAlarms, ...CompositeAlarms].map((one) => one.AlarmName);
    };
    expect(await found({ StateValue: "ALARM" })).toEqual(
      ["connect-vip-queue", `${names.usersDb}-free-storage`, `${names.web}-unhealthy-hosts`].sort(),
    );
    expect(await found({ AlarmNamePrefix: `${names.order}-`, AlarmTypes: both })).toEqual([
      `${names.order}-5xx`,
      `${names.order}-latency-p99`,
      `${names.order}-outage`,
    ]);
    // Composite alarms only where they are asked for.
    expect(await found({ AlarmNames: [`${names.order}-outage`] })).toEqual([]);
    expect(await found({ ChildrenOfAlarmName: `${names.order}-outage` })).toEqual(
      [`${names.order}-5xx`, `${names.web}-5xx-rate`].sort(),
    );
    const first = await describeAlarms({ MaxRecords: 10 });
    const second = await describeAlarms({ MaxRecords: 10, NextToken: first.NextToken });
    expect([first.MetricAlarms?.length, second.MetricAlarms?.length, second.NextToken]).toEqual([10, 7, undefined]);
    expect((await failure(describeAlarms({ NextToken: "nonsense" }))).name).toBe("InvalidNextToken");
    expect((await failure(describeAlarms({ AlarmNames: ["a"], AlarmNamePrefix: "b" }))).message).toContain("exclusive");
    const cw2 = new CloudWatchClient(account.as("admin", "us-east-1"));
    expect((await cw2.send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
  });

  it("are found by their metric", async () => {
    const { MetricAlarms = [] } = await cw.send(
      new DescribeAlarmsForMetricCommand({ ...orderMetric("HTTPCode_Target_5XX_Count") }),
    );
    expect(MetricAlarms.map((one) => one.AlarmName)).toEqual([orderAlarm.name]);
    const other = new DescribeAlarmsForMetricCommand({ ...orderMetric("HTTPCode_Target_5XX_Count"), Period: 300 });
    expect((await cw.send(other)).MetricAlarms).toEqual([]);
  });

  it("have the incident in their history: the states, and whom they told", async () => {
    const { AlarmHistoryItems = [] } = await cw.send(new DescribeAlarmHistoryCommand({ AlarmName: orderAlarm.name }));
    const topic = "arn:aws:sns:ap-northeast-2:417205938164:ops-alerts";
    expect(AlarmHistoryItems.map((item) => [item.HistoryItemType, item.HistorySummary])).toEqual([
      ["Action", `Successfully executed action ${topic}`],
      ["StateUpdate", "Alarm updated from ALARM to OK"],
      ["Action", `Successfully executed action ${topic}`],
      ["StateUpdate", "Alarm updated from OK to ALARM"],
    ]);
    const [rings] = changesOf(setting, orderAlarm, NOW).filter((c) => c.to === "ALARM");
    const update = AlarmHistoryItems[3];
    expect(update?.Timestamp?.getTime()).toBe(rings?.time);
    expect(JSON.parse(update?.HistoryData ?? "")).toMatchObject({
      version: "1.0",
      oldState: { stateValue: "OK" },
      newState: { stateValue: "ALARM", stateReasonData: { threshold: 3, period: 60 } },
    });
    const paged = await cw.send(
      new DescribeAlarmHistoryCommand({ AlarmName: orderAlarm.name, ScanBy: "TimestampAscending", MaxRecords: 3 }),
    );
    expect(paged.AlarmHistoryItems?.[0]?.HistorySummary).toBe("Alarm updated from OK to ALARM");
    expect(paged.NextToken).toBeDefined();
    const states = new DescribeAlarmHistoryCommand({
      HistoryItemType: "StateUpdate",
      StartDate: new Date(NOW - DAY),
      MaxRecords: 100,
    });
    const recent = (await cw.send(states)).AlarmHistoryItems ?? [];
    expect(new Set(recent.map((item) => item.AlarmName))).toContain(`${names.batch}-1-cpu`);
  });

  it("can be set by hand: the state holds until the next verdict, is told to the queue, and stands in the history", async () => {
    const name = `${names.ordersDb}-cpu`;
    await cw.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: "ALARM", StateReason: "a drill" }));
    const { MetricAlarms = [] } = await describeAlarms({ AlarmNames: [name] });
    expect(MetricAlarms[0]).toMatchObject({ StateValue: "ALARM", StateReason: "a drill" });
    const { AlarmHistoryItems = [] } = await cw.send(
      new DescribeAlarmHistoryCommand({ AlarmName: name, MaxRecords: 2 }),
    );
    expect(AlarmHistoryItems.at(-1)?.HistorySummary).toBe("Alarm updated from OK to ALARM");

    const sqs = new SQSClient({ ...account.as("admin"), useQueueUrlAsEndpoint: false });
    const QueueUrl = `${account.url}/417205938164/aws-alerts`;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    const notices = Messages.map((m) => JSON.parse((JSON.parse(m.Body ?? "") as { Message: string }).Message));
    expect(notices).toMatchObject([
      {
        AlarmName: name,
        NewStateValue: "ALARM",
        OldStateValue: "OK",
        NewStateReason: "a drill",
        Trigger: { MetricName: "CPUUtilization", Namespace: "AWS/RDS", Threshold: 85 },
      },
    ]);
    for (const m of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: m.ReceiptHandle }));

    await moveClock(NOW + 6 * MINUTE);
    const after = (await describeAlarms({ AlarmNames: [name] })).MetricAlarms?.[0];
    expect(after).toMatchObject({ StateValue: "OK" });
    expect(after?.StateReason).toMatch(/^Threshold Crossed: /);
    const later = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }));
    expect(later.Messages?.map((m) => JSON.parse(JSON.parse(m.Body ?? "").Message).NewStateValue)).toEqual(["OK"]);

    const wrong = (input: object) =>
      failure(cw.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: "OK", StateReason: "x", ...input })));
    expect((await wrong({ AlarmName: "none" })).name).toBe("ResourceNotFound");
    expect((await wrong({ StateReasonData: "{" })).name).toBe("InvalidFormatFault");
  });

  it("keep their actions off and on", async () => {
    const enabled = async () =>
      (await describeAlarms({ AlarmNames: [orderAlarm.name] })).MetricAlarms?.[0]?.ActionsEnabled;
    expect(await enabled()).toBe(true);
    await cw.send(new DisableAlarmActionsCommand({ AlarmNames: [orderAlarm.name] }));
    expect(await enabled()).toBe(false);
    await cw.send(new EnableAlarmActionsCommand({ AlarmNames: [orderAlarm.name] }));
    expect(await enabled()).toBe(true);
  });

  it("can be made and deleted, and a new one is judged by its metric", async () => {
    const input = {
      AlarmName: "drill-cpu",
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Dimensions: [{ Name: "InstanceId", Value: host("web") }],
      Statistic: "Average" as const,
      Period: 300,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold" as const,
    };
    await cw.send(new PutMetricAlarmCommand(input));
    const [made] = (await describeAlarms({ AlarmNames: ["drill-cpu"] })).MetricAlarms ?? [];
    expect(made).toMatchObject({ StateValue: "INSUFFICIENT_DATA", Threshold: 1, TreatMissingData: "missing" });
    await moveClock(NOW + 30 * MINUTE);
    const [judged] = (await describeAlarms({ AlarmNames: ["drill-cpu"] })).MetricAlarms ?? [];
    expect(judged).toMatchObject({ StateValue: "ALARM" });
    const odd = { ...input, ComparisonOperator: "LessThanLowerThreshold" as const };
    expect((await failure(cw.send(new PutMetricAlarmCommand(odd)))).message).toContain("not supported");
    await cw.send(new DeleteAlarmsCommand({ AlarmNames: ["drill-cpu"] }));
    expect((await describeAlarms({ AlarmNames: ["drill-cpu"] })).MetricAlarms).toEqual([]);
    const watched = failure(cw.send(new DeleteAlarmsCommand({ AlarmNames: [orderAlarm.name] })));
    expect((await watched).message).toContain(`${names.order}-outage depends on`);
  });
});
