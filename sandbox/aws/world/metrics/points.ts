/** The points of a metric in a window, by CloudWatch's rules of period, rounding and retention. */
import { DAY, HOUR, MINUTE } from "../calendar.ts";
import type { Series } from "./series.ts";
import { type Statistic, statisticOf } from "./statistic.ts";

/** Oldest first. */
export interface Points {
  times: number[];
  values: number[];
}

export interface Window {
  from: number;
  to: number;
  /** Data is there up to the last whole minute before. */
  now: number;
  /** Without retention, as an alarm saw it when it was new. */
  keepsAll?: boolean;
}

/** How long data of a period is kept. [CloudWatch user guide, "Metrics retention"] */
const kept = [
  { period: 3600, for: 455 * DAY },
  { period: 300, for: 63 * DAY },
  { period: 60, for: 15 * DAY },
];

/** A start further back is rounded to the granularity that is left there. */
export function roundedStart(from: number, now: number): number {
  const age = now - from;
  const step = age > 63 * DAY ? HOUR : age > 15 * DAY ? 5 * MINUTE : MINUTE;
  return Math.floor(from / step) * step;
}

/** Points begin at `window.from` and go on in steps of the period, as CloudWatch counts them. */
export function pointsOf(series: Series, statistic: Statistic, period: number, window: Window): Points {
  const { from, to, now, keepsAll } = window;
  const points: Points = { times: [], values: [] };
  const available = Math.floor(now / MINUTE) * MINUTE;
  const longest = keepsAll ? Number.POSITIVE_INFINITY : (kept.find((k) => period % k.period === 0)?.for ?? 0);
  for (let time = from; time < Math.min(to, available); time += period * 1000) {
    if (now - time > longest) continue;
    const value = statisticOf(series, statistic, time, Math.min(time + period * 1000, available));
    if (value === undefined) continue;
    points.times.push(time);
    points.values.push(value);
  }
  return points;
}
