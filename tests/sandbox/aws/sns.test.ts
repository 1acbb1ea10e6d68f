import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishAlarm } from "../../../sandbox/aws/ops/sns/alarm-notice.ts";
import { messagesOf } from "../../../sandbox/aws/ops/sqs/messages.ts";
import { openState } from "../../../sandbox/aws/state.ts";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { alertTopicArn, messagingOf } from "../../../sandbox/aws/world/queues.ts";
import { worldAt } from "../../../sandbox/aws/world/world.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const world = worldAt("haneul-1", NOW);
const messaging = messagingOf(world.setting);
const TopicArn = alertTopicArn(world.setting);
let moving: MovingAccount;
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  sns = new SNSClient(moving.account.as("admin"));
  sqs = new SQSClient({ ...moving.account.as("admin"), useQueueUrlAsEndpoint: false });
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => (await failure(call)).name;

/** The next message of a queue, taken off it. */
async function next(QueueName: string) {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const input = { QueueUrl, WaitTimeSeconds: 1, MessageAttributeNames: ["All"] };
  const [message] = (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
  if (message) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  return message;
}

describe("topics", () => {
  it("are listed with their subscriptions, attributes and tags", async () => {
    const { Topics } = await sns.send(new ListTopicsCommand({}));
    expect(Topics?.map((topic) => topic.TopicArn)).toEqual(messaging.topics.map((topic) => topic.arn));
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions).toEqual([
      {
        SubscriptionArn: messaging.topics[0]?.subscriptions[0]?.arn,
        Owner: prod.id,
        Protocol: "sqs",
        Endpoint: `arn:aws:sqs:ap-northeast-2:${prod.id}:aws-alerts`,
        TopicArn,
      },
    ]);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect([Attributes?.TopicArn, Attributes?.SubscriptionsConfirmed]).toEqual([TopicArn, "1"]);
    const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
    expect(Object.fromEntries((Tags ?? []).map((tag) => [tag.Key, tag.Value]))).toEqual(messaging.topics[0]?.tags);
    expect(await failed(sns.send(new GetTopicAttributesCommand({ TopicArn: `${TopicArn}x` })))).toBe(
      "NotFoundException",
    );
  });
});

describe("publishing", () => {
  it("reaches the queue in SNS's envelope, with the message as a text", async () => {
    const Message = JSON.stringify({ hello: "안녕" });
    const { MessageId } = await sns.send(
      new PublishCommand({
        TopicArn,
        Message,
        Subject: "Greeting",
        MessageAttributes: { kind: { DataType: "String", StringValue: "test" } },
      }),
    );
    const body = JSON.parse((await next("aws-alerts"))?.Body ?? "");
    expect(Object.keys(body)).toEqual([
      "Type",
      "MessageId",
      "TopicArn",
      "Subject",
      "Message",
      "Timestamp",
      "SignatureVersion",
      "Signature",
      "SigningCertURL",
      "UnsubscribeURL",
      "MessageAttributes",
    ]);
    expect([body.Type, body.MessageId, body.TopicArn, body.Subject, body.Message, body.MessageAttributes]).toEqual([
      "Notification",
      MessageId,
      TopicArn,
      "Greeting",
      Message,
      { kind: { Type: "String", Value: "test" } },
    ]);
  });

  it("hands a raw subscription the bare text, and a queue whose policy does not name the topic nothing", async () => {
    const images = `arn:aws:sqs:ap-northeast-2:${prod.id}:image-jobs`;
    const events = `arn:aws:sqs:ap-northeast-2:${prod.id}:order-events`;
    const status = messaging.topics[1]?.arn ?? "";
    const subscribe = (topic: string, Endpoint: string, raw: boolean) =>
      sns.send(
        new SubscribeCommand({
          TopicArn: topic,
          Protocol: "sqs",
          Endpoint,
          Attributes: { RawMessageDelivery: String(raw) },
        }),
      );
    const { SubscriptionArn } = await subscribe(TopicArn, images, true);
    expect((await subscribe(TopicArn, images, true)).SubscriptionArn).toBe(SubscriptionArn);
    await sns.send(new PublishCommand({ TopicArn, Message: "x" }));
    expect(await next("image-jobs")).toBeUndefined();
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
    expect(Subscriptions.map((one) => one.Endpoint)).not.toContain(images);

    const given = Subscriptions.find((one) => one.Endpoint === events);
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: given?.SubscriptionArn }));
    await subscribe(status, events, true);
    await sns.send(new PublishCommand({ TopicArn: status, Message: "bare" }));
    expect((await next("order-events"))?.Body).toBe("bare");
  });

  it("asks mail for confirmation, and refuses what it cannot send", async () => {
    const mail = new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "a@haneul.example" });
    expect((await sns.send(mail)).SubscriptionArn).toBe("pending confirmation");
    expect(await failed(sns.send(new SubscribeCommand({ TopicArn, Protocol: "pigeon", Endpoint: "x" })))).toBe(
      "InvalidParameterException",
    );
    const structured = new PublishCommand({ TopicArn, Message: "{}", MessageStructure: "json" });
    expect(await failed(sns.send(structured))).toBe("InvalidParameterException");
  });
});

