/** A queue's attributes. */
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Queue } from "../../world/queues.ts";
import { invalid, queueByArn } from "./find.ts";
import { settable, settings } from "./limits.ts";
import { messagesOf } from "./messages.ts";

type Store = Pick<Call, "state" | "world" | "now">;

const ranges: Record<string, [from: number, to: number]> = {
  VisibilityTimeout: [0, 43_200],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  MaximumMessageSize: [1024, 1_048_576],
};
const texts = ["Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled"];

/** @throws AwsError InvalidAttributeName. */
export function attributesOf(call: Store, queue: Queue, names: string[]): Record<string, string> {
  const messages = messagesOf(call, queue);
  const hidden = messages.filter((message) => message.visibleAt > call.now);
  const seconds = (time: number) => String(Math.floor(time / 1000));
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(messages.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(hidden.filter((message) => message.receives > 0).length),
    ApproximateNumberOfMessagesDelayed: String(hidden.filter((message) => message.receives === 0).length),
    CreatedTimestamp: seconds(queue.createdAt),
    LastModifiedTimestamp: seconds(settings(call).get(queue.arn)?.changedAt ?? queue.createdAt),
    ...settable(call, queue),
  };
  const unknown = names.find((name) => name !== "All" && !(name in all) && !texts.includes(name));
  if (unknown) throw new AwsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
  if (names.includes("All")) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** @throws AwsError InvalidAttributeName, InvalidAttributeValue; an empty text takes a policy away. */
export function setAttributes(call: Store, queue: Queue, given: Record<string, string>): void {
  for (const [name, value] of Object.entries(given)) {
    const range = ranges[name];
    if (!range && !texts.includes(name)) throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
    const number = Number(value);
    if (range && !(Number.isInteger(number) && number >= range[0] && number <= range[1]))
      throw new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);
    if (name === "RedrivePolicy" && value) checkRedrive(call, value);
  }
  const kept = settings(call).get(queue.arn)?.attributes;
  settings(call).set(queue.arn, { attributes: { ...kept, ...given }, changedAt: call.now });
}

function checkRedrive(call: Store, text: string): void {
  let redrive: { deadLetterTargetArn?: string; maxReceiveCount?: number | string };
  try {
    redrive = JSON.parse(text);
  } catch {
    throw invalid(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Redrive policy is not a valid JSON map.`,
    );
  }
  const count = Number(redrive.maxReceiveCount);
  if (!(count >= 1 && count <= 1000))
    throw invalid(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount: ${redrive.maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`,
    );
  if (!queueByArn(call, redrive.deadLetterTargetArn ?? ""))
    throw invalid(`Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`);
}
