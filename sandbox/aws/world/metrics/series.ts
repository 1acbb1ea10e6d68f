/** Metrics as functions of the minute: what is asked for is computed, nothing is stored. */

/** What was measured in one minute. */
export interface Sample {
  /** How many values. */
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Where the values lie, as the sigma of a log-normal distribution of that mean; without it all are the mean. */
  sigma?: number;
}

export interface Series {
  region: string;
  namespace: string;
  metric: string;
  /** In the order in which CloudWatch lists them. */
  dimensions: Readonly<Record<string, string>>;
  unit: Unit;
  /** Minutes from one sample to the next. */
  every: number;
  /** The first and (exclusive) last moment that has data; epoch milliseconds. */
  from: number;
  to: number;
  /** @param minute epoch milliseconds of a whole minute. */
  at(minute: number): Sample | undefined;
}

export type Unit =
  | "Percent"
  | "Count"
  | "Bytes"
  | "Seconds"
  | "Milliseconds"
  | "Bytes/Second"
  | "Count/Second"
  | "None";

/** One value. */
export const one = (value: number): Sample => ({ count: 1, sum: value, min: value, max: value });

/** A count of events, each reported as 1. */
export const events = (count: number): Sample | undefined =>
  count > 0 ? { count, sum: count, min: 1, max: 1 } : undefined;

/** Durations of `count` calls around a median, with a long tail. */
export function durations(count: number, median: number, sigma: number): Sample | undefined {
  if (count <= 0) return undefined;
  const mean = median * Math.exp(sigma ** 2 / 2);
  const reach = Math.sqrt(2 * Math.log(count + 1));
  return {
    count,
    sum: mean * count,
    min: Math.min(mean, median * Math.exp(-sigma * reach)),
    max: Math.max(mean, median * Math.exp(sigma * reach)),
    sigma: count > 1 ? sigma : 0,
  };
}
