/** The messages of a queue: one document per queue, in the order they were sent. Times are sample time. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { Call } from "../../call.ts";
import type { Queue } from "../../world/queues.ts";
import { queueByArn } from "./find.ts";
import { limitsOf } from "./limits.ts";

/** An attribute as it is kept: bytes as base64. */
export interface KeptAttribute {
  type: string;
  text?: string;
  bytes?: string;
}

export interface Message {
  id: string;
  body: string;
  attributes: Record<string, KeptAttribute>;
  sender: string;
  sentAt: number;
  /** Hidden until then: delayed, or in somebody's hands. */
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
  /** Of the last reception; only this one still has a say. */
  receipt?: string;
  /** The queue it fell from. */
  from?: string;
}

type Store = Pick<Call, "state" | "world" | "now">;

const store = (call: Store) => call.state.things<{ messages: Message[] }>("sqs-queue");

/** Without those past their retention. */
export function messagesOf(call: Store, queue: Queue): Message[] {
  const kept = limitsOf(call, queue).retention * 1000;
  return (store(call).get(queue.arn)?.messages ?? []).filter((message) => message.sentAt + kept > call.now);
}

export const keepMessages = (call: Store, queue: Queue, messages: Message[]): void =>
  store(call).set(queue.arn, { messages });

interface Sent {
  body: string;
  attributes?: Record<string, KeptAttribute>;
  sender: string;
  /** Seconds; the queue's own where left out. */
  delay?: number;
}

export function addMessage(call: Store, queue: Queue, { body, attributes = {}, sender, delay }: Sent): Message {
  const visibleAt = call.now + (delay ?? limitsOf(call, queue).delay) * 1000;
  const message: Message = { id: randomUUID(), body, attributes, sender, sentAt: call.now, visibleAt, receives: 0 };
  keepMessages(call, queue, [...messagesOf(call, queue), message]);
  return message;
}

/**
 * Hands out up to `count` messages and hides them. One that was received as often as its queue allows goes to the
 * dead letters instead.
 * @param seconds how long they stay hidden.
 */
export function takeMessages(call: Store, queue: Queue, count: number, seconds: number): Message[] {
  const all = messagesOf(call, queue);
  const { deadLetter } = limitsOf(call, queue);
  const waiting = all.filter((message) => message.visibleAt <= call.now);
  const target = deadLetter && queueByArn(call, deadLetter.arn);
  const dead = target ? waiting.filter((message) => message.receives >= deadLetter.maxReceives) : [];
  const taken = waiting
    .filter((message) => !dead.includes(message))
    .slice(0, count)
    .map((message) => ({
      ...message,
      receives: message.receives + 1,
      firstReceivedAt: message.firstReceivedAt ?? call.now,
      visibleAt: call.now + seconds * 1000,
      receipt: randomBytes(24).toString("hex"),
    }));
  if (dead.length === 0 && taken.length === 0) return [];
  const changed = new Map(taken.map((message) => [message.id, message]));
  const left = all.filter((message) => !dead.includes(message)).map((message) => changed.get(message.id) ?? message);
  keepMessages(call, queue, left);
  if (target && dead.length > 0) {
    const fallen = dead.map((message) => ({ ...message, from: queue.arn, visibleAt: call.now }));
    keepMessages(call, target, [...messagesOf(call, target), ...fallen]);
  }
  return taken;
}

export const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

export const keptAttributes = (
  given: Record<string, MessageAttributeValue> | undefined,
): Record<string, KeptAttribute> =>
  Object.fromEntries(
    Object.entries(given ?? {}).map(([name, { DataType = "", StringValue, BinaryValue }]) => [
      name,
      {
        type: DataType,
        ...(StringValue === undefined ? {} : { text: StringValue }),
        ...(BinaryValue === undefined ? {} : { bytes: Buffer.from(BinaryValue).toString("base64") }),
      },
    ]),
  );

/** SQS's own digest: by name; each part behind its length, a value behind the kind of its transport. */
export function md5OfAttributes(attributes: Record<string, KeptAttribute>): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash("md5");
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const { type, text, bytes } = attributes[name] as KeptAttribute;
    part(Buffer.from(name));
    part(Buffer.from(type));
    hash.update(Buffer.from([text === undefined ? 2 : 1]));
    part(text === undefined ? Buffer.from(bytes ?? "", "base64") : Buffer.from(text));
  }
  return hash.digest("hex");
}
