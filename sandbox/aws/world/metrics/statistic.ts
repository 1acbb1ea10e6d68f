/** Statistics over the samples of a span. */
import { MINUTE } from "../calendar.ts";
import type { Sample, Series } from "./series.ts";

const standard = ["Average", "Sum", "Minimum", "Maximum", "SampleCount"] as const;
type Standard = (typeof standard)[number];

export type Statistic = { kind: Standard } | { kind: "percentile"; percent: number };

/** @returns undefined for what is no statistic served here: the five of every metric, and `p0` to `p100`. */
export function readStatistic(text: string): Statistic | undefined {
  const kind = standard.find((s) => s === text);
  if (kind) return { kind };
  const [, digits] = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(text) ?? [];
  const percent = Number(digits);
  return digits !== undefined && percent <= 100 ? { kind: "percentile", percent } : undefined;
}

/** A sample's distribution as that many values of equal weight. */
const POINTS = 32;

/** The value of a statistic over [from, to), or undefined where nothing was measured. Both ends are whole minutes. */
export function statisticOf(series: Series, statistic: Statistic, from: number, to: number): number | undefined {
  const step = series.every * MINUTE;
  const start = Math.ceil(Math.max(from, series.from) / step) * step;
  const end = Math.min(to, series.to);
  if (statistic.kind === "percentile") return percentileOf(series, statistic.percent, start, end);
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let minute = start; minute < end; minute += step) {
    const sample = series.at(minute);
    if (!sample) continue;
    count += sample.count;
    sum += sample.sum;
    if (sample.min < min) min = sample.min;
    if (sample.max > max) max = sample.max;
  }
  if (count === 0) return undefined;
  switch (statistic.kind) {
    case "Average":
      return sum / count;
    case "Sum":
      return sum;
    case "Minimum":
      return min;
    case "Maximum":
      return max;
    case "SampleCount":
      return count;
  }
}

function percentileOf(series: Series, percent: number, start: number, end: number): number | undefined {
  if (end - start <= series.every * MINUTE) {
    const only = start < end ? series.at(start) : undefined;
    if (!only) return undefined;
    return pointAt(only, Math.min(POINTS - 1, Math.max(0, Math.ceil((percent / 100) * POINTS) - 1)));
  }
  const points: { value: number; weight: number }[] = [];
  let total = 0;
  for (let minute = start; minute < end; minute += series.every * MINUTE) {
    const sample = series.at(minute);
    if (!sample) continue;
    total += sample.count;
    points.push(...pointsOf(sample));
  }
  points.sort((a, b) => a.value - b.value);
  let left = (percent / 100) * total;
  for (const point of points) {
    left -= point.weight;
    if (left <= 1e-9) return point.value;
  }
  return points.at(-1)?.value;
}

/** A sample as values and how many of its own each stands for. */
function pointsOf(sample: Sample): { value: number; weight: number }[] {
  if (!sample.sigma) return [{ value: sample.sum / sample.count, weight: sample.count }];
  return normalQuantiles.map((_, index) => ({ value: pointAt(sample, index), weight: sample.count / POINTS }));
}

/** A quantile of a log-normal distribution of the sample's mean, within its own smallest and largest. */
function pointAt({ count, sum, min, max, sigma }: Sample, index: number): number {
  const mean = sum / count;
  if (!sigma) return mean;
  if (index === 0) return min;
  if (index === POINTS - 1) return max;
  const value = mean * Math.exp(sigma * (normalQuantiles[index] ?? 0) - sigma ** 2 / 2);
  return Math.min(max, Math.max(min, value));
}

const normalQuantiles = Array.from({ length: POINTS }, (_, index) => normalQuantile((index + 0.5) / POINTS));

/** Inverse of the normal distribution (Peter Acklam's rational approximation; its middle part and its tails). */
function normalQuantile(p: number): number {
  const low = 0.02425;
  if (p < low || p > 1 - low) {
    const q = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
    const top =
      ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783;
    const below =
      (((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
    return (p < 0.5 ? 1 : -1) * (top / below);
  }
  const q = p - 0.5;
  const r = q * q;
  const top =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return top / below;
}
