import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { failure } from "./start-account.ts";
import { type MovingAccount, startMovingAccount } from "./support/moving-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
let moving: MovingAccount;
let sqs: SQSClient;

const client = () => new SQSClient({ ...moving.account.as("admin"), useQueueUrlAsEndpoint: false });
beforeAll(async () => {
  moving = await startMovingAccount(NOW);
  sqs = client();
});
afterAll(() => moving.stop());

const failed = async (call: Promise<unknown>) => (await failure(call)).name;
const urlOf = async (QueueName: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";
const send = async (queue: string, MessageBody: string, more = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: await urlOf(queue), MessageBody, ...more }));
const receive = async (queue: string, more: Partial<ReceiveMessageCommandInput> = {}) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl: await urlOf(queue), ...more }))).Messages ?? [];
const attributes = async (queue: string, ...AttributeNames: QueueAttributeName[]) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: await urlOf(queue), AttributeNames }))).Attributes;

describe("queues", () => {
  it("are found at the address the client used, so that nothing strays to AWS", async () => {
    expect(await urlOf("aws-alerts")).toBe(`${moving.account.url}/${prod.id}/aws-alerts`);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: "order" }));
    expect(QueueUrls.map((url) => url.split("/").at(-1))).toEqual(["order-events", "order-events-dlq"]);
    const first = await sqs.send(new ListQueuesCommand({ MaxResults: 4 }));
    const second = await sqs.send(new ListQueuesCommand({ MaxResults: 4, NextToken: first.NextToken }));
    expect([first.QueueUrls?.length, second.QueueUrls?.length, second.NextToken]).toEqual([4, 2, undefined]);
    expect(await failed(urlOf("nope"))).toBe("QueueDoesNotExist");
    const dead = new ListDeadLetterSourceQueuesCommand({ QueueUrl: await urlOf("aws-alerts-dlq") });
    expect((await sqs.send(dead)).queueUrls).toEqual([await urlOf("aws-alerts")]);
  });

  it("have attributes that can be read and set within bounds", async () => {
    const QueueUrl = await urlOf("image-jobs");
    const set = (Attributes: Record<string, string>) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await set({ VisibilityTimeout: "45" });
    expect(await attributes("image-jobs", "VisibilityTimeout", "QueueArn")).toEqual({
      VisibilityTimeout: "45",
      QueueArn: `arn:aws:sqs:ap-northeast-2:${prod.id}:image-jobs`,
    });
    expect(await failed(set({ VisibilityTimeout: "99999" }))).toBe("InvalidAttributeValue");
    expect(await failed(set({ Colour: "red" }))).toBe("InvalidAttributeName");
  });
});

