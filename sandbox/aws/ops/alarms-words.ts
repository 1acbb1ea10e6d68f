/** How CloudWatch words what happened to an alarm. */
import { breaches } from "../world/alarm-timeline.ts";
import type { Alarm, Comparison, MetricAlarm } from "../world/alarms.ts";
import type { Change } from "./alarms-state.ts";

const words: Record<Comparison, string> = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

/** At least one decimal, as CloudWatch writes numbers. */
const numberText = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `19/11/26 21:55:00`, in UTC. */
function shortTime(time: number): string {
  const [year = "", month = "", rest = ""] = new Date(time).toISOString().split("-");
  return `${rest.slice(0, 2)}/${month}/${year.slice(2)} ${rest.slice(3, 11)}`;
}

/** `2026-11-19T21:56:10.000+0000`. */
const isoTime = (time: number): string => new Date(time).toISOString().replace("Z", "+0000");

export function reasonOf(alarm: Alarm, change: Change | undefined): string {
  if (!change)
    return alarm.kind === "metric" ? insufficient(alarm.evaluationPeriods) : "Unchecked: Initial alarm creation";
  if (change.set) return change.set.reason;
  if (alarm.kind === "composite")
    return `${alarm.arn} transitioned to ${change.to} at ${new Date(change.time).toUTCString()}: ${alarm.rule}`;
  const known = change.datapoints.filter((d) => d.value !== undefined);
  if (change.to === "INSUFFICIENT_DATA") return insufficient(alarm.evaluationPeriods);
  const inAlarm = change.to === "ALARM";
  const relevant = known.filter((d) => breaches(alarm, d.value as number) === inAlarm);
  if (relevant.length === 0)
    return `Threshold Crossed: no datapoints were received for ${plural(alarm.evaluationPeriods, "period")} and ${plural(alarm.evaluationPeriods, "missing datapoint")} were treated as [${alarm.missingData === "breaching" ? "Breaching" : "NonBreaching"}].`;
  const list = relevant
    .toReversed()
    .map((d) => `${numberText(d.value as number)} (${shortTime(d.time)})`)
    .join(", ");
  const verb = relevant.length === 1 ? "was" : "were";
  const one = relevant.length === 1 ? "datapoint" : "datapoints";
  return (
    `Threshold Crossed: ${relevant.length} out of the last ${change.datapoints.length} ${one} [${list}] ` +
    `${verb}${inAlarm ? "" : " not"} ${words[alarm.comparison]} the threshold (${numberText(alarm.threshold)}) ` +
    `(minimum ${plural(alarm.datapointsToAlarm, "datapoint")} for ${inAlarm ? "OK -> ALARM" : "ALARM -> OK"} transition).`
  );
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
const insufficient = (count: number) =>
  `Insufficient Data: ${plural(count, "datapoint")} ${count === 1 ? "was" : "were"} unknown.`;

/** The JSON text that machines read; none for a composite alarm or where nothing was ever measured. */
export function reasonDataOf(alarm: Alarm, change: Change | undefined): string | undefined {
  if (change?.set) return change.set.data;
  if (alarm.kind === "composite" || !change) return undefined;
  const known = change.datapoints.filter((d) => d.value !== undefined);
  return JSON.stringify({
    version: "1.0",
    queryDate: isoTime(change.time),
    ...(known[0] ? { startDate: isoTime(known[0].time) } : {}),
    ...statisticIn(alarm),
    period: alarm.period,
    recentDatapoints: known.map((d) => d.value),
    threshold: alarm.threshold,
    evaluatedDatapoints: known.toReversed().map((d) => ({ timestamp: isoTime(d.time), value: d.value })),
  });
}

/** Of an alarm on one metric. */
function statisticIn(alarm: MetricAlarm): { statistic?: string } {
  const [only] = alarm.queries;
  return alarm.queries.length === 1 && only?.of.kind === "metric" ? { statistic: only.of.statistic } : {};
}
