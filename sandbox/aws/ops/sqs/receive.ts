import { setTimeout as wait } from "node:timers/promises";
import type * as SQS from "@aws-sdk/client-sqs";
import type { Call } from "../../call.ts";
import type { Queue } from "../../world/queues.ts";
import { announceChanges } from "../alarms-announce.ts";
import { findQueue, invalid } from "./find.ts";
import { limitsOf } from "./limits.ts";
import { type KeptAttribute, type Message, md5, md5OfAttributes, takeMessages } from "./messages.ts";
import { receiptHandle } from "./receipts.ts";

/** How often a waiting reception looks, in real milliseconds. */
const LOOK_EVERY = 50;

function checked(name: string, value: number, from: number, to: number): number {
  if (value < from || value > to)
    throw invalid(
      `Value ${value} for parameter ${name} is invalid. Reason: Must be >= ${from} and <= ${to}, if provided.`,
    );
  return value;
}

/**
 * Waits for a message as long as the caller or the queue says (real time), or until the caller has gone: a message
 * is never handed to a connection that is known to be closed.
 */
export async function receive(call: Call, input: SQS.ReceiveMessageRequest): Promise<SQS.ReceiveMessageResult> {
  const queue = findQueue(call, input.QueueUrl);
  const count = input.MaxNumberOfMessages ?? 1;
  if (count < 1 || count > 10)
    throw invalid(
      `Value ${count} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    );
  const limits = limitsOf(call, queue);
  const hidden = checked("VisibilityTimeout", input.VisibilityTimeout ?? limits.visibility, 0, 43_200);
  const patience = 1000 * checked("WaitTimeSeconds", input.WaitTimeSeconds ?? limits.wait, 0, 20);
  announceChanges(call);
  const started = performance.now();
  for (;;) {
    const passed = performance.now() - started;
    const taken = takeMessages({ ...call, now: call.now + passed }, queue, count, hidden);
    if (taken.length > 0) return { Messages: taken.map((message) => toMessage(queue, message, input)) };
    if (passed >= patience) return {};
    const gone = await wait(Math.min(LOOK_EVERY, patience - passed), false, { signal: call.signal }).catch(() => true);
    if (gone) return {};
  }
}

function toMessage(queue: Queue, message: Message, input: SQS.ReceiveMessageRequest): SQS.Message {
  const shown = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => isWanted(name, input.MessageAttributeNames ?? [])),
  );
  const digest = md5OfAttributes(shown);
  const system = systemAttributes(message, [
    ...(input.AttributeNames ?? []),
    ...(input.MessageSystemAttributeNames ?? []),
  ]);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle(queue, message),
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(system).length > 0 ? { Attributes: system } : {}),
    ...(digest
      ? {
          MD5OfMessageAttributes: digest,
          MessageAttributes: Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, toValue(value)])),
        }
      : {}),
  };
}

/** `All`, `.*`, a name, or the beginning of one before `.*`. */
const isWanted = (name: string, wanted: string[]): boolean =>
  wanted.some((one) => one === "All" || one === name || (one.endsWith(".*") && name.startsWith(one.slice(0, -2))));

const toValue = ({ type, text, bytes }: KeptAttribute): SQS.MessageAttributeValue => ({
  DataType: type,
  ...(text === undefined ? {} : { StringValue: text }),
  ...(bytes === undefined ? {} : { BinaryValue: new Uint8Array(Buffer.from(bytes, "base64")) }),
});

function systemAttributes(message: Message, wanted: string[]): Record<string, string> {
  const all: Record<string, string> = {
    SenderId: message.sender,
    SentTimestamp: String(Math.floor(message.sentAt)),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(Math.floor(message.firstReceivedAt ?? 0)),
    ...(message.from ? { DeadLetterQueueSourceArn: message.from } : {}),
  };
  if (wanted.includes("All")) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
}
