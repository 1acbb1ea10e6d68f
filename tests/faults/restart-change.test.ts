import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bot, isCard, isEnd, type Stack, startStack } from "../e2e/support/stack.ts";

/** kill -9 at many moments of a turn and of an approved change; what people see afterwards is what counts. */
let stack: Stack;
let bot: Bot;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.close());
afterEach(() => bot.stop());

const post = async (text: string) => {
  const { channel, ts } = await stack.control.post({ user: "jiwoo", channel: "ops", text: `@ops ${text}` });
  return { user: "jiwoo", channel, thread_ts: ts };
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("kill -9 around a change", () => {
  const reboots = async () => (await stack.awsCalls("RebootInstances")).length;
  const requestReboot = async (name: string) => {
    const at = await post(`${name} 재부팅해줘`);
    await stack.waitForEnd(at, 1);
    const messages = await stack.control.waitFor(at, (all) => all.some(isCard));
    return { at, cardTs: messages.find(isCard)!.ts };
  };
  const approve = (at: { channel: string }, message_ts: string) =>
    stack.control.click({ user: "seoyeon", channel: at.channel, message_ts, action_id: "approval:approve" });

  it("row 1: a card posted before can be approved after, and runs once", async () => {
    const before = await reboots();
    bot = await stack.startBot();
    const { at, cardTs } = await requestReboot("order-api-1");
    await bot.kill();
    bot = await stack.startBot();
    await approve(at, cardTs);
    const messages = await stack.waitForEnd(at, 2, 40_000);
    expect(messages.find(isCard)?.text).toMatch(/^✅ order-api-1/);
    expect(await reboots()).toBe(before + 1);
  });

  // Eight seconds of waiting; the crash points beside it stand for it on each run.
  it.runIf(process.env.FAULTS === "all")(
    "row 2: while the call to AWS is under way: unknown, said so, never repeated",
    async () => {
      const before = await reboots();
      bot = await stack.startBot();
      const { at, cardTs } = await requestReboot("order-api-2");
      await stack.awsFault({ operation: "RebootInstances", kind: "hang", times: 1, ms: 8_000 });
      await approve(at, cardTs);
      await stack.control.waitFor(at, (all) => all.some((m) => isCard(m) && m.text.startsWith("⏳")));
      await sleep(2_500);
      await bot.kill();
      bot = await stack.startBot();
      const messages = await stack.waitForEnd(at, 2);
      expect(messages.find(isCard)?.text).toMatch(/^⚠️ order-api-2 .*결과를 알 수 없습니다/);
      expect(messages.filter(isEnd).at(-1)?.text).toMatch(/알 수 없/);
      await expect.poll(reboots, { timeout: 25_000 }).toBe(before + 1);
    },
  );
});

describe("row 26: SIGTERM during a turn", () => {
  it("ends within the grace, and the question is answered once in all", async () => {
    bot = await stack.startBot();
    const at = await post("지난주 서비스별 비용 보여줘");
    await sleep(100);
    const started = Date.now();
    await bot.stop();
    expect(Date.now() - started).toBeLessThan(25_000);
    bot = await stack.startBot();
    const messages = await stack.waitForEnd(at, 1);
    await sleep(800);
    expect(messages.filter(isEnd)).toHaveLength(1);
    expect((await stack.control.messages(at)).messages.filter(isEnd)).toHaveLength(1);
  });
});
