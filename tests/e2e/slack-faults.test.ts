import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { type Bot, isEnd, type Stack, startStack } from "./support/stack.ts";

/**
 * The same questions on the same stack, while Slack does what it does on bad days. People must see the same answers:
 * one each, whole, its picture below it, nothing half-written, and no question lost.
 */
let stack: Stack;
let bot: Bot;
const ours = "U0OPSBOT";

beforeAll(async () => {
  stack = await startStack();
  bot = await stack.startBot({ SLACK_DEAF_SECONDS: "2" });
});
afterAll(() => stack?.close());
afterEach(async () => {
  await stack.control.clearFaults();
  await stack.control.settings({ file_delay_ms: 40 });
});

const fault = (method: string, kind: string, more: object = {}) =>
  stack.control.fault({ method, kind, times: 1_000, ...more } as Parameters<Stack["control"]["fault"]>[0]);

const modes: [string, () => Promise<unknown>][] = [
  ["streaming refused", () => fault("chat.startStream", "error", { error: "unknown_method" })],
  [
    "uploads slow",
    () => Promise.all([stack.control.settings({ file_delay_ms: 900 }), fault("upload", "slow", { ms: 400 })]),
  ],
  ["429s sprinkled over every method", () => fault("*", "ratelimited", { retry_after: 1, every: 4 })],
  ["replies lost now and then", () => fault("*", "drop_reply", { every: 7 })],
];

const answers = (messages: SeenMessage[]) => messages.filter(isEnd).map(({ text }) => text.split("\n")[0]);
const textOf = ({ text, blocks }: SeenMessage) => `${text}\n${JSON.stringify(blocks)}`;

describe.each(modes)("with %s", (_name, begin) => {
  it("a question, its follow-up and one in a DM are each answered once, whole, with the picture below", async () => {
    await begin();
    const first = await stack.ask("jiwoo", "지난주 서비스별 비용 보여줘");
    const mine = first.messages.filter(({ user }) => user === ours);
    const end = mine.findIndex(isEnd);
    const picture = mine.findIndex(({ files }) => files.length > 0);
    expect(answers(first.messages)).toEqual([expect.stringContaining("11월 9–15일 비용은 $")]);
    expect(textOf(mine[end] as SeenMessage)).toMatch(/EC2|Amazon Elastic Compute Cloud/);
    expect([mine.length, picture > end]).toEqual([2, true]);

    const [next, dm] = await Promise.all([
      stack.ask("jiwoo", "EC2만", { thread: first.thread_ts }),
      stack.ask("sarah", "How many EC2 instances are running?", { channel: "dm" }),
    ]);
    expect(answers(next.messages)).toHaveLength(2);
    expect(next.answer.split("\n")[0]).toContain("EC2");
    expect(dm.answer.split("\n")[0]).toMatch(/\d+/);
    for (const { messages } of [first, next, dm]) expect(messages.filter(({ streaming }) => streaming)).toEqual([]);
  });
});

describe("row 25: with Slack refusing every connection", () => {
  it("the process ends with an error and the reason, instead of living deaf", async () => {
    await fault("apps.connections.open", "error", { error: "invalid_auth" });
    const gone = once(bot.child, "exit");
    await stack.control.socket("kill");
    expect(await gone).toEqual([1, null]);
    expect(bot.stderr()).toContain("no connection to Slack for 2 s (invalid_auth)");
  });
});
