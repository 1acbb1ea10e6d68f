/** Alarms in the shape of the API. */
import type * as CW from "@aws-sdk/client-cloudwatch";
import type { CompositeAlarm, MetricAlarm } from "../world/alarms.ts";
import type { MetricQuery } from "../world/metrics/query.ts";
import type { AlarmNow } from "./alarms-state.ts";
import { reasonDataOf, reasonOf } from "./alarms-words.ts";

const second = (time: number) => new Date(Math.floor(time));

function common({ alarm, state, since, changes, configured }: AlarmNow) {
  const last = changes.at(-1);
  const data = reasonDataOf(alarm, last);
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...(alarm.description ? { AlarmDescription: alarm.description } : {}),
    AlarmConfigurationUpdatedTimestamp: second(configured.at(-1)?.time ?? alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.actions.ok,
    AlarmActions: alarm.actions.alarm,
    InsufficientDataActions: alarm.actions.insufficient,
    StateValue: state,
    StateReason: reasonOf(alarm, last),
    ...(data ? { StateReasonData: data } : {}),
    StateUpdatedTimestamp: second(since),
    StateTransitionedTimestamp: second(since),
  };
}

export function toMetricAlarm(now: AlarmNow & { alarm: MetricAlarm }): CW.MetricAlarm {
  const { alarm } = now;
  return {
    ...common(now),
    ...watched(alarm),
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.missingData,
  };
}

function watched(alarm: MetricAlarm): Partial<CW.MetricAlarm> {
  const [only] = alarm.queries;
  if (alarm.queries.length > 1 || only?.of.kind !== "metric") return { Metrics: alarm.queries.map(toQuery) };
  const { metric, statistic, period, unit } = only.of;
  return {
    Namespace: metric.namespace,
    MetricName: metric.metric,
    Dimensions: toDimensions(metric.dimensions),
    ...(statistic.startsWith("p") ? { ExtendedStatistic: statistic } : { Statistic: statistic as CW.Statistic }),
    Period: period,
    ...(unit ? { Unit: unit as CW.StandardUnit } : {}),
  };
}

export const toDimensions = (dimensions: Readonly<Record<string, string>>): CW.Dimension[] =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

function toQuery(query: MetricQuery): CW.MetricDataQuery {
  const named = { Id: query.id, ReturnData: query.returnData, ...(query.label ? { Label: query.label } : {}) };
  if (query.of.kind === "math") return { ...named, Expression: query.of.text };
  const { metric, statistic, period } = query.of;
  const Metric = {
    Namespace: metric.namespace,
    MetricName: metric.metric,
    Dimensions: toDimensions(metric.dimensions),
  };
  return { ...named, MetricStat: { Metric, Period: period, Stat: statistic } };
}

export const toCompositeAlarm = (now: AlarmNow & { alarm: CompositeAlarm }): CW.CompositeAlarm => ({
  ...common(now),
  AlarmRule: now.alarm.rule,
});
