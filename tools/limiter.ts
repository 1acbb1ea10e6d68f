import { setTimeout as delay } from "node:timers/promises";

/** Who waits: a person's question, or work that nobody waits for. */
export type Urgency = "foreground" | "background";

/** Waits for a turn to call an API. One bucket per account, region and API, shared by all calls of this process. */
export interface Limiter {
  /**
   * Resolves in the order asked; rejects when `signal` aborts. Background takes a turn only while nobody else waits and
   * the bucket holds more than a question needs, so that a question that comes next finds its turn at once or soon.
   */
  take(
    bucket: { account: string; region: string; action: string },
    signal: AbortSignal,
    urgency?: Urgency,
  ): Promise<void>;
}

interface Rate {
  perSecond: number;
  burst: number;
}

/** Calls per second and how many may go at once. AWS publishes few of these; see the limits in aws documentation per API. */
const rates: Record<string, Rate> = {
  // AWS allows two a second; what is left out makes up for requests that arrive closer together than they were sent.
  "cloudtrail:LookupEvents": { perSecond: 1.6, burst: 1.5 },
  "guardduty:ListFindings": { perSecond: 5, burst: 5 },
  "guardduty:GetFindings": { perSecond: 5, burst: 5 },
  "ce:GetCostAndUsage": { perSecond: 5, burst: 5 },
  "logs:StartQuery": { perSecond: 4, burst: 4 },
  "logs:GetQueryResults": { perSecond: 5, burst: 5 },
  "logs:DescribeLogGroups": { perSecond: 8, burst: 8 },
  "connect:GetCurrentMetricData": { perSecond: 4, burst: 6 },
  "connect:GetMetricDataV2": { perSecond: 4, burst: 6 },
  "connect:ListInstances": { perSecond: 1.8, burst: 4 },
  "connect:SearchHoursOfOperations": { perSecond: 1.8, burst: 4 },
  "connect:SearchQueues": { perSecond: 1.8, burst: 4 },
};
const otherwise: Rate = { perSecond: 15, burst: 20 };

interface Bucket {
  rate: Rate;
  tokens: number;
  filledAt: number;
  waiting: Record<Urgency, (() => void)[]>;
  /** Ends the wait of the background when a question comes; null while nobody is served. */
  interrupt: AbortController | null;
}

/** Measured in real time whatever the configured clock says: AWS counts in real time. */
export function createLimiter(now: () => number = () => performance.now(), wait = waitMs): Limiter {
  const buckets = new Map<string, Bucket>();

  const serve = async (bucket: Bucket) => {
    const { rate, waiting } = bucket;
    for (;;) {
      const urgency = waiting.foreground.length > 0 ? "foreground" : "background";
      const first = waiting[urgency][0];
      if (!first) break;
      bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now() - bucket.filledAt) / 1_000) * rate.perSecond);
      bucket.filledAt = now();
      const needed = urgency === "foreground" ? 1 : Math.min(2, rate.burst);
      if (bucket.tokens >= needed) {
        bucket.tokens -= 1;
        waiting[urgency].shift();
        first();
        // Whoever was let through may ask again before the next in line is chosen.
        await Promise.resolve();
        continue;
      }
      bucket.interrupt = new AbortController();
      const ms = Math.ceil(((needed - bucket.tokens) / rate.perSecond) * 1_000);
      await wait(ms, bucket.interrupt.signal).catch(() => undefined);
    }
    bucket.interrupt = null;
  };

  const bucketOf = (key: string, action: string) => {
    const rate = rates[action] ?? otherwise;
    const bucket = buckets.get(key) ?? {
      rate,
      tokens: rate.burst,
      filledAt: now(),
      waiting: { foreground: [], background: [] },
      interrupt: null,
    };
    buckets.set(key, bucket);
    return bucket;
  };

  return {
    async take({ account, region, action }, signal, urgency = "foreground") {
      signal.throwIfAborted();
      const bucket = bucketOf(`${account}/${region}/${action}`, action);
      const line = bucket.waiting[urgency];
      await new Promise<void>((admitted, rejected) => {
        const leave = () => {
          const place = line.indexOf(enter);
          if (place >= 0) line.splice(place, 1);
          rejected(signal.reason as Error);
        };
        const enter = () => {
          signal.removeEventListener("abort", leave);
          admitted();
        };
        signal.addEventListener("abort", leave, { once: true });
        line.push(enter);
        if (bucket.interrupt === null) {
          bucket.interrupt = new AbortController();
          void serve(bucket);
        } else if (urgency === "foreground") bucket.interrupt.abort();
      });
    },
  };
}

async function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal });
}
