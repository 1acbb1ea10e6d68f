/** Token buckets of the operations whose limit a caller must live with, per region; real time. */
import { Refusal } from "./wire/errors.ts";

const perSecond: Record<string, number> = { "cloudtrail:LookupEvents": 2 };

export interface Throttle {
  /** @throws Refusal throttled. */
  take(action: string, region: string, realNow: number): void;
}

export function createThrottle(): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(action, region, realNow) {
      const rate = perSecond[action];
      if (rate === undefined) return;
      const key = `${action} ${region}`;
      const bucket = buckets.get(key) ?? { tokens: rate, at: realNow };
      bucket.tokens = Math.min(rate, bucket.tokens + ((realNow - bucket.at) / 1000) * rate);
      bucket.at = realNow;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) throw new Refusal("throttled", "Rate exceeded");
      bucket.tokens -= 1;
    },
  };
}
