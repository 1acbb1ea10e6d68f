/** What can be set of a queue: as the world gives it, and as calls have left it. */
import type { Call } from "../../call.ts";
import type { Queue } from "../../world/queues.ts";

/** In seconds, but `size` in bytes. */
interface Limits {
  visibility: number;
  retention: number;
  delay: number;
  wait: number;
  size: number;
  deadLetter?: { arn: string; maxReceives: number };
  policy: string;
}

interface Settings {
  attributes: Record<string, string>;
  changedAt: number;
}

export const settings = (call: Pick<Call, "state">) => call.state.things<Settings>("sqs-attributes");

/** Only those topics may send that the queue's policy names. */
const policyOf = (queue: Queue): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "topics",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queue.arn,
        Condition: { ArnEquals: { "aws:SourceArn": queue.senders } },
      },
    ],
  });

export function settable(call: Pick<Call, "state">, queue: Queue): Record<string, string> {
  const { deadLetter } = queue;
  return {
    VisibilityTimeout: String(queue.visibility),
    MaximumMessageSize: "1048576",
    MessageRetentionPeriod: String(queue.retention),
    DelaySeconds: "0",
    ReceiveMessageWaitTimeSeconds: "0",
    SqsManagedSseEnabled: "true",
    ...(queue.senders.length > 0 ? { Policy: policyOf(queue) } : {}),
    ...(deadLetter
      ? {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: deadLetter.arn,
            maxReceiveCount: deadLetter.maxReceives,
          }),
        }
      : {}),
    ...settings(call).get(queue.arn)?.attributes,
  };
}

export function limitsOf(call: Pick<Call, "state">, queue: Queue): Limits {
  const given = settable(call, queue);
  const redrive = given.RedrivePolicy
    ? (JSON.parse(given.RedrivePolicy) as { deadLetterTargetArn: string; maxReceiveCount: number | string })
    : undefined;
  return {
    visibility: Number(given.VisibilityTimeout),
    retention: Number(given.MessageRetentionPeriod),
    delay: Number(given.DelaySeconds),
    wait: Number(given.ReceiveMessageWaitTimeSeconds),
    size: Number(given.MaximumMessageSize),
    policy: given.Policy ?? "",
    ...(redrive
      ? { deadLetter: { arn: redrive.deadLetterTargetArn, maxReceives: Number(redrive.maxReceiveCount) } }
      : {}),
  };
}
