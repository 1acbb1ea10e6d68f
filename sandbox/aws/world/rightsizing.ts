/**
 * Hosts with too little to do: over the last 14 whole days their CPU was below 5 % on average. The rule: the next
 * smaller type of the family where there is one, and termination where even the busiest minute stayed below 1 %.
 */
import { DAY, utcMidnight } from "./calendar.ts";
import { priceOf, smallerType } from "./instance-prices.ts";
import { type Instance, instancesAt } from "./instances.ts";
import { metricsOf } from "./metrics/catalog.ts";
import { statisticOf } from "./metrics/statistic.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface RightsizingCandidate {
  host: Instance;
  /** Percent, over the look-back. */
  averageCpu: number;
  maxCpu: number;
  /** Undefined: terminate. */
  target?: string;
  /** USD a month of 730 hours, on demand. */
  monthlyCost: number;
  monthlySaving: number;
}

export const LOOK_BACK_DAYS = 14;
const IDLE_AVERAGE = 5;
const UNUSED_MAX = 1;
const HOURS_A_MONTH = 730;

const madeByDay = perSetting(() => new Map<number, RightsizingCandidate[]>());

/** As of the last whole UTC day; the largest saving first. */
export function rightsizingAt(setting: Setting, now: number): RightsizingCandidate[] {
  const today = utcMidnight(now);
  const made = madeByDay(setting);
  const known = made.get(today) ?? find(setting, today);
  made.set(today, known);
  return known;
}

function find(setting: Setting, today: number): RightsizingCandidate[] {
  const from = today - LOOK_BACK_DAYS * DAY;
  return instancesAt(setting, today)
    .filter((host) => host.running && host.launchedAt <= from)
    .flatMap((host) => candidateOf(setting, host, from, today) ?? [])
    .sort((a, b) => b.monthlySaving - a.monthlySaving);
}

function candidateOf(setting: Setting, host: Instance, from: number, to: number): RightsizingCandidate | undefined {
  const name = { namespace: "AWS/EC2", metric: "CPUUtilization", dimensions: { InstanceId: host.id } };
  const series = metricsOf(setting).find(host.region, name);
  const averageCpu = series && statisticOf(series, { kind: "Average" }, from, to);
  const maxCpu = series && statisticOf(series, { kind: "Maximum" }, from, to);
  if (averageCpu === undefined || maxCpu === undefined || averageCpu >= IDLE_AVERAGE) return undefined;
  const monthlyCost = priceOf(host.type, host.region).hourly * HOURS_A_MONTH;
  const common = { host, averageCpu, maxCpu, monthlyCost };
  if (maxCpu < UNUSED_MAX) return { ...common, monthlySaving: monthlyCost };
  const target = smallerType(host.type);
  if (!target) return undefined;
  return { ...common, target, monthlySaving: monthlyCost - priceOf(target, host.region).hourly * HOURS_A_MONTH };
}
