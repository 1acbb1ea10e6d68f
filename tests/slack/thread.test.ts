import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { Emit, TurnInput } from "../../src/ports/turn.ts";
import { slackBench } from "./support/bench.ts";
import { recordOf } from "./support/record.ts";

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
let script: (input: TurnInput, emit: Emit) => Promise<void>;
const asked: TurnInput[] = [];

const answer = (markdown: string) => async (input: TurnInput, emit: Emit) => {
  await emit({ type: "turn_started", runId: input.runId });
  await emit({ type: "text", markdown, verified: true });
  await emit({ type: "turn_finished", status: "answered", record: recordOf(input) });
};
const isFinal = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
const finals = (messages: SeenMessage[]) => messages.filter(isFinal);
const ask = async (user: string, text: string, channel = "ops", thread?: string) => {
  const posted = await bench.control.post({ user, channel, text, ...(thread ? { thread_ts: thread } : {}) });
  return { user, channel: posted.channel, thread_ts: thread ?? posted.ts, ts: posted.ts };
};

beforeAll(async () => {
  bench = await slackBench();
  bot = await bench.startBot(async (input, emit) => {
    asked.push(input);
    await script(input, emit);
    return "answered";
  });
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});
beforeEach(async () => {
  await bench.control.clearFaults();
  asked.length = 0;
  script = answer("**안녕하세요.**");
});

describe("a question", () => {
  it("asked by mention is answered once, in a thread of its own, in the words' language and the person's zone", async () => {
    const at = await ask("jiwoo", "@ops 지난주 비용 보여줘");
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 1);
    expect(messages.map(({ user, text }) => [user, text])).toEqual([
      ["U0JIWOO", "<@U0OPSBOT> 지난주 비용 보여줘"],
      ["U0OPSBOT", "**안녕하세요.**"],
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      text: "지난주 비용 보여줘",
      language: "ko",
      zone: "Asia/Seoul",
      accounts: ["haneul-prod"],
    });
  });

  it("needs no mention in that thread and none in a DM", async () => {
    const at = await ask("sarah", "@ops hello there");
    await bench.control.waitFor(at, (all) => finals(all).length === 1);
    await ask("sarah", "and the week before?", "ops", at.thread_ts);
    await bench.control.waitFor(at, (all) => finals(all).length === 2);
    const dm = await ask("sarah", "hello in private", "dm");
    await bench.control.waitFor(dm, (all) => finals(all).length === 1);
    expect(asked.map(({ text, language, zone }) => [text, language, zone])).toEqual([
      ["hello there", "en", "America/Los_Angeles"],
      ["and the week before?", "en", "America/Los_Angeles"],
      ["hello in private", "en", "America/Los_Angeles"],
    ]);
  });

  it("of a guest is refused, seen by the guest alone", async () => {
    const at = await ask("guest", "@ops show me the cost");
    const seen = await bench.control.waitFor({ user: "guest", channel: at.channel }, (all) =>
      all.some(({ text }) => text.startsWith("⛔ Guests may not ask.")),
    );
    expect(seen.some(({ ephemeral }) => ephemeral)).toBe(true);
    const { messages } = await bench.control.messages({ user: "jiwoo", channel: at.channel });
    expect(messages.some(({ text }) => text.startsWith("⛔ Guests"))).toBe(false);
    expect(asked).toEqual([]);
  });

  it("in a channel without accounts is explained", async () => {
    const at = await ask("jiwoo", "@ops 비용 알려줘", "general");
    await bench.control.waitFor({ user: "jiwoo", channel: at.channel }, (all) =>
      all.some(({ text }) => text.startsWith("⛔ 이 채널에는 AWS 계정이 연결되어 있지 않습니다.")),
    );
  });

  it("that comes while another is answered waits its turn, and the person is told", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    script = async (input, emit) => {
      if (input.text === "first one") await held;
      await answer(`answer to ${input.text}`)(input, emit);
    };
    const at = await ask("sarah", "@ops first one");
    await ask("sarah", "second one", "ops", at.thread_ts);
    await bench.control.waitFor(at, (all) =>
      all.some(({ text, ephemeral }) => ephemeral && text.startsWith("I am still answering")),
    );
    release();
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 2);
    expect(finals(messages).map(({ text }) => text)).toEqual(["answer to first one", "answer to second one"]);
  });

  it("of two people in two threads is served side by side", async () => {
    const both = Promise.withResolvers<void>();
    let running = 0;
    script = async (input, emit) => {
      running += 1;
      if (running === 2) both.resolve();
      await both.promise;
      await answer("together")(input, emit);
    };
    const [one, two] = await Promise.all([ask("jiwoo", "@ops 하나"), ask("sarah", "@ops two please")]);
    await Promise.all([one, two].map((at) => bench.control.waitFor(at, (all) => finals(all).length === 1)));
  });

  it("delivered five times over is answered once", async () => {
    const at = await ask("jiwoo", "@ops 한 번만");
    await bench.control.waitFor(at, (all) => finals(all).length === 1);
    const entries = await bench.control.journal();
    const events = entries.flatMap((entry) =>
      entry.kind === "envelope" && entry.payload.event_id ? [String(entry.payload.event_id)] : [],
    );
    await bench.control.redeliver(events.at(-1)!, 5);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(finals((await bench.control.messages(at)).messages)).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });
});

