/** SQS queues and SNS topics: alarms reach `aws-alerts` by way of the topic `ops-alerts`. */
import { prod } from "./account.ts";
import { DAY, HOUR } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { randomOf, uuidOf } from "./random.ts";
import { drawn } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface Queue {
  name: string;
  arn: string;
  region: string;
  createdAt: number;
  /** Seconds. */
  visibility: number;
  retention: number;
  /** Where a message goes after `maxReceives` receptions without a deletion. */
  deadLetter?: { arn: string; maxReceives: number };
  /** ARNs of the topics that may send to it. */
  senders: string[];
  tags: Tags;
}

export interface Subscription {
  arn: string;
  protocol: "sqs" | "lambda" | "email" | "https";
  endpoint: string;
}

export interface Topic {
  name: string;
  arn: string;
  region: string;
  displayName: string;
  subscriptions: Subscription[];
  tags: Tags;
}

export interface Messaging {
  queues: Queue[];
  topics: Topic[];
}

const REGION = "ap-northeast-2";
/** The topic that alarms notify, and the queue behind it. */
const ALERT_TOPIC = "ops-alerts";
const ALERT_QUEUE = "aws-alerts";

export const alertTopicArn = ({ account }: Setting): string => `arn:aws:sns:${REGION}:${account.id}:${ALERT_TOPIC}`;

export const messagingOf = perSetting((setting: Setting): Messaging => {
  const { account, seed, cast, anchor, names } = setting;
  const isProd = account.id === prod.id;
  const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${account.id}:${name}`;
  const topicArn = (name: string) => `arn:aws:sns:${REGION}:${account.id}:${name}`;
  const queue = (name: string, team: string, owner: Part | "", more: Partial<Queue> = {}): Queue => ({
    name,
    arn: queueArn(name),
    region: REGION,
    createdAt: anchor - randomOf(seed, "queue-age", name).int(200, 600) * DAY + 3 * HOUR,
    visibility: 30,
    retention: 4 * 86_400,
    senders: [],
    tags: isProd ? tagsOf(cast, team, owner) : { env: "dev", team },
    ...more,
  });
  /** A queue and the one its failures go to. */
  const pair = (name: string, team: string, owner: Part | "", maxReceives: number, more: Partial<Queue> = {}) => [
    queue(name, team, owner, { ...more, deadLetter: { arn: queueArn(`${name}-dlq`), maxReceives } }),
    // Dead letters were added later, and nobody tagged an owner.
    queue(`${name}-dlq`, team, "", { retention: 14 * 86_400 }),
  ];
  const topic = (name: string, displayName: string, tags: Tags, targets: Omit<Subscription, "arn">[]): Topic => ({
    name,
    arn: topicArn(name),
    region: REGION,
    displayName,
    subscriptions: targets.map((target) => ({
      ...target,
      arn: `${topicArn(name)}:${uuidOf(randomOf(seed, account.id, "subscription", name, target.endpoint))}`,
    })),
    tags,
  });
  if (!isProd)
    return {
      queues: [queue("order-events", "order", "")],
      topics: [],
    };
  const images = drawn(seed, "image-queue", ["image-jobs", "picture-jobs", "thumbnail-jobs"]);
  const settlement = drawn(seed, "settlement-queue", ["settlement-requests", "payout-requests", "refund-requests"]);
  const status = drawn(seed, "status-topic", ["order-status", "order-updates", "delivery-status"]);
  return {
    queues: [
      ...pair(ALERT_QUEUE, "platform", "sre", 5, { visibility: 60, senders: [topicArn(ALERT_TOPIC)] }),
      ...pair("order-events", "order", "backend", 5, { senders: [topicArn(status)] }),
      queue(images, "web", "abroad", { visibility: 120 }),
      queue(settlement, "payment", "backend", { visibility: 900 }),
    ],
    topics: [
      topic(ALERT_TOPIC, "Haneul Ops", tagsOf(cast, "platform", "sre"), [
        { protocol: "sqs", endpoint: queueArn(ALERT_QUEUE) },
      ]),
      topic(status, "", tagsOf(cast, "order", "backend"), [
        { protocol: "sqs", endpoint: queueArn("order-events") },
        { protocol: "lambda", endpoint: `arn:aws:lambda:${REGION}:${account.id}:function:${names.orderNotify}` },
      ]),
      topic("billing-alerts", "Billing", tagsOf(cast, "", "sre"), [
        { protocol: "email", endpoint: `${cast.sre.name}@haneul.example` },
      ]),
    ],
  };
});
