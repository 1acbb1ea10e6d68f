import type * as CW from "@aws-sdk/client-cloudwatch";
import type { Call } from "../call.ts";
import { AwsError } from "../wire/errors.ts";
import type { Comparison, MetricAlarm, MissingData } from "../world/alarms.ts";
import { parseMath } from "../world/metrics/math/parse.ts";
import { readQueries } from "./metrics-query.ts";

const comparisons: Comparison[] = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
];
const missing: MissingData[] = ["missing", "notBreaching", "breaching", "ignore"];

/**
 * The alarm that a call asks for. Alarms with bands, anomaly detection or Metrics Insights are not served.
 * @throws AwsError ValidationError
 */
export function definitionFrom(input: CW.PutMetricAlarmInput, call: Call): MetricAlarm {
  const invalid = (message: string) => new AwsError("ValidationError", message);
  const comparison = comparisons.find((c) => c === input.ComparisonOperator);
  if (!comparison) throw invalid(`The comparison operator ${input.ComparisonOperator} is not supported.`);
  const treat = missing.find((m) => m === (input.TreatMissingData ?? "missing"));
  if (!treat) throw invalid(`Parameter TreatMissingData must be one of ${missing.join(", ")}`);
  if (input.Threshold === undefined) throw invalid("Threshold must be given.");
  const evaluationPeriods = input.EvaluationPeriods ?? 0;
  const datapointsToAlarm = input.DatapointsToAlarm ?? evaluationPeriods;
  if (evaluationPeriods < 1 || datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods)
    throw invalid("EvaluationPeriods must be at least 1, and DatapointsToAlarm between 1 and EvaluationPeriods.");
  if (Boolean(input.MetricName) === Boolean(input.Metrics?.length))
    throw invalid("Exactly one of MetricName and Metrics must be given.");
  const Stat = input.ExtendedStatistic ?? input.Statistic;
  const queries = readQueries(
    input.Metrics?.length
      ? input.Metrics
      : [
          {
            Id: "m1",
            MetricStat: {
              Metric: { Namespace: input.Namespace, MetricName: input.MetricName, Dimensions: input.Dimensions ?? [] },
              Period: input.Period,
              Stat,
              ...(input.Unit ? { Unit: input.Unit } : {}),
            },
          },
        ],
    call,
  );
  if (queries.filter((q) => q.returnData).length !== 1) throw invalid("Exactly one query must return data.");
  for (const query of queries) if (query.of.kind === "math") parseMath(query.of.text);
  const periods = queries.flatMap((q) => (q.of.kind === "metric" ? [q.of.period] : []));
  const period = Math.max(60, ...periods);
  const tags = Object.fromEntries((input.Tags ?? []).map((tag) => [tag.Key ?? "", tag.Value ?? ""]));
  const name = input.AlarmName ?? "";
  return {
    kind: "metric",
    name,
    arn: `arn:aws:cloudwatch:${call.region}:${call.account.id}:alarm:${name}`,
    region: call.region,
    description: input.AlarmDescription ?? "",
    actions: {
      alarm: input.AlarmActions ?? [],
      ok: input.OKActions ?? [],
      insufficient: input.InsufficientDataActions ?? [],
    },
    actionsEnabled: input.ActionsEnabled ?? true,
    configuredAt: call.now,
    tags,
    queries,
    period,
    comparison,
    threshold: input.Threshold,
    evaluationPeriods,
    datapointsToAlarm,
    missingData: treat,
  };
}
