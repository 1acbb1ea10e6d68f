/** Calls of Lambda functions minute by minute: their metrics and their log lines are counted from here. */
import { MINUTE } from "../calendar.ts";
import type { LambdaFunction } from "../functions.ts";
import { perSetting } from "../setting.ts";
import { type Noise, noiseOf, wandering, wholeOf } from "./noise.ts";
import { loadAt } from "./traffic.ts";

interface Calls {
  invocations: number;
  errors: number;
  throttles: number;
}

interface CallNoise {
  calls: Noise;
  level: Noise;
  errors: Noise;
  last: { minute: number; calls: Calls };
}

/** Mean of `loadAt` over a week, so that a day has about `callsADay` calls. */
const MEAN_LOAD = 0.95;
/** One in so many minutes the reserved concurrency is hit. */
const THROTTLED = 1 / 700;

export const callsOf = perSetting(({ seed, account }) => {
  const noises = new Map<string, CallNoise>();
  const noiseOfFunction = (name: string) => {
    const key = [seed, account.id, "calls", name] as const;
    const noise: CallNoise = noises.get(name) ?? {
      calls: noiseOf(...key),
      level: wandering(noiseOf(...key, "level"), 30),
      errors: noiseOf(...key, "errors"),
      last: { minute: Number.NaN, calls: { invocations: 0, errors: 0, throttles: 0 } },
    };
    noises.set(name, noise);
    return noise;
  };
  return (f: LambdaFunction, minute: number): Calls => {
    const noise = noiseOfFunction(f.name);
    // Readers ask for the same minute many times in a row.
    if (noise.last.minute === minute) return noise.last.calls;
    const index = minute / MINUTE;
    const mean = ((f.callsADay / 1440) * loadAt(minute) * (0.8 + 0.4 * noise.level(index))) / MEAN_LOAD;
    const invocations = wholeOf(mean * (0.7 + 0.6 * noise.calls(index)), noise.calls(index + 1_000_003));
    const errors = Math.min(invocations, wholeOf(invocations * f.errorShare, noise.errors(index)));
    const throttled = f.reservedConcurrency !== undefined && noise.errors(index + 1_000_003) < THROTTLED;
    noise.last = { minute, calls: { invocations, errors, throttles: throttled ? 1 + (index % 5) : 0 } };
    return noise.last.calls;
  };
});
