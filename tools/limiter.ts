import { setTimeout as delay } from "node:timers/promises";

/** Waits for a turn to call an API. One bucket per account, region and API, shared by all calls of this process. */
export interface Limiter {
  /** Resolves in the order asked; rejects when `signal` aborts. */
  take(bucket: { account: string; region: string; action: string }, signal: AbortSignal): Promise<void>;
}

/** Calls per second and how many may go at once. AWS publishes few of these; see the limits in aws documentation per API. */
const rates: Record<string, { perSecond: number; burst: number }> = {
  "cloudtrail:LookupEvents": { perSecond: 1.9, burst: 2 },
  "guardduty:ListFindings": { perSecond: 5, burst: 5 },
  "guardduty:GetFindings": { perSecond: 5, burst: 5 },
  "ce:GetCostAndUsage": { perSecond: 5, burst: 5 },
  "logs:StartQuery": { perSecond: 4, burst: 4 },
  "logs:GetQueryResults": { perSecond: 5, burst: 5 },
  "logs:DescribeLogGroups": { perSecond: 8, burst: 8 },
};
const otherwise = { perSecond: 15, burst: 20 };

interface Bucket {
  tokens: number;
  filledAt: number;
  queue: Promise<void>;
}

/** Measured in real time whatever the configured clock says: AWS counts in real time. */
export function createLimiter(now: () => number = () => performance.now(), wait = waitMs): Limiter {
  const buckets = new Map<string, Bucket>();

  const takeToken = async (bucket: Bucket, action: string, signal: AbortSignal) => {
    const { perSecond, burst } = rates[action] ?? otherwise;
    signal.throwIfAborted();
    const refill = () => {
      bucket.tokens = Math.min(burst, bucket.tokens + ((now() - bucket.filledAt) / 1_000) * perSecond);
      bucket.filledAt = now();
    };
    refill();
    while (bucket.tokens < 1) {
      await wait(Math.ceil(((1 - bucket.tokens) / perSecond) * 1_000), signal);
      refill();
    }
    bucket.tokens -= 1;
  };

  return {
    take({ account, region, action }, signal) {
      const key = `${account}/${region}/${action}`;
      let bucket = buckets.get(key);
      if (!bucket) {
        bucket = { tokens: (rates[action] ?? otherwise).burst, filledAt: now(), queue: Promise.resolve() };
        buckets.set(key, bucket);
      }
      const own = bucket;
      const turn = own.queue.then(() => takeToken(own, action, signal));
      own.queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal });
}
