/**
 * In which state an alarm was when: its own metric evaluated by its own rules, period after period, from a month
 * before the anchor (as far back as CloudWatch keeps history) or from when it was made.
 */
import { type Alarm, type AlarmState, alarmsOf, type CompositeAlarm, type MetricAlarm } from "./alarms.ts";
import { DAY, MINUTE } from "./calendar.ts";
import { readRule } from "./composite-rule.ts";
import { metricsOf } from "./metrics/catalog.ts";
import type { Line } from "./metrics/math/value.ts";
import { runQueries } from "./metrics/query.ts";
import { randomOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface StateChange {
  time: number;
  from: AlarmState;
  to: AlarmState;
  /** The datapoints that decided, oldest first; none for a composite alarm. */
  datapoints: { time: number; value: number | undefined }[];
}

export const HISTORY_DAYS = 30;
/** A new alarm has its first verdict after so long. */
const FIRST_VERDICT = 3 * MINUTE;
/** A composite alarm follows its parts within a second. */
const COMPOSITE_LAG = 700;

interface Progress {
  state: AlarmState;
  changes: StateChange[];
  /** Periods that end before this are evaluated. */
  until: number;
}

/** Changes up to `now`, oldest first, the first from INSUFFICIENT_DATA when the alarm was made. */
export function changesOf(setting: Setting, alarm: Alarm, now: number): StateChange[] {
  if (alarm.kind === "metric") return metricChanges(setting, alarm, now);
  const { alarms: parts } = readRule(alarm.rule);
  const known = alarmsOf(setting).filter((other) => parts.includes(other.name));
  return compositeChanges(
    alarm,
    known.map((part) => ({ alarm: part, changes: changesOf(setting, part, now) })),
  );
}

/** All that decides: alarms of other accounts of the same world may be made under the same name at the same time. */
function keyOf(alarm: MetricAlarm): string {
  const { name, region, configuredAt, queries, period, comparison, threshold } = alarm;
  const { evaluationPeriods, datapointsToAlarm, missingData } = alarm;
  const rule = { queries, period, comparison, threshold, evaluationPeriods, datapointsToAlarm, missingData };
  return JSON.stringify([name, region, configuredAt, rule]);
}

const progressOf = perSetting(() => new Map<string, Progress>());

export function metricChanges(setting: Setting, alarm: MetricAlarm, now: number): StateChange[] {
  const known = progressOf(setting);
  const key = keyOf(alarm);
  const step = alarm.period * 1000;
  const start = Math.ceil(Math.max(alarm.configuredAt, setting.anchor - (HISTORY_DAYS + 1) * DAY) / step) * step;
  const progress = known.get(key) ?? { state: "INSUFFICIENT_DATA", changes: [], until: start };
  known.set(key, progress);
  const end = Math.floor(now / step) * step;
  if (end > progress.until) evaluate(setting, alarm, progress, end);
  return progress.changes.filter((change) => change.time <= now);
}

/** A verdict is given some seconds after the period's end, the same for an alarm each time. */
export const lagOf = (setting: Setting, alarm: Alarm) =>
  randomOf(setting.seed, setting.account.id, "alarm-lag", alarm.name).int(4, 52) * 1000;

function evaluate(setting: Setting, alarm: MetricAlarm, progress: Progress, end: number): void {
  const step = alarm.period * 1000;
  const { all, find } = metricsOf(setting);
  const from = progress.until - alarm.evaluationPeriods * step;
  const [result] = runQueries(alarm.queries, {
    from,
    to: end,
    now: end,
    keepsAll: true,
    find: (name) => find(alarm.region, name),
    all: () => all.filter((series) => series.region === alarm.region),
  });
  const values = onGrid(result?.lines[0], from, end, step);
  const lag = lagOf(setting, alarm);
  for (let last = alarm.evaluationPeriods; last < values.length; last += 1) {
    const window = { values, from: last - alarm.evaluationPeriods + 1, to: last + 1 };
    const to = verdict(alarm, window, progress.state);
    if (to === progress.state) continue;
    const first = progress.changes.length === 0 && alarm.configuredAt < progress.until;
    const time = first ? alarm.configuredAt + FIRST_VERDICT + lag : from + (last + 1) * step + lag;
    const datapoints = Array.from(values.subarray(window.from, window.to), (value, index) => ({
      time: from + (window.from + index) * step,
      value: Number.isNaN(value) ? undefined : value,
    }));
    progress.changes.push({ time, from: progress.state, to, datapoints });
    progress.state = to;
  }
  progress.until = end;
}

/** A place for each period of the span; NaN where nothing was measured. */
function onGrid(line: Line | undefined, from: number, end: number, step: number): Float64Array {
  const values = new Float64Array(Math.round((end - from) / step)).fill(Number.NaN);
  if (line)
    for (let i = 0; i < line.times.length; i += 1) values[((line.times[i] ?? 0) - from) / step] = line.values[i] ?? 0;
  return values;
}

function verdict(
  alarm: MetricAlarm,
  window: { values: Float64Array; from: number; to: number },
  state: AlarmState,
): AlarmState {
  let [breaching, present] = [0, 0];
  for (let index = window.from; index < window.to; index += 1) {
    const value = window.values[index] ?? Number.NaN;
    const isMissing = Number.isNaN(value);
    if (isMissing && alarm.missingData !== "breaching") continue;
    present += 1;
    if (isMissing || breaches(alarm, value)) breaching += 1;
  }
  if (breaching >= alarm.datapointsToAlarm) return "ALARM";
  if (present > 0 || alarm.missingData === "notBreaching") return "OK";
  return alarm.missingData === "ignore" ? state : "INSUFFICIENT_DATA";
}

export function breaches({ comparison, threshold }: MetricAlarm, value: number): boolean {
  switch (comparison) {
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "GreaterThanThreshold":
      return value > threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
  }
}

/** What follows for a composite alarm from the changes of its parts. */
export function compositeChanges(
  alarm: CompositeAlarm,
  parts: readonly { alarm: Alarm; changes: readonly StateChange[] }[],
): StateChange[] {
  const rule = readRule(alarm.rule);
  const moves = parts
    .flatMap((part) => part.changes.map((change) => ({ part: part.alarm.name, ...change })))
    .sort((a, b) => a.time - b.time);
  const states = new Map<string, AlarmState>(parts.map((part) => [part.alarm.name, "INSUFFICIENT_DATA"]));
  const born = Math.max(alarm.configuredAt, ...parts.map((part) => part.alarm.configuredAt)) + FIRST_VERDICT + MINUTE;
  const changes: StateChange[] = [];
  let state: AlarmState = "INSUFFICIENT_DATA";
  const judge = (time: number) => {
    const to = rule.holds((name) => states.get(name)) ? "ALARM" : "OK";
    if (to !== state) changes.push({ time, from: state, to, datapoints: [] });
    state = to;
  };
  for (const move of moves.filter(({ time }) => time < born)) states.set(move.part, move.to);
  judge(born);
  for (const move of moves.filter(({ time }) => time >= born)) {
    states.set(move.part, move.to);
    judge(move.time + COMPOSITE_LAG);
  }
  return changes;
}
