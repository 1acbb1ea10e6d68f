import type { Clock } from "./clock.ts";
import type { SettingsStore } from "./settings.ts";

/** How often an app may call a method, as Slack's tiers name it: calls in a minute, and where the count is kept. */
export interface Rate {
  perMinute: number;
  /** Counted for each channel by itself. */
  perChannel?: boolean;
  /** How many at once; by default twice a minute's worth, since Slack says "20+" and lets bursts pass. */
  burst?: number;
}

/** https://docs.slack.dev/apis/web-api/rate-limits */
export const tier2: Rate = { perMinute: 20 };
export const tier3: Rate = { perMinute: 50 };
export const tier4: Rate = { perMinute: 100 };
/** One message a second in each channel, with short bursts let through. */
export const posting: Rate = { perMinute: 60, perChannel: true, burst: 30 };
/** "Hundreds a minute". */
export const special: Rate = { perMinute: 600 };

export interface Rates {
  /** Counts a call; the whole seconds to wait when it is one too many, else 0. */
  take(appId: string, method: string, channel: string, rate: Rate): number;
}

/** Token buckets that fill with the workspace's clock. */
export function createRates(clock: Clock, settings: SettingsStore): Rates {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(appId, method, channel, rate) {
      if (!settings.get().rate_limits) return 0;
      const most = rate.burst ?? rate.perMinute * 2;
      const perMs = rate.perMinute / 60_000;
      const key = `${appId}:${method}:${rate.perChannel ? channel : ""}`;
      const now = clock.now();
      const known = buckets.get(key) ?? { left: most, at: now };
      const left = Math.min(most, known.left + Math.max(now - known.at, 0) * perMs);
      const isIn = left >= 1;
      buckets.set(key, { left: isIn ? left - 1 : left, at: now });
      return isIn ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1000));
    },
  };
}
