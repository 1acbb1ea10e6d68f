import { median } from "./series.ts";

/** Days needed on either side of a rise to call it lasting. */
const LEAST_BEFORE = 3;
const LEAST_AFTER = 3;
/** The higher level is at least this much above the lower, and days keep to their level. */
const LEAST_RATIO = 1.15;

/**
 * The first step of a level that lasts to the end: every later step lies above the middle between the levels before
 * and after, every earlier one below it, but for one, or one in five. Undefined where there is no such step.
 */
export function lastingRise(values: readonly number[]): { step: number; increase: number } | undefined {
  let best: { step: number; increase: number } | undefined;
  for (let step = LEAST_BEFORE; step <= values.length - LEAST_AFTER; step++) {
    const [before, after] = [values.slice(0, step), values.slice(step)];
    const [low, high] = [median(before), median(after)];
    const middle = (low + high) / 2;
    const strays = before.filter((value) => value >= middle).length;
    if (low <= 0 || high < low * LEAST_RATIO || strays > Math.max(1, before.length / 5) || before.at(-1)! >= middle)
      continue;
    if (after.every((value) => value > middle) && (!best || high - low > best.increase))
      best = { step, increase: high - low };
  }
  return best;
}
