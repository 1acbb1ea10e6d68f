/** Receipt handles: which message of which queue, and which of its receptions. */
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Queue } from "../../world/queues.ts";
import { invalid } from "./find.ts";
import { keepMessages, type Message, messagesOf } from "./messages.ts";

export const receiptHandle = (queue: Queue, message: Message): string =>
  Buffer.from(`${message.id} ${message.receipt} ${queue.name}`).toString("base64");

/** @throws AwsError ReceiptHandleIsInvalid on what is no handle of this queue. */
function opened(queue: Queue, handle: string | undefined): { id: string; receipt: string } {
  const [id, receipt, name] = Buffer.from(handle ?? "", "base64")
    .toString("utf8")
    .split(" ");
  if (!id || !receipt || name !== queue.name)
    throw new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);
  return { id, receipt };
}

/** A handle that a later reception has replaced deletes nothing, and is no error. */
export function deleteMessage(call: Call, queue: Queue, handle: string | undefined): void {
  const { id, receipt } = opened(queue, handle);
  const all = messagesOf(call, queue);
  const left = all.filter((message) => message.id !== id || message.receipt !== receipt);
  if (left.length < all.length) keepMessages(call, queue, left);
}

/** @throws AwsError ReceiptHandleIsInvalid, InvalidParameterValue, MessageNotInflight. */
export function changeVisibility(call: Call, queue: Queue, handle: string | undefined, seconds: number): void {
  const { id, receipt } = opened(queue, handle);
  if (seconds < 0 || seconds > 43_200)
    throw invalid(`Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.`);
  const all = messagesOf(call, queue);
  const held = all.find((message) => message.id === id && message.receipt === receipt);
  if (!held)
    throw invalid(
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  if (held.visibleAt <= call.now) throw new AwsError("MessageNotInflight", "The specified message isn't in flight.");
  const changed = { ...held, visibleAt: call.now + seconds * 1000 };
  keepMessages(
    call,
    queue,
    all.map((message) => (message === held ? changed : message)),
  );
}
