import type * as SQS from "@aws-sdk/client-sqs";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import type { Queue } from "../../world/queues.ts";
import { removeTags, setTags, tagsOf } from "../tags.ts";
import { attributesOf, setAttributes } from "./attributes.ts";
import { inBatch } from "./batch.ts";
import { findQueue, invalid, noQueue, queueAt, queuesIn, queueUrl } from "./find.ts";
import { limitsOf } from "./limits.ts";
import { addMessage, keepMessages, keptAttributes, md5, md5OfAttributes } from "./messages.ts";
import { changeVisibility, deleteMessage } from "./receipts.ts";
import { receive } from "./receive.ts";

/** A queue is emptied at most once a minute. */
const PURGE_EVERY = 60_000;

/** What XML can carry, as SQS has it; everything else is refused. */
const ALLOWED = /^[\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

type Outgoing = Pick<SQS.SendMessageRequest, "DelaySeconds" | "MessageAttributes"> & {
  MessageBody: string | undefined;
};

function send(call: Call, queue: Queue, { MessageBody: body = "", DelaySeconds: delay, MessageAttributes }: Outgoing) {
  if (body.length === 0) throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  const { size } = limitsOf(call, queue);
  if (Buffer.byteLength(body) > size)
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${size} bytes.`);
  if (!ALLOWED.test(body))
    throw new AwsError(
      "InvalidMessageContents",
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].",
    );
  if (delay !== undefined && (delay < 0 || delay > 900))
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  const attributes = keptAttributes(MessageAttributes);
  const sender = call.caller.userId;
  const { id } = addMessage(call, queue, { body, attributes, sender, ...(delay === undefined ? {} : { delay }) });
  const digest = md5OfAttributes(attributes);
  return { MessageId: id, MD5OfMessageBody: md5(body), ...(digest ? { MD5OfMessageAttributes: digest } : {}) };
}

function target(input: { QueueUrl?: string | undefined }, call: Call): Resource[] {
  const queue = queueAt(call, input.QueueUrl);
  const name = input.QueueUrl?.split("/").at(-1) ?? "";
  if (!queue) return [{ arn: `arn:aws:sqs:${call.region}:${call.account.id}:${name}`, tags: {} }];
  return [{ arn: queue.arn, tags: tagsOf(call, queue.arn, queue.tags) }];
}

export const sqs = defineService<typeof SQS>({
  package: "@aws-sdk/client-sqs",
  client: "SQSClient",
  scope: "sqs",
  iam: "sqs",
  operations: {
    ListQueues(input, call) {
      const all = queuesIn(call).filter((queue) => queue.name.startsWith(input.QueueNamePrefix ?? ""));
      const { NextToken, MaxResults = 1000, ...rest } = input;
      if (MaxResults < 1 || MaxResults > 1000)
        throw invalid(
          `Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000.`,
        );
      const bound = { ...rest, region: call.region };
      const page = pageOf(
        all,
        openCursor(NextToken, bound, call.now, () => invalid("Invalid NextToken value.")),
        MaxResults,
        bound,
      );
      return {
        ...(page.items.length > 0 ? { QueueUrls: page.items.map((queue) => queueUrl(call, queue)) } : {}),
        ...(page.next ? { NextToken: page.next } : {}),
      };
    },

    GetQueueUrl(input, call) {
      const owner = input.QueueOwnerAWSAccountId ?? call.account.id;
      const queue = queuesIn(call).find((one) => one.name === input.QueueName);
      if (!queue || owner !== call.account.id) throw noQueue();
      return { QueueUrl: queueUrl(call, queue) };
    },

    GetQueueAttributes: (input, call) => ({
      Attributes: attributesOf(call, findQueue(call, input.QueueUrl), input.AttributeNames ?? []),
    }),

    SetQueueAttributes(input, call) {
      setAttributes(call, findQueue(call, input.QueueUrl), (input.Attributes ?? {}) as Record<string, string>);
      return {};
    },

    SendMessage: (input, call) => send(call, findQueue(call, input.QueueUrl), input),

    SendMessageBatch(input, call) {
      const queue = findQueue(call, input.QueueUrl);
      const bytes = (input.Entries ?? []).reduce((sum, entry) => sum + Buffer.byteLength(entry.MessageBody ?? ""), 0);
      if (bytes > 1_048_576)
        throw new AwsError(
          "BatchRequestTooLong",
          `Batch requests cannot be longer than 1048576 bytes. You have sent ${bytes} bytes.`,
        );
      return inBatch(input.Entries, (entry) => send(call, queue, entry));
    },

    ReceiveMessage: (input, call) => receive(call, input),

    DeleteMessage(input, call) {
      deleteMessage(call, findQueue(call, input.QueueUrl), input.ReceiptHandle);
      return {};
    },

    DeleteMessageBatch(input, call) {
      const queue = findQueue(call, input.QueueUrl);
      return inBatch(input.Entries, (entry) => {
        deleteMessage(call, queue, entry.ReceiptHandle);
        return {};
      });
    },

    ChangeMessageVisibility(input, call) {
      changeVisibility(call, findQueue(call, input.QueueUrl), input.ReceiptHandle, input.VisibilityTimeout ?? 0);
      return {};
    },

    ChangeMessageVisibilityBatch(input, call) {
      const queue = findQueue(call, input.QueueUrl);
      return inBatch(input.Entries, (entry) => {
        changeVisibility(call, queue, entry.ReceiptHandle, entry.VisibilityTimeout ?? 0);
        return {};
      });
    },

    PurgeQueue(input, call) {
      const queue = findQueue(call, input.QueueUrl);
      const purges = call.state.things<{ at: number }>("sqs-purge");
      const last = purges.get(queue.arn)?.at ?? Number.NEGATIVE_INFINITY;
      if (call.now - last < PURGE_EVERY)
        throw new AwsError(
          "PurgeQueueInProgress",
          `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        );
      purges.set(queue.arn, { at: call.now });
      keepMessages(call, queue, []);
      return {};
    },

    ListDeadLetterSourceQueues(input, call) {
      const { arn } = findQueue(call, input.QueueUrl);
      const sources = queuesIn(call).filter((queue) => limitsOf(call, queue).deadLetter?.arn === arn);
      return { queueUrls: sources.map((queue) => queueUrl(call, queue)) };
    },

    ListQueueTags(input, call) {
      const queue = findQueue(call, input.QueueUrl);
      return { Tags: tagsOf(call, queue.arn, queue.tags) };
    },

    TagQueue(input, call) {
      setTags(call, findQueue(call, input.QueueUrl).arn, input.Tags ?? {});
      return {};
    },

    UntagQueue(input, call) {
      removeTags(call, findQueue(call, input.QueueUrl).arn, input.TagKeys ?? []);
      return {};
    },
  },
  resources: {
    GetQueueUrl: (input, call) => target({ QueueUrl: `${call.account.id}/${input.QueueName}` }, call),
    GetQueueAttributes: target,
    SetQueueAttributes: target,
    SendMessage: target,
    SendMessageBatch: target,
    ReceiveMessage: target,
    DeleteMessage: target,
    DeleteMessageBatch: target,
    ChangeMessageVisibility: target,
    ChangeMessageVisibilityBatch: target,
    PurgeQueue: target,
    ListDeadLetterSourceQueues: target,
    ListQueueTags: target,
    TagQueue: target,
    UntagQueue: target,
  },
});
