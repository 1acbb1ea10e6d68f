import type { Dimension, MetricAlarm, MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Alarm } from "./describe-alarms.ts";

/** What an alarm watches, on one line: the metric with its dimensions and the condition, or the rule of a composite one. */
export function watchedText(one: Alarm): string {
  if (one.kind === "composite") return one.alarm.AlarmRule ?? "";
  const { alarm } = one;
  return `${metricText(alarm)} ${conditionText(alarm)}`.trim();
}

const signs: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: ">=",
  GreaterThanThreshold: ">",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
  GreaterThanUpperThreshold: "> band",
  LessThanLowerThreshold: "< band",
  LessThanLowerOrGreaterThanUpperThreshold: "outside band",
};

function conditionText(alarm: MetricAlarm): string {
  const sign = signs[alarm.ComparisonOperator ?? ""] ?? alarm.ComparisonOperator ?? "";
  const threshold = alarm.Threshold === undefined ? "" : ` ${alarm.Threshold}`;
  const of = alarm.EvaluationPeriods ?? 1;
  const datapoints = alarm.DatapointsToAlarm ?? of;
  const seconds = alarm.Period ?? alarm.Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 60;
  return `${sign}${threshold} in ${datapoints} of ${of} x ${durationText(seconds)}`;
}

function metricText(alarm: MetricAlarm): string {
  const { Metrics: queries } = alarm;
  if (!queries || queries.length === 0)
    return oneMetric(alarm.Statistic ?? alarm.ExtendedStatistic, alarm.Namespace, alarm.MetricName, alarm.Dimensions);
  const shown = queries.find(({ ReturnData }) => ReturnData !== false) ?? queries[0]!;
  if (!shown.Expression) return queryText(shown);
  const used = queries
    .filter((query) => query !== shown)
    .map((query) => `${query.Id} = ${query.Expression ?? queryText(query)}`);
  return `${shown.Expression}${used.length > 0 ? ` (${used.join("; ")})` : ""}`;
}

function queryText({ MetricStat, Expression }: MetricDataQuery): string {
  if (!MetricStat) return Expression ?? "";
  return oneMetric(
    MetricStat.Stat,
    MetricStat.Metric?.Namespace,
    MetricStat.Metric?.MetricName,
    MetricStat.Metric?.Dimensions,
  );
}

function oneMetric(statistic = "", namespace = "", metric = "", dimensions: readonly Dimension[] = []): string {
  const of = dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(", ");
  return `${statistic} of ${namespace} ${metric}${of ? ` (${of})` : ""}`;
}

function durationText(seconds: number): string {
  if (seconds % 3_600 === 0) return `${seconds / 3_600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