describe("an alarm that changes its state", () => {
  it("is told to the topics of the new state, as CloudWatch words it", () => {
    const folder = mkdtempSync(join(tmpdir(), "sample-aws-alarm-"));
    const call = { state: openState(folder), world, now: NOW };
    const alarm = {
      name: "order-api-5xx",
      arn: `arn:aws:cloudwatch:ap-northeast-2:${prod.id}:alarm:order-api-5xx`,
      configuredAt: seoulMidnight(NOW),
      state: "ALARM",
      before: "OK",
      reason: "Threshold Crossed",
      changedAt: NOW,
      actions: { ALARM: [TopicArn, "arn:aws:lambda:x"], OK: [], INSUFFICIENT_DATA: [] },
      trigger: {
        namespace: "AWS/ApplicationELB",
        metric: "HTTPCode_Target_5XX_Count",
        statistic: "Sum",
        dimensions: { LoadBalancer: "app/api-alb/1" },
        period: 60,
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        comparison: "GreaterThanThreshold",
        threshold: 20,
        missingData: "notBreaching",
      },
    } as const;
    publishAlarm(call, { ...alarm, actions: { ALARM: [...alarm.actions.ALARM], OK: [], INSUFFICIENT_DATA: [] } });
    const queue = messaging.queues[0];
    if (!queue) throw new Error("no queue");
    const [message, ...more] = messagesOf(call, queue);
    rmSync(folder, { recursive: true });
    const envelope = JSON.parse(message?.body ?? "");
    expect([more, envelope.Subject]).toEqual([[], 'ALARM: "order-api-5xx" in Asia Pacific (Seoul)']);
    expect(JSON.parse(envelope.Message)).toEqual({
      AlarmName: "order-api-5xx",
      AlarmDescription: null,
      AWSAccountId: prod.id,
      AlarmConfigurationUpdatedTimestamp: "2026-11-20T15:00:00.000+0000",
      NewStateValue: "ALARM",
      NewStateReason: "Threshold Crossed",
      StateChangeTime: "2026-11-21T03:30:00.000+0000",
      Region: "Asia Pacific (Seoul)",
      AlarmArn: alarm.arn,
      OldStateValue: "OK",
      OKActions: [],
      AlarmActions: alarm.actions.ALARM,
      InsufficientDataActions: [],
      Trigger: {
        MetricName: "HTTPCode_Target_5XX_Count",
        Namespace: "AWS/ApplicationELB",
        StatisticType: "Statistic",
        Statistic: "SUM",
        Unit: null,
        Dimensions: [{ value: "app/api-alb/1", name: "LoadBalancer" }],
        Period: 60,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: 20,
        TreatMissingData: "notBreaching",
        EvaluateLowSampleCountPercentile: "",
      },
    });
  });
});