describe("the answer", () => {
  const faults = [
    ["streams cannot be started", { method: "chat.startStream", kind: "error", error: "unknown_method", times: 1 }],
    ["a stream cannot be ended", { method: "chat.stopStream", kind: "http_500", times: 1 }],
    [
      "an append is lost",
      { method: "chat.appendStream", kind: "error", error: "message_not_in_streaming_state", times: 1 },
    ],
    ["Slack asks to wait", { method: "chat.stopStream", kind: "ratelimited", retry_after: 1, times: 1 }],
  ] as const;
  it.each(faults)("row 22: arrives once and whole when %s", async (_, fault) => {
    await bench.control.fault(fault);
    script = async (input, emit) => {
      await emit({
        type: "tool_started",
        id: "c1",
        name: "cost_query",
        titles: { ko: "비용 조회", en: "Cost" },
        args: {},
      });
      await new Promise((resolve) => setTimeout(resolve, 800));
      await answer("**$1,234.56**\n\n| a | b |\n|---|---|\n| 1 | 2 |")(input, emit);
    };
    const at = await ask("jiwoo", "@ops 비용");
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 1);
    const ours = messages.filter(({ user }) => user === "U0OPSBOT");
    expect(ours).toHaveLength(1);
    expect(JSON.stringify(ours[0])).toContain("$1,234.56");
  });

  it("row 23: is not posted twice when Slack took a post and the reply was lost", async () => {
    await bench.control.fault({ method: "chat.startStream", kind: "error", error: "unknown_method", times: 1 });
    await bench.control.fault({ method: "chat.postMessage", kind: "drop_reply", times: 1 });
    const at = await ask("jiwoo", "@ops 비용");
    await bench.control.waitFor(at, (all) => finals(all).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(finals((await bench.control.messages(at)).messages)).toHaveLength(1);
  });

  it("longer than one message is posted in parts, whole and in order", async () => {
    const paragraphs = Array.from({ length: 60 }, (_, i) => `paragraph ${i} ${"x".repeat(380)}`);
    script = answer(paragraphs.join("\n\n"));
    const at = await ask("sarah", "@ops everything please");
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 1);
    const text = JSON.stringify(messages.filter(({ user }) => user === "U0OPSBOT").map(({ blocks }) => blocks));
    const numbers = [...text.matchAll(/paragraph (\d+) x/g)].map(([, n]) => Number(n));
    expect(numbers).toEqual(paragraphs.map((_, i) => i));
  });

  it("that fails is one explained failure with a number to quote", async () => {
    script = async (input, emit) => {
      await emit({
        type: "turn_failed",
        code: "model_unreachable",
        detail: null,
        partial: false,
        record: recordOf(input),
      });
    };
    const at = await ask("jiwoo", "@ops 비용");
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 1);
    expect(finals(messages)[0]?.text).toBe(
      `⚠️ **언어 모델에 연결할 수 없어 답을 마치지 못했습니다.** 잠시 뒤 같은 질문을 다시 보내 주세요.\n문의 번호 \`${asked[0]?.runId}\``,
    );
  });

  it("cannot ping anybody, whatever the model wrote", async () => {
    script = answer("<!channel> <@U0SARAH> [console](https://evil.example) ![p](https://evil.example/p.png)");
    const at = await ask("jiwoo", "@ops 비용");
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 1);
    expect(finals(messages)[0]?.text).toBe(
      "&lt;!channel> &lt;@U0SARAH> console (`https://evil.example`) p `https://evil.example/p.png`",
    );
  });
});

describe("a failure on the way", () => {
  it("of Slack's own look-ups is tried again, so that no question is lost", async () => {
    await bench.control.fault({ method: "users.info", kind: "error", error: "internal_error", times: 1 });
    await bench.control.changePerson("doyun", { real_name: "이도윤" });
    const at = await ask("doyun", "@ops 비용");
    await bench.control.waitFor(at, (all) => finals(all).length === 1);
    expect(asked).toHaveLength(1);
  });

  it("that does not go away ends in a word to the person", async () => {
    script = async () => {
      throw new Error("a defect");
    };
    // Who asked cannot be looked up then, and Slack takes the word only when it is asked again.
    const at = await ask("sarah", "@ops break please");
    await expect.poll(() => asked.length).toBe(1);
    await bench.control.fault({ method: "conversations.replies", kind: "error", error: "internal_error", times: 99 });
    await bench.control.fault({ method: "chat.postMessage", kind: "ratelimited", retry_after: 1, times: 2 });
    await bench.control.waitFor(
      at,
      (all) => all.some(({ text }) => text.startsWith("⚠️ This question failed several times")),
      20_000,
    );
  });
});
