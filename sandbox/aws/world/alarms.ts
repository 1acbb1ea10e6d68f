/**
 * The eighteen alarms: their definitions. What state they were in when follows from these and the metrics alone
 * (`alarm-timeline.ts`): at the anchor three are in ALARM, and two have never had data.
 */
import { dev } from "./account.ts";
import { type AlarmRow, devRows, prodRows } from "./alarm-rows.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import type { MetricQuery } from "./metrics/query.ts";
import { alertTopicArn } from "./queues.ts";
import { randomOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";
export type Comparison =
  | "GreaterThanOrEqualToThreshold"
  | "GreaterThanThreshold"
  | "LessThanThreshold"
  | "LessThanOrEqualToThreshold";
export type MissingData = "missing" | "notBreaching" | "breaching" | "ignore";

interface AlarmBase {
  name: string;
  arn: string;
  region: string;
  description: string;
  /** ARNs notified on the way into ALARM, OK and INSUFFICIENT_DATA. */
  actions: { alarm: string[]; ok: string[]; insufficient: string[] };
  actionsEnabled: boolean;
  configuredAt: number;
  tags: Tags;
}

export interface MetricAlarm extends AlarmBase {
  kind: "metric";
  /** One that returns data; several where it is a metric math alarm. */
  queries: MetricQuery[];
  /** Seconds. */
  period: number;
  comparison: Comparison;
  threshold: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  missingData: MissingData;
}

export interface CompositeAlarm extends AlarmBase {
  kind: "composite";
  rule: string;
}

export type Alarm = MetricAlarm | CompositeAlarm;

const REGION = "ap-northeast-2";
export const alarmsOf = perSetting((setting): Alarm[] => {
  const rows = setting.account === dev ? devRows(setting) : prodRows(setting);
  const metric = rows.map((row) => metricAlarm(setting, row));
  return setting.account === dev ? metric : [...metric, outageAlarm(setting)];
});

const tagsBeside = (isDev: boolean, isPlatform: boolean): Tags =>
  isDev ? { env: "dev" } : isPlatform ? {} : { opsthread: "managed" };

const arnOf = ({ account }: Setting, name: string) => `arn:aws:cloudwatch:${REGION}:${account.id}:alarm:${name}`;

function baseOf(
  setting: Setting,
  row: Pick<AlarmRow, "name" | "description" | "team" | "owner" | "ageDays">,
): AlarmBase {
  const { seed, cast, account, anchor } = setting;
  const random = randomOf(seed, account.id, "alarm", row.name);
  const topic = [alertTopicArn(setting)];
  return {
    name: row.name,
    arn: arnOf(setting, row.name),
    region: REGION,
    description: row.description,
    actions: { alarm: topic, ok: topic, insufficient: [] },
    actionsEnabled: true,
    configuredAt: anchor - row.ageDays * DAY + random.int(10, 17) * HOUR + random.int(0, 59) * MINUTE,
    // The platform team keeps its own to itself.
    tags: tagsOf(cast, row.team, row.owner, tagsBeside(account === dev, row.team === "platform")),
  };
}

function metricAlarm(setting: Setting, row: AlarmRow): MetricAlarm {
  const query = (id: string, { statistic, ...metric }: AlarmRow["metric"], returnData: boolean): MetricQuery => ({
    id,
    returnData,
    of: { kind: "metric", metric, statistic, period: row.period },
  });
  const share: MetricQuery = { id: "share", returnData: true, of: { kind: "math", text: "100 * part / whole" } };
  const queries = row.per
    ? [share, query("part", row.metric, false), query("whole", row.per, false)]
    : [query("m1", row.metric, true)];
  const base = baseOf(setting, row);
  const [comparison, threshold] = row.test;
  const [datapointsToAlarm, evaluationPeriods] = row.datapoints;
  return {
    ...base,
    kind: "metric",
    actions: row.quiet ? { ...base.actions, ok: [] } : base.actions,
    actionsEnabled: !row.silenced,
    queries,
    period: row.period,
    comparison,
    threshold,
    evaluationPeriods,
    datapointsToAlarm,
    missingData: row.missing ?? "missing",
  };
}

/** Rings once where its two parts would ring twice. */
function outageAlarm(setting: Setting): CompositeAlarm {
  const { names } = setting;
  return {
    ...baseOf(setting, {
      name: `${names.order}-outage`,
      description: "Orders fail, and customers see it",
      team: "order",
      owner: "sre",
      ageDays: 366,
    }),
    kind: "composite",
    rule: `ALARM("${names.order}-5xx") AND ALARM("${names.web}-5xx-rate")`,
  };
}
