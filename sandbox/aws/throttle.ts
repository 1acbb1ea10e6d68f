/** Token buckets per account, region and operation, in real time. */
import { globMatches } from "./iam/glob.ts";
import { type Limit, limits } from "./throttle-limits.ts";
import { Refusal } from "./wire/errors.ts";

export interface Throttle {
  /** @throws Refusal throttled. */
  take(action: string, account: string, region: string, realNow: number): void;
}

export function createThrottle(): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(action, account, region, realNow) {
      const limit = limitOf(action);
      if (!limit) return;
      const key = [account, region, limit.shared ? limit.actions[0] : action].join(" ");
      const bucket = buckets.get(key) ?? { tokens: limit.burst, at: realNow };
      bucket.tokens = Math.min(limit.burst, bucket.tokens + ((realNow - bucket.at) / 1000) * limit.perSecond);
      bucket.at = realNow;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) throw new Refusal("throttled", "Rate exceeded");
      bucket.tokens -= 1;
    },
  };
}

const known = new Map<string, Limit | undefined>();

export function limitOf(action: string): Limit | undefined {
  if (!known.has(action))
    known.set(
      action,
      limits.find((limit) => limit.actions.some((pattern) => globMatches(pattern, action))),
    );
  return known.get(action);
}
