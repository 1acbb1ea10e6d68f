/** Builds series of which a whole family has many. */
import { DAY, MINUTE } from "../calendar.ts";
import type { Setting } from "../setting.ts";
import { noiseOf, wandering } from "./noise.ts";
import { one, type Sample, type Series } from "./series.ts";
import { loadAt } from "./traffic.ts";

type Identity = Pick<Series, "region" | "namespace" | "metric" | "dimensions" | "unit"> &
  Partial<Pick<Series, "every" | "from" | "to">>;

/** Longer than CloudWatch keeps anything. */
const EVER = 500 * DAY;

export const seriesFrom = (setting: Setting, identity: Identity, at: Series["at"]): Series => ({
  every: 1,
  from: setting.anchor - EVER,
  to: Number.POSITIVE_INFINITY,
  ...identity,
  at,
});

/** One value in each sample. */
export const gauge = (setting: Setting, identity: Identity, value: (minute: number) => number | undefined): Series =>
  seriesFrom(setting, identity, (minute): Sample | undefined => {
    const measured = value(minute);
    return measured === undefined ? undefined : one(measured);
  });

export interface Habit {
  /** At night, and what is added at load 1. */
  base: number;
  perLoad: number;
  /** Share by which it wanders within hours, and jumps from minute to minute. */
  wander?: number;
  jitter?: number;
  max?: number;
}

/** A value that follows the shop's load. `key` makes its noise its own. */
export function habitual(setting: Setting, key: readonly string[], habit: Habit): (minute: number) => number {
  const slow = wandering(noiseOf(setting.seed, setting.account.id, ...key, "slow"), 90);
  const fast = noiseOf(setting.seed, setting.account.id, ...key, "fast");
  const { base, perLoad, wander = 0.2, jitter = 0.12, max = Number.POSITIVE_INFINITY } = habit;
  return (minute) => {
    const index = minute / MINUTE;
    const level = base + perLoad * loadAt(minute);
    const noisy = level * (1 + wander * (slow(index) - 0.5)) * (1 + jitter * (fast(index) - 0.5));
    return Math.min(max, Math.max(0, noisy));
  };
}
