import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bot, isEnd, type Stack, startStack } from "../e2e/support/stack.ts";

/** kill -9 at many moments of a turn and of an approved change; what people see afterwards is what counts. */
let stack: Stack;
let bot: Bot;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.close());
afterEach(() => bot.stop());

const ours = "U0OPSBOT";
const post = async (text: string) => {
  const { channel, ts } = await stack.control.post({ user: "jiwoo", channel: "ops", text: `@ops ${text}` });
  return { user: "jiwoo", channel, thread_ts: ts };
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("row 1: kill -9 during a turn, then start", () => {
  it.each([5, 150, 400, 900])("after %i ms: one answer, one picture, nothing half-written", async (ms) => {
    bot = await stack.startBot();
    const at = await post("지난주 서비스별 비용 보여줘");
    await sleep(ms);
    await bot.kill();
    bot = await stack.startBot();
    const messages = (await stack.waitForEnd(at, 1)).filter(({ user }) => user === ours);
    expect(messages.filter(isEnd).map(({ text }) => text.split("\n")[0])).toEqual([
      expect.stringContaining("11월 9–15일 비용은 $"),
    ]);
    expect(messages.filter(({ files }) => files.length > 0)).toHaveLength(1);
    expect(messages).toHaveLength(2);
    expect(messages.every(({ streaming }) => !streaming)).toBe(true);
  });
});
