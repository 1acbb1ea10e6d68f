import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { messagingOf, type Queue } from "../../world/queues.ts";

export const queuesIn = (call: Call): Queue[] =>
  messagingOf(call.world.setting).queues.filter((queue) => queue.region === call.region);

export const queueByArn = (call: Pick<Call, "world">, arn: string): Queue | undefined =>
  messagingOf(call.world.setting).queues.find((queue) => queue.arn === arn);

/** The address a client is to use: where it found this account, so that no message strays to AWS. */
export const queueUrl = (call: Call, queue: Queue): string => `${call.origin}/${call.account.id}/${queue.name}`;

export const noQueue = () => new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
export const invalid = (message: string) => new AwsError("InvalidParameterValue", message);

/** The queue an address means, whatever host it names; undefined where there is none. */
export function queueAt(call: Call, url: string | undefined): Queue | undefined {
  const [account, name] = (url ?? "").split("/").slice(-2);
  return account === call.account.id ? queuesIn(call).find((queue) => queue.name === name) : undefined;
}

/** @throws AwsError QueueDoesNotExist. */
export function findQueue(call: Call, url: string | undefined): Queue {
  const found = queueAt(call, url);
  if (!found) throw noQueue();
  return found;
}
