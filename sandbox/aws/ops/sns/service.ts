import { randomUUID } from "node:crypto";
import type * as SNS from "@aws-sdk/client-sns";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import type { Subscription } from "../../world/queues.ts";
import { queueByArn } from "../sqs/find.ts";
import { keptAttributes } from "../sqs/messages.ts";
import { removeTags, setTags, tagsOf } from "../tags.ts";
import { findTopic, type Subscribed, subscribe, subscriptionsOf, topicsIn, unsubscribe } from "./find.ts";
import { publish } from "./publish.ts";

const PAGE = 100;
const MAX_BYTES = 262_144;
const protocols: Subscription["protocol"][] = ["sqs", "lambda", "email", "https"];

const invalid = (message: string) => new AwsError("InvalidParameter", `Invalid parameter: ${message}`);

function paged<T>(all: T[], token: string | undefined, input: object, call: Call) {
  const bound = { ...input, NextToken: undefined, region: call.region };
  const page = pageOf(
    all,
    openCursor(token, bound, call.now, () => invalid("NextToken")),
    PAGE,
    bound,
  );
  return { items: page.items, more: page.next ? { NextToken: page.next } : {} };
}

function topicTarget({ TopicArn: arn = "*" }: { TopicArn?: string | undefined }, call: Call): Resource[] {
  const topic = topicsIn(call).find((one) => one.arn === arn);
  return [{ arn, tags: topic ? tagsOf(call, arn, topic.tags) : {} }];
}
const taggedTarget = (input: { ResourceArn: string | undefined }, call: Call) =>
  topicTarget({ TopicArn: input.ResourceArn }, call);

const toSubscription = (call: Call, one: Subscribed): SNS.Subscription => ({
  SubscriptionArn: one.pending ? "PendingConfirmation" : one.arn,
  Owner: call.account.id,
  Protocol: one.protocol,
  Endpoint: one.endpoint,
  TopicArn: one.topic,
});

/** Texts by protocol, where the message is said to be such a JSON. */
function messagesOf(input: SNS.PublishInput): Record<string, string> | undefined {
  if (input.MessageStructure !== "json") return undefined;
  try {
    const texts = JSON.parse(input.Message ?? "") as Record<string, string>;
    if (typeof texts.default === "string") return texts;
  } catch {
    throw invalid("Message Structure - JSON message body failed to parse");
  }
  throw invalid("Message Structure - No default entry in JSON message body");
}

export const sns = defineService<typeof SNS>({
  package: "@aws-sdk/client-sns",
  client: "SNSClient",
  scope: "sns",
  iam: "sns",
  operations: {
    ListTopics(input, call) {
      const page = paged(topicsIn(call), input.NextToken, input, call);
      return { Topics: page.items.map((topic) => ({ TopicArn: topic.arn })), ...page.more };
    },

    GetTopicAttributes(input, call) {
      const topic = findTopic(call, input.TopicArn);
      const subscribed = subscriptionsOf(call).filter((one) => one.topic === topic.arn);
      const pending = subscribed.filter((one) => one.pending).length;
      const statement = {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["SNS:GetTopicAttributes", "SNS:Publish", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic"],
        Resource: topic.arn,
        Condition: { StringEquals: { "AWS:SourceOwner": call.account.id } },
      };
      return {
        Attributes: {
          TopicArn: topic.arn,
          Owner: call.account.id,
          DisplayName: topic.displayName,
          Policy: JSON.stringify({ Version: "2008-10-17", Id: "__default_policy_ID", Statement: [statement] }),
          SubscriptionsConfirmed: String(subscribed.length - pending),
          SubscriptionsPending: String(pending),
          SubscriptionsDeleted: "0",
        },
      };
    },

    Publish(input, call) {
      const topic = findTopic(call, input.TopicArn ?? input.TargetArn);
      const { Message: message = "", Subject: subject } = input;
      if (message === "") throw invalid("Empty message");
      if (Buffer.byteLength(message) > MAX_BYTES) throw invalid("Message too long");
      if (subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(subject)) throw invalid("Subject");
      const messages = messagesOf(input);
      const MessageId = publish(call, {
        topic: topic.arn,
        message,
        ...(messages ? { messages } : {}),
        ...(subject === undefined ? {} : { subject }),
        attributes: keptAttributes(input.MessageAttributes),
      });
      return { MessageId };
    },

    Subscribe(input, call) {
      const topic = findTopic(call, input.TopicArn);
      const protocol = protocols.find((one) => one === input.Protocol);
      const endpoint = input.Endpoint ?? "";
      if (!protocol) throw invalid(`Does not support this protocol string: ${input.Protocol}`);
      if (protocol === "sqs" && !queueByArn(call, endpoint)) throw invalid("SQS endpoint ARN");
      const known = subscriptionsOf(call).find(
        (one) => one.topic === topic.arn && one.protocol === protocol && one.endpoint === endpoint,
      );
      const arn = known?.arn ?? `${topic.arn}:${randomUUID()}`;
      const raw = input.Attributes?.RawMessageDelivery === "true";
      if (!known) subscribe(call, arn, { topic: topic.arn, protocol, endpoint, raw });
      const pending = protocol === "email" || protocol === "https";
      return { SubscriptionArn: pending && !input.ReturnSubscriptionArn && !known ? "pending confirmation" : arn };
    },

    Unsubscribe(input, call) {
      const found = subscriptionsOf(call).find((one) => one.arn === input.SubscriptionArn);
      if (!/^arn:aws:sns:[\w-]+:\d{12}:[\w-]+:[\w-]+$/.test(input.SubscriptionArn ?? ""))
        throw invalid("SubscriptionId");
      // One that is gone already is no error.
      if (found) unsubscribe(call, found);
      return {};
    },

    ListSubscriptions(input, call) {
      const all = subscriptionsOf(call).filter((one) => one.topic.split(":")[3] === call.region);
      const page = paged(all, input.NextToken, input, call);
      return { Subscriptions: page.items.map((one) => toSubscription(call, one)), ...page.more };
    },

    ListSubscriptionsByTopic(input, call) {
      const { arn } = findTopic(call, input.TopicArn);
      const all = subscriptionsOf(call).filter((one) => one.topic === arn);
      const page = paged(all, input.NextToken, input, call);
      return { Subscriptions: page.items.map((one) => toSubscription(call, one)), ...page.more };
    },

    ListTagsForResource(input, call) {
      const topic = findTopic(call, input.ResourceArn);
      const tags = tagsOf(call, topic.arn, topic.tags);
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    },

    TagResource(input, call) {
      const tags = (input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]);
      setTags(call, findTopic(call, input.ResourceArn).arn, Object.fromEntries(tags));
      return {};
    },

    UntagResource(input, call) {
      removeTags(call, findTopic(call, input.ResourceArn).arn, input.TagKeys ?? []);
      return {};
    },
  },
  resources: {
    GetTopicAttributes: topicTarget,
    Publish: (input, call) => topicTarget({ TopicArn: input.TopicArn ?? input.TargetArn }, call),
    Subscribe: topicTarget,
    Unsubscribe: (input) => [{ arn: (input.SubscriptionArn ?? "*").split(":").slice(0, 6).join(":"), tags: {} }],
    ListSubscriptionsByTopic: topicTarget,
    ListTagsForResource: taggedTarget,
    TagResource: taggedTarget,
    UntagResource: taggedTarget,
  },
});