describe("messages", () => {
  it("are received with attributes whose digest the client checks, hidden meanwhile, and deleted by their receipt", async () => {
    const MessageAttributes = {
      kind: { DataType: "String", StringValue: "주문" },
      raw: { DataType: "Binary", BinaryValue: Buffer.from([1, 2, 3]) },
    };
    const { MessageId } = await send("order-events", '{"order":"HN1"}', { MessageAttributes });
    const [message] = await receive("order-events", {
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    expect([message?.MessageId, message?.Body, message?.MessageAttributes?.kind?.StringValue]).toEqual([
      MessageId,
      '{"order":"HN1"}',
      "주문",
    ]);
    expect(message?.Attributes?.ApproximateReceiveCount).toBe("1");
    expect(await receive("order-events")).toEqual([]);
    expect(await attributes("order-events", "ApproximateNumberOfMessagesNotVisible")).toEqual({
      ApproximateNumberOfMessagesNotVisible: "1",
    });
    const QueueUrl = await urlOf("order-events");
    const away = (ReceiptHandle: string | undefined) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(await failed(away("rubbish"))).toBe("ReceiptHandleIsInvalid");
    await away(message?.ReceiptHandle);
    await moving.moveTo(NOW + 60_000);
    expect(await receive("order-events")).toEqual([]);
  });

  it("come back when nobody deletes them in time, or at once when given back", async () => {
    await send("image-jobs", "resize");
    const [first] = await receive("image-jobs", { VisibilityTimeout: 600 });
    expect(await receive("image-jobs")).toEqual([]);
    const QueueUrl = await urlOf("image-jobs");
    const visibility = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    await visibility(first?.ReceiptHandle, 0);
    const [second] = await receive("image-jobs");
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(await failed(visibility(first?.ReceiptHandle, 10))).toBe("InvalidParameterValue");
    // The older receipt has no say any more.
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    await moving.moveTo(NOW + 5 * 60_000);
    const [third] = await receive("image-jobs");
    expect(third?.MessageId).toBe(first?.MessageId);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: third?.ReceiptHandle }));
  });

  it("go to the dead letters after as many receptions as the queue allows", async () => {
    const { MessageId } = await send("order-events", "poison");
    for (let times = 0; times < 5; times += 1)
      expect((await receive("order-events", { VisibilityTimeout: 0 })).map((m) => m.MessageId)).toEqual([MessageId]);
    expect(await receive("order-events")).toEqual([]);
    const [dead] = await receive("order-events-dlq", { MessageSystemAttributeNames: ["DeadLetterQueueSourceArn"] });
    expect([dead?.MessageId, dead?.Attributes]).toEqual([
      MessageId,
      { DeadLetterQueueSourceArn: `arn:aws:sqs:ap-northeast-2:${prod.id}:order-events` },
    ]);
  });

  it("wait for a message as long as is asked, and wake up when one comes", async () => {
    const started = performance.now();
    const waiting = receive("settlement-requests", { WaitTimeSeconds: 10 });
    await new Promise((done) => setTimeout(done, 300));
    await send("settlement-requests", "now");
    expect((await waiting).map((m) => m.Body)).toEqual(["now"]);
    expect(performance.now() - started).toBeLessThan(5_000);
    const empty = performance.now();
    expect(await receive("settlement-requests", { WaitTimeSeconds: 1 })).toEqual([]);
    expect(performance.now() - empty).toBeGreaterThan(950);
  });

  it("are not handed to a poll whose client has gone", async () => {
    const gone = new AbortController();
    const QueueUrl = await urlOf("settlement-requests");
    const poll = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: gone.signal });
    setTimeout(() => gone.abort(), 200);
    expect(await failed(poll)).toBe("AbortError");
    await new Promise((done) => setTimeout(done, 100));
    await send("settlement-requests", "for the next one");
    expect((await receive("settlement-requests", { WaitTimeSeconds: 1 })).map((m) => m.Body)).toEqual([
      "for the next one",
    ]);
  });

  it("come in batches of which each entry stands for itself", async () => {
    const QueueUrl = await urlOf("aws-alerts");
    const batch = (Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const sent = await batch([
      { Id: "a", MessageBody: "one" },
      { Id: "b", MessageBody: "two", DelaySeconds: 9999 },
      { Id: "c", MessageBody: "three" },
    ]);
    expect([sent.Successful?.map((e) => e.Id), sent.Failed?.map((e) => [e.Id, e.Code])]).toEqual([
      ["a", "c"],
      [["b", "InvalidParameterValue"]],
    ]);
    expect(await failed(batch([]))).toBe("EmptyBatchRequest");
    const twice = { Id: "a", MessageBody: "x" };
    expect(await failed(batch([twice, twice]))).toBe("BatchEntryIdsNotDistinct");
    const got = await receive("aws-alerts", { MaxNumberOfMessages: 10 });
    const Entries = got.map((m, index) => ({ Id: String(index), ReceiptHandle: m.ReceiptHandle }));
    const removed = await sqs.send(
      new DeleteMessageBatchCommand({ QueueUrl, Entries: [...Entries, { Id: "x", ReceiptHandle: "rubbish" }] }),
    );
    expect([removed.Successful?.length, removed.Failed?.map((e) => e.Code)]).toEqual([2, ["ReceiptHandleIsInvalid"]]);
  });

  it("survive a restart of the account, and are gone when the queue is purged", async () => {
    await send("aws-alerts", "still here");
    await moving.restart();
    sqs = client();
    const [message] = await receive("aws-alerts", { VisibilityTimeout: 0 });
    expect(message?.Body).toBe("still here");
    const purge = async () => sqs.send(new PurgeQueueCommand({ QueueUrl: await urlOf("aws-alerts") }));
    await purge();
    expect(await receive("aws-alerts")).toEqual([]);
    expect(await failed(purge())).toBe("PurgeQueueInProgress");
    expect(await failed(receive("aws-alerts", { MaxNumberOfMessages: 11 }))).toBe("InvalidParameterValue");
  });
});
