/** Sends a message to all who have subscribed to a topic; the queues among them get it at once. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Call } from "../../call.ts";
import type { Queue } from "../../world/queues.ts";
import { queueByArn } from "../sqs/find.ts";
import { limitsOf } from "../sqs/limits.ts";
import { addMessage, type KeptAttribute } from "../sqs/messages.ts";
import { type Subscribed, subscriptionsOf } from "./find.ts";

/** What is needed of a call; whatever publishes (an alarm, too) has it. */
export type Publisher = Pick<Call, "state" | "world" | "now">;

export interface Notice {
  /** ARN of the topic. */
  topic: string;
  message: string;
  /** Texts of their own for some protocols, by protocol. */
  messages?: Record<string, string>;
  subject?: string;
  attributes?: Record<string, KeptAttribute>;
}

/** @returns the message's id. */
export function publish(call: Publisher, notice: Notice): string {
  const id = randomUUID();
  for (const subscription of subscriptionsOf(call)) {
    if (subscription.topic !== notice.topic || subscription.protocol !== "sqs" || subscription.pending) continue;
    const queue = queueByArn(call, subscription.endpoint);
    if (!queue || !maySend(call, queue, notice.topic)) continue;
    const message = notice.messages?.sqs ?? notice.messages?.default ?? notice.message;
    const { attributes = {} } = notice;
    const sent = subscription.raw
      ? { body: message, attributes }
      : { body: envelope(call, { ...notice, message }, subscription, id) };
    addMessage(call, queue, { ...sent, sender: "AIDAIT2UOQQY3AUEKVGXU" });
  }
  return id;
}

/** Only where the queue's policy lets this topic in; otherwise SNS drops the message without a word. */
function maySend(call: Publisher, queue: Queue, topic: string): boolean {
  const { policy } = limitsOf(call, queue);
  return policy.includes(`"${topic}"`);
}

/** As SNS writes it, down to the blanks around the colons. */
function envelope(call: Publisher, notice: Notice, subscription: Subscribed, id: string): string {
  const region = notice.topic.split(":")[3] ?? "";
  const attributes = Object.entries(notice.attributes ?? {}).map(([name, { type, text, bytes }]) => [
    name,
    { Type: type, Value: text ?? bytes ?? "" },
  ]);
  const fields: [string, unknown][] = [
    ["Type", "Notification"],
    ["MessageId", id],
    ["TopicArn", notice.topic],
    ...(notice.subject === undefined ? [] : [["Subject", notice.subject] as [string, unknown]]),
    ["Message", notice.message],
    ["Timestamp", new Date(call.now).toISOString()],
    ["SignatureVersion", "1"],
    ["Signature", randomBytes(256).toString("base64")],
    [
      "SigningCertURL",
      `https://sns.${region}.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem`,
    ],
    ["UnsubscribeURL", `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`],
    ...(attributes.length > 0 ? [["MessageAttributes", Object.fromEntries(attributes)] as [string, unknown]] : []),
  ];
  return `{\n${fields.map(([name, value]) => `  "${name}" : ${JSON.stringify(value)}`).join(",\n")}\n}`;
}
