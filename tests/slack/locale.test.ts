import { afterAll, beforeAll, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { Emit, TurnInput } from "../../src/ports/turn.ts";
import { slackBench } from "./support/bench.ts";
import { costArgs, costRecord, costs } from "./support/results.ts";

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;

/** Reads costs and ends as the question says. */
const runTurn = async (input: TurnInput, emit: Emit, signal: AbortSignal) => {
  const isKorean = input.language === "ko";
  await emit({ type: "turn_started", runId: input.runId });
  await emit({
    ...{ type: "tool_started", id: "c1", name: "cost_query", args: { regions: ["us-east-1"] } },
    titles: { ko: "비용 조회", en: "Cost" },
  });
  await bot.datasets.add(input.thread, "c1", "cost_query", costArgs, costs);
  const record = costRecord(input);
  for (const call of record.toolCalls) await emit({ type: "tool_finished", record: call });
  if (/refused/.test(input.text ?? "")) {
    for (const error of ["access_denied", "ambiguous"]) {
      const titles = { ko: "로그 조회", en: "Logs" };
      await emit({ type: "tool_started", id: error, name: "logs_query", args: {}, titles });
      const [call] = record.toolCalls;
      await emit({ type: "tool_finished", record: { ...call!, id: error, name: "logs_query", rows: null, error } });
    }
  }
  const waits = /중지|stop/.test(bot.runs.get(input.runId)?.input.text ?? "");
  await emit({
    type: "text",
    markdown: isKorean ? "**비용은 $2,337.56입니다.**" : "**It is $2,337.56.**",
    verified: true,
  });
  // Long enough that the answer is streamed, however busy the machine is.
  await new Promise((resolve) => setTimeout(resolve, 400));
  if (waits && !signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
  const code = waits ? "stopped" : "budget_money";
  if (/실패|fail|중지|stop/.test(bot.runs.get(input.runId)?.input.text ?? ""))
    await emit({ type: "turn_failed", code, detail: null, partial: true, record });
  else {
    const ask = isKorean ? "지난달 비용은?" : "And last month?";
    await emit({ type: "suggestions", asks: [{ label: ask, ask }] });
    await emit({ type: "turn_finished", status: "answered", record });
  }
  return "answered" as const;
};

beforeAll(async () => {
  bench = await slackBench();
  bot = await bench.startBot(runTurn);
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});

const isEnd = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
const post = (user: string, text: string, thread_ts?: string) =>
  bench.control.post({ user, channel: "ops", text, ...(thread_ts ? { thread_ts } : {}) });

/** What stands of the answer, with the numbers of the turn taken out. */
async function answer(user: string, text: string, isReady: (all: SeenMessage[]) => boolean = (all) => all.some(isEnd)) {
  const { channel, ts } = await post(user, `@ops ${text}`);
  const all = await bench.control.waitFor({ user, channel, thread_ts: ts }, isReady);
  const blocks = all.filter(({ user: who }) => who === "U0OPSBOT").flatMap((message) => message.blocks);
  const plain = JSON.stringify(blocks, (key, value) => (key === "block_id" ? undefined : value));
  return { ts, blocks: JSON.parse(plain.replace(/t-[0-9a-f]{10}/g, "t-1")) as unknown };
}
const statuses = async (ts: string) =>
  (await bench.control.journal()).flatMap((e) =>
    e.kind === "call" && e.method === "assistant.threads.setStatus" && e.args.thread_ts === ts && e.args.status
      ? [e.args.status]
      : [],
  );

it.each([
  ["sarah", "이번 달 비용", "실패하는 질문", "중지할 질문", "중지"],
  ["jiwoo", "cost of this month", "a question that fails", "one to stop", "stop"],
])(
  "%s reads what is Slack's in the language of their Slack, and the answer in that of the question",
  async (...given) => {
    const [user, question, failing, stopping, stop] = given as [string, string, string, string, string];
    const answered = await answer(user, question);
    const failed = await answer(user, failing);
    // By now the profile is known when the first sign is given.
    const stopped = await answer(user, stopping, (all) => JSON.stringify(all).includes("$2,337.56"));
    await post(user, stop, stopped.ts);
    const at = { user, channel: "ops", thread_ts: stopped.ts };
    const words = (await bench.control.waitFor(at, (all) => all.some(isEnd))).find(isEnd)?.text;
    expect({
      ...{ answered: answered.blocks, failed: failed.blocks, working: stopped.blocks },
      stopped: words?.replace(/t-[0-9a-f]{10}/, "t-1"),
      statuses: { first: (await statuses(answered.ts))[0], later: (await statuses(stopped.ts))[0] },
    }).toMatchSnapshot();
  },
);

it("a step without a result says why in words, and what is asked back is no failure", async () => {
  const { blocks } = await answer("sarah", "비용이랑 로그 (refused)");
  const steps = (blocks as { type: string; title?: string; status?: string; output?: object }[])
    .filter(({ type }) => type === "task_card")
    .map(({ title, status, output }) => [title, status, /"text":"([^"]*)"/.exec(JSON.stringify(output))?.[1]]);
  expect(steps.slice(1)).toEqual([
    ["Logs", "error", "no permission"],
    ["Logs", "complete", "asked back"],
  ]);
});
