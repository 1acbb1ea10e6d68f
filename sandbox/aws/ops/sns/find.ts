import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { messagingOf, type Subscription, type Topic } from "../../world/queues.ts";

type Store = Pick<Call, "state" | "world">;

/** A subscription with its topic; `raw` hands messages on without the envelope. */
export interface Subscribed extends Subscription {
  topic: string;
  raw: boolean;
  /** Not before its owner has agreed, which for mail nobody here can. */
  pending: boolean;
}

interface SubscriptionChange {
  topic: string;
  protocol: Subscription["protocol"];
  endpoint: string;
  raw: boolean;
  gone: boolean;
}

const store = (call: Store) => call.state.things<SubscriptionChange>("sns-subscription");

export const topicsIn = (call: Call): Topic[] =>
  messagingOf(call.world.setting).topics.filter((topic) => topic.region === call.region);

/** @throws AwsError NotFound, InvalidParameter. */
export function findTopic(call: Call, arn: string | undefined): Topic {
  if (!/^arn:aws:sns:[\w-]+:\d{12}:[\w-]+$/.test(arn ?? ""))
    throw new AwsError(
      "InvalidParameter",
      `Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not ${arn?.split(":").length ?? 0}`,
    );
  const found = topicsIn(call).find((topic) => topic.arn === arn);
  if (!found) throw new AwsError("NotFound", "Topic does not exist", 404);
  return found;
}

/** Of the account, in the order they were made. */
export function subscriptionsOf(call: Store): Subscribed[] {
  const given = messagingOf(call.world.setting).topics.flatMap((topic) =>
    topic.subscriptions.map((one) => ({ ...one, topic: topic.arn, raw: false, pending: false })),
  );
  const changes = store(call).all();
  const gone = new Set(changes.filter(([, change]) => change.gone).map(([arn]) => arn));
  const made = changes.map(([arn, { topic, protocol, endpoint, raw }]): Subscribed => {
    const pending = protocol === "email" || protocol === "https";
    return { arn, topic, protocol, endpoint, raw, pending };
  });
  const own = made.filter((one) => !given.some((known) => known.arn === one.arn));
  return [...given, ...own].filter((one) => !gone.has(one.arn));
}

export const subscribe = (call: Store, arn: string, change: Omit<SubscriptionChange, "gone">): void =>
  store(call).set(arn, { ...change, gone: false });

export const unsubscribe = (call: Store, { arn, topic, protocol, endpoint, raw }: Subscribed): void =>
  store(call).set(arn, { topic, protocol, endpoint, raw, gone: true });
