/** AWS/SQS. */

import { MINUTE } from "../calendar.ts";
import { messagingOf, type Queue } from "../queues.ts";
import type { Setting } from "../setting.ts";
import { gauge, habitual, seriesFrom } from "./gauge.ts";
import { noiseOf, wholeOf } from "./noise.ts";
import { one, type Series, type Unit } from "./series.ts";
import { loadAt } from "./traffic.ts";

/** Messages a minute at load 1; queues outside this list are as good as empty. */
const rates: Record<string, number> = { "order-events": 12 };
const OTHER_RATE = 0.4;

export const queueSeries = (setting: Setting): Series[] =>
  messagingOf(setting).queues.flatMap((queue) => ofQueue(setting, queue));

function ofQueue(setting: Setting, queue: Queue): Series[] {
  const noise = noiseOf(setting.seed, setting.account.id, "sqs", queue.name);
  const still = queue.name.endsWith("-dlq") || queue.name === "aws-alerts";
  const rate = still ? 0 : (rates[queue.name] ?? OTHER_RATE);
  const sent = (minute: number) => wholeOf(rate * loadAt(minute) * (0.7 + 0.6 * noise(minute / MINUTE)), noise(minute));
  const wait = habitual(setting, ["sqs", queue.name, "age"], { base: rate ? 2 : 0, perLoad: rate ? 3 : 0 });
  const identity = {
    region: queue.region,
    namespace: "AWS/SQS",
    dimensions: { QueueName: queue.name },
    from: queue.createdAt,
  } as const;
  const flow = (metric: string, shift: number) =>
    seriesFrom(setting, { ...identity, metric, unit: "Count" }, (minute) => {
      const count = sent(minute - shift * MINUTE);
      return { count: Math.max(1, count), sum: count, min: count ? 1 : 0, max: count ? 1 : 0 };
    });
  const level = (metric: string, unit: Unit, value: (minute: number) => number) =>
    gauge(setting, { ...identity, metric, unit }, value);
  return [
    flow("NumberOfMessagesSent", 0),
    flow("NumberOfMessagesReceived", 0),
    flow("NumberOfMessagesDeleted", 0),
    level("ApproximateNumberOfMessagesVisible", "Count", (minute) => (sent(minute) > rate * 1.3 ? 1 : 0)),
    level("ApproximateNumberOfMessagesNotVisible", "Count", (minute) => Math.min(3, sent(minute))),
    level("ApproximateAgeOfOldestMessage", "Seconds", (minute) => Math.round(wait(minute))),
    seriesFrom(setting, { ...identity, metric: "SentMessageSize", unit: "Bytes" }, (minute) =>
      sent(minute) ? one(1_180 + Math.round(200 * noise(minute / MINUTE))) : undefined,
    ),
  ];
}
