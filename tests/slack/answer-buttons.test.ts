import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { AgentEvent, Emit, TurnInput } from "../../src/ports/turn.ts";
import { lastDue } from "../../src/slack/week.ts";
import { slackBench } from "./support/bench.ts";
import { costArgs, costRecord, costs } from "./support/results.ts";

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
const asked: TurnInput[] = [];
let extra: AgentEvent[] = [];
/** A stream begins only when the answer takes longer than a moment. */
let pause = 0;
let fails = false;

const choices: AgentEvent = {
  type: "choices",
  question: "어느 서버인가요?",
  options: [
    { label: "order-api-1", ask: "order-api-1 상태 <!channel>" },
    { label: "order-api-2", ask: "order-api-2 상태" },
  ],
};
const suggestions: AgentEvent = {
  type: "suggestions",
  asks: [
    { label: "지난달", ask: "지난달 비용은?" },
    { label: "EC2만", ask: "EC2만 보여줘" },
    { label: "CSV로 받기", ask: "이 표를 CSV 파일로 줘" },
  ],
};

/** Reads costs, tells them, and offers what the test wants offered. */
const runTurn = async (input: TurnInput, emit: Emit) => {
  asked.push(input);
  await bot.datasets.add(input.thread, "c1", "cost_query", costArgs, costs);
  await emit({ type: "text", markdown: `**$2,337.56** ${input.text}`, verified: true });
  for (const event of extra.splice(0)) await emit(event);
  await new Promise((resolve) => setTimeout(resolve, pause));
  const record = costRecord(input);
  if (fails) await emit({ type: "turn_failed", code: "budget_money", detail: null, partial: true, record });
  else await emit({ type: "turn_finished", status: "answered", record });
  return "answered" as const;
};
const isFinal = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
const finals = (messages: SeenMessage[]) => messages.filter(isFinal);
const buttonsOf = (message: SeenMessage | undefined) =>
  (message?.blocks ?? []).flatMap(({ type, elements }) =>
    type === "actions" ? (elements as { action_id: string; text: { text: string } }[]) : [],
  );
const labels = (message: SeenMessage | undefined) => buttonsOf(message).map(({ text }) => text.text);

async function answered(text: string, user = "jiwoo", channel = "ops") {
  const posted = await bench.control.post({ user, channel, text: channel === "dm" ? text : `@ops ${text}` });
  const at = { user, channel: posted.channel, thread_ts: posted.ts };
  const messages = await bench.control.waitFor(at, (all) => finals(all).length === 1);
  return { at, answer: finals(messages)[0]! };
}
const press = (user: string, channel: string, message_ts: string, action_id: string, stale = false) =>
  bench.control.click({ user, channel, message_ts, action_id, ...(stale ? { stale } : {}) });
const saidAlone = (at: { user: string; channel: string; thread_ts: string }, text: string) =>
  bench.control.waitFor(at, (all) => all.some((message) => message.ephemeral && message.text === text));

beforeAll(async () => {
  bench = await slackBench();
  bot = await bench.startBot(runTurn);
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});
beforeEach(() => {
  asked.length = 0;
  extra = [];
  pause = 0;
  fails = false;
});
const restart = async () => {
  await bot.stop();
  bot = await bench.startBot(runTurn);
};

describe("the CSV and Chart buttons of an answer", () => {
  it("post its rows as a file and as a picture, once, for any member and after a restart", async () => {
    const { at, answer } = await answered("비용 보여줘");
    expect(labels(answer)).toEqual(["근거 보기", "CSV (3행)", "차트"]);
    await restart();
    await press("sarah", at.channel, answer.ts, "answer:csv");
    const withFile = await bench.control.waitFor(at, (all) => all.some(({ files }) => files.length > 0));
    const file = withFile.flatMap(({ files }) => files)[0]!;
    expect(file.name).toMatch(/^cost_query_2026-11-19_2026-11-20-[0-9a-f]{8}\.csv$/);
    expect((await bench.control.file(file.path)).toString("utf8")).toBe(
      [
        "\uFEFFDay,Service,Cost (USD)",
        "2026-11-19,Amazon EC2,1234.56",
        `2026-11-19,"'=HYPERLINK(""https://evil.example"")",3`,
        "2026-11-20,Amazon EC2,1100",
        "",
      ].join("\r\n"),
    );
    await press("jiwoo", at.channel, answer.ts, "answer:csv");
    await saidAlone(at, "이 파일은 이미 스레드에 있습니다.");
    await press("jiwoo", at.channel, answer.ts, "answer:chart");
    const all = await bench.control.waitFor(at, (seen) => seen.flatMap(({ files }) => files).length === 2);
    expect(all.flatMap(({ files }) => files.map(({ alt }) => alt))).toContain('drawn {"dataset":"d1"}');
  });

  it("say that the data is gone when its time was over, and refuse guests", async () => {
    const { at, answer } = await answered("show me the cost", "sarah");
    await bench.control.invite({ user: "jiwoo", channel: "ops", who: "guest" }).catch(() => undefined);
    await press("guest", at.channel, answer.ts, "answer:csv");
    await saidAlone({ ...at, user: "guest" }, "⛔ Guests may not ask. Please have a full member ask for you.");
    bot.datasets.sweep(-1, 1e12);
    await press("sarah", at.channel, answer.ts, "answer:csv");
    await saidAlone(
      at,
      "The data of this answer was deleted when its time was over. Ask the question again to read it anew.",
    );
  });
});

describe("the Evidence button", () => {
  it("opens what the answer rests on, in the reader's language, after a restart as well", async () => {
    const { at, answer } = await answered("비용 근거는?");
    await restart();
    await press("sarah", at.channel, answer.ts, "answer:evidence");
    await expect.poll(async () => (await bench.control.view("sarah")).modal?.title).toBe("Evidence");
    const { modal } = await bench.control.view("sarah");
    const text = JSON.stringify(modal?.blocks);
    expect(text).toContain("2 of 3 figures, times and names are in the results");
    expect(text).toContain(" ← d1: row 1, Cost");
    expect(text).toContain("console.aws.amazon.com/costmanagement");
    await press("jiwoo", at.channel, answer.ts, "answer:evidence");
    await expect.poll(async () => (await bench.control.view("jiwoo")).modal?.title).toBe("답변의 근거");
  });

  it("keeps the calls when the rows are gone, and says so", async () => {
    const { at, answer } = await answered("cost evidence", "sarah");
    bot.datasets.sweep(-1, 1e12);
    await press("sarah", at.channel, answer.ts, "answer:evidence");
    await expect
      .poll(async () => JSON.stringify((await bench.control.view("sarah")).modal?.blocks ?? []))
      .toContain("The rows were deleted when their time was over.");
  });

  it("opens within the trigger's three seconds although Slack does not say who pressed", async () => {
    const { at, answer } = await answered("비용");
    await restart();
    await bench.control.fault({ method: "users.info", kind: "slow", ms: 4_000, times: 1 });
    await press("doyun", at.channel, answer.ts, "answer:evidence");
    await expect
      .poll(async () => (await bench.control.view("doyun")).modal?.title, { timeout: 2_800 })
      .toBe("답변의 근거");
    await bench.control.clearFaults();
  });
});

describe("votes", () => {
  const vote = (user: string, channel: string, ts: string, value: string) =>
    bench.control.click({ user, channel, message_ts: ts, action_id: "feedback:vote", value });
  const rows = () => bot.db.prepare("SELECT person, vote, reason FROM feedback ORDER BY person").all();
  beforeEach(() => void bot.db.prepare("DELETE FROM feedback").run());

  it("are stored with a reason, once per person, and may be changed", async () => {
    const { at, answer } = await answered("비용 평가");
    const runId = asked[0]!.runId;
    await vote("sarah", at.channel, answer.ts, `${runId} up`);
    await saidAlone({ ...at, user: "sarah" }, "Your vote is stored. Thank you.");
    await vote("jiwoo", at.channel, answer.ts, `${runId} down`);
    await expect.poll(async () => (await bench.control.view("jiwoo")).modal?.title).toBe("무엇이 아쉬웠나요?");
    const { modal } = await bench.control.view("jiwoo");
    const values = { why: { text: { type: "plain_text_input", value: "세금이 빠졌습니다 <!channel>" } } };
    await bench.control.submitView({ user: "jiwoo", view_id: modal!.id, values });
    await saidAlone(at, "의견과 이유를 저장했습니다. 고맙습니다.");
    expect(rows()).toEqual([
      { person: "U0JIWOO", vote: "down", reason: "세금이 빠졌습니다 <!channel>" },
      { person: "U0SARAH", vote: "up", reason: null },
    ]);
    await vote("jiwoo", at.channel, answer.ts, `${runId} up`);
    await expect.poll(rows).toContainEqual({ person: "U0JIWOO", vote: "up", reason: null });

    await vote("sarah", at.channel, answer.ts, `${runId} down`);
    await expect.poll(async () => (await bench.control.view("sarah")).modal?.title).toBe("What was missing?");
    await vote("guest", at.channel, answer.ts, `${runId} down`);
    await saidAlone({ ...at, user: "guest" }, "⛔ Guests may not ask. Please have a full member ask for you.");
    expect(rows()).toHaveLength(2);
  });

  it.each([
    ["chat.stopStream", 300],
    ["chat.postMessage", 0],
  ])("are plain buttons where Slack does not know its own and %s is refused", async (method, pauseMs) => {
    await bench.control.fault({ method, kind: "error", error: "invalid_blocks", times: 1 });
    pause = pauseMs;
    const { at, answer } = await answered("비용 평가 버튼");
    expect(labels(answer).slice(-2)).toEqual(["👍 도움이 되었습니다", "👎 도움이 되지 않았습니다"]);
    await press("jiwoo", at.channel, answer.ts, "feedback:up");
    await saidAlone(at, "의견을 저장했습니다. 고맙습니다.");
    expect(rows()).toEqual([{ person: "U0JIWOO", vote: "up", reason: null }]);
  });

  it("are told once a week in the configured channel, and what was said elsewhere stays there", async () => {
    const here = await answered("여기 비용");
    const there = await answered("비밀 비용", "jiwoo", "dm");
    for (const [at, run] of [here, there].map(({ at }, n) => [at, asked[n]!.runId] as const)) {
      bot.db.prepare("INSERT INTO feedback VALUES (?, 'U0JIWOO', 'down', 'DM에는 <!here> 없음', 0)").run(run);
      expect(at.thread_ts).toBeTruthy();
    }
    const due = lastDue(Date.now(), { weekday: "monday", at: "09:00", zone: "Asia/Seoul" });
    bot.db.prepare("UPDATE feedback SET voted_at = ?").run(due - 1);
    bot.db.prepare("DELETE FROM feedback_summaries").run();
    await Promise.all([bot.slack.postSummary()]);
    await bot.slack.postSummary();
    bot.db.prepare("UPDATE feedback_summaries SET posted_at = NULL").run();
    await restart();
    await bot.slack.postSummary();
    const { messages } = await bench.control.messages({ user: "jiwoo", channel: "ops" });
    const summaries = messages.filter(({ metadata }) => metadata?.event_type === "opsthread_feedback_week");
    expect(summaries).toHaveLength(1);
    const text = JSON.stringify(summaries[0]?.blocks);
    expect(text).toContain("여기 비용");
    expect(text).not.toContain("비밀 비용");
    expect(text).toContain("다른 채널과 DM의 👎 1건은 내용을 싣지 않습니다.");
    expect(text).toContain("/archives/C0OPS/");
  });
});

describe("a call for somebody responsible", () => {
  const pings = (messages: SeenMessage[]) =>
    messages.filter(({ metadata }) => metadata?.event_type === "opsthread_handover");

  it("is offered when the bot is at its end, pings once after a press, and sums up what is on record", async () => {
    fails = true;
    const { at, answer } = await answered("왜 느려 <!channel>");
    expect(labels(answer)[0]).toBe("담당자 호출");
    expect(JSON.stringify(answer.blocks)).toContain("@aws-approvers 그룹에 알림이 가고");
    await Promise.all([
      press("sarah", at.channel, answer.ts, "answer:handover"),
      press("jiwoo", at.channel, answer.ts, "answer:handover", true),
    ]);
    const messages = await bench.control.waitFor(at, (all) => pings(all).length > 0);
    const [ping] = pings(messages);
    expect(ping?.blocks[0]).toMatchObject({ text: { text: expect.stringMatching(/^<!subteam\^S0APPROVERS> /) } });
    expect(JSON.stringify(ping?.blocks.slice(1))).not.toMatch(/mrkdwn/);
    for (const part of ["왜 느려 <!channel>", "비용 조회", "3행", "봇이 답을 마치지 못했습니다.", asked[0]!.runId])
      expect(JSON.stringify(ping?.blocks)).toContain(part);
    const rest = await bench.control.waitFor(
      at,
      (all) => labels(all.find(({ ts }) => ts === answer.ts))[0] !== "담당자 호출",
    );
    expect(pings(rest)).toHaveLength(1);
  });

  it("asked for in plain words happens when the answer stands, restarts included", async () => {
    const { at } = await answered("담당자 불러줘");
    const runId = asked[0]!.runId;
    bot.db.prepare("INSERT INTO hand_overs VALUES (?, 1, 'U0JIWOO', 1, NULL, NULL)").run(runId);
    await restart();
    await bench.control.waitFor(at, (all) => pings(all).length === 1);
    await restart();
    bot.db.prepare("UPDATE hand_overs SET posted_at = NULL").run();
    await restart();
    expect(pings((await bench.control.messages(at)).messages)).toHaveLength(1);
  });

  it("from a direct message goes to the configured channel after the press has said so", async () => {
    fails = true;
    const { at, answer } = await answered("why is it slow", "sarah", "dm");
    expect(JSON.stringify(answer.blocks)).toContain("in this direct message is posted in #ops");
    await press("sarah", at.channel, answer.ts, "answer:handover");
    const here = { user: "jiwoo", channel: "ops" };
    const seen = await bench.control.waitFor(here, (all) =>
      pings(all).some(({ blocks }) => JSON.stringify(blocks).includes("why is it slow")),
    );
    expect(pings((await bench.control.messages(at)).messages)).toHaveLength(0);
    expect(JSON.stringify(pings(seen).at(-1)?.blocks)).toContain("/archives/");
  });

  it("that cannot be made says why, and may be tried again", async () => {
    fails = true;
    const { at, answer } = await answered("slow again", "sarah");
    await bench.control.fault({ method: "usergroups.list", kind: "error", error: "internal_error", times: 1 });
    await restart();
    await press("sarah", at.channel, answer.ts, "answer:handover");
    await saidAlone(at, "⚠️ The on-call could not be called. Please press again in a moment, or reach them directly.");
    await press("sarah", at.channel, answer.ts, "answer:handover");
    await bench.control.waitFor(at, (all) => pings(all).length === 1);
  });
});

describe("a press in Slack's own shape", () => {
  const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
  const payload = (action: "ask" | "vote", runId: string, channel: string, ts: string, threadTs: string) => {
    const body = JSON.parse(fixture("block-actions.json").replaceAll("RUN", runId)) as Record<string, object>;
    const actions = JSON.parse(fixture("actions.json").replaceAll("RUN", runId)) as Record<string, unknown>;
    const at = { channel_id: channel, message_ts: ts, thread_ts: threadTs };
    const message = { ...body.message, ts, thread_ts: threadTs };
    return { ...body, container: { ...body.container, ...at }, message, actions: [actions[action]] };
  };

  it("asks, keeps every other block of a streamed message, and takes a vote", async () => {
    extra = [suggestions];
    const { at, answer } = await answered("이번 달 비용");
    const { runId } = asked[0]!;
    await bot.slack.handle(payload("vote", runId, at.channel, answer.ts, at.thread_ts), false);
    await bot.slack.handle(payload("ask", runId, at.channel, answer.ts, at.thread_ts), false);
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 2);
    expect(asked[1]).toMatchObject({ text: "EC2만 보여줘", asker: { id: "U0SARAH" } });
    expect(bot.db.prepare("SELECT person, vote FROM feedback WHERE run_id = ?").all(runId)).toEqual([
      { person: "U0SARAH", vote: "up" },
    ]);
    const kept = messages.find(({ ts }) => ts === answer.ts)?.blocks.map(({ type }) => type);
    expect(kept?.[0]).toBe("rich_text");
    expect(kept?.at(-1)).toBe("context_actions");
  });
});

describe("questions to press", () => {
  it("are asked as the person who pressed, shown in the thread, once, and then the buttons are gone", async () => {
    extra = [choices];
    const { at, answer } = await answered("서버 상태");
    expect(labels(answer).slice(0, 2)).toEqual(["order-api-1", "order-api-2"]);
    await Promise.all([
      press("sarah", at.channel, answer.ts, "answer:ask:0"),
      press("jiwoo", at.channel, answer.ts, "answer:ask:1", true),
    ]);
    const messages = await bench.control.waitFor(at, (all) => finals(all).length === 2);
    expect(asked).toHaveLength(2);
    const second = asked[1]!;
    expect([
      ["order-api-1 상태 <!channel>", "U0SARAH"],
      ["order-api-2 상태", "U0JIWOO"],
    ]).toContainEqual([second.text, second.asker.id]);
    const shown = messages.filter(({ metadata }) => metadata?.event_type === "opsthread_asked");
    expect(shown).toHaveLength(1);
    expect(shown[0]!.text).not.toContain("<");
    const first = messages.find(({ ts }) => ts === answer.ts);
    expect(labels(first)).toEqual(["근거 보기"]);
    expect(JSON.stringify(first?.blocks)).toContain("$2,337.56");
  });

  it("of suggestions leave the others to press, until the conversation goes on", async () => {
    extra = [suggestions];
    const { at, answer } = await answered("이번 달 비용은?");
    expect(labels(answer)).toEqual(["지난달", "EC2만", "근거 보기", "CSV (3행)", "차트"]);
    await press("jiwoo", at.channel, answer.ts, "answer:ask:0");
    await bench.control.waitFor(at, (all) => finals(all).length === 2);
    expect(asked[1]).toMatchObject({ text: "지난달 비용은?", asker: { id: "U0JIWOO" }, language: "ko" });
    const gone = await bench.control.waitFor(at, (all) => labels(all.find(({ ts }) => ts === answer.ts)).length === 3);
    expect(labels(gone.find(({ ts }) => ts === answer.ts))).toEqual(["근거 보기", "CSV (3행)", "차트"]);
    await press("sarah", at.channel, answer.ts, "answer:ask:1", true);
    await saidAlone(
      { ...at, user: "sarah" },
      "The conversation has gone on, so this button is closed. Please write your question in the thread.",
    );
    expect(asked).toHaveLength(2);
  });

  it("work after a restart, and one that was pressed as the process died is asked by the next", async () => {
    extra = [suggestions];
    const { at, answer } = await answered("비용은?");
    await restart();
    await press("sarah", at.channel, answer.ts, "answer:ask:1");
    await bench.control.waitFor(at, (all) => finals(all).length === 2);

    extra = [suggestions];
    const other = await answered("또 비용은?");
    bot.db
      .prepare("UPDATE asks SET pressed_by = 'U0JIWOO', pressed_at = 1 WHERE thread = ? AND n = 0")
      .run(`${other.at.channel}:${other.at.thread_ts}`);
    await restart();
    const messages = await bench.control.waitFor(other.at, (all) => finals(all).length === 2);
    expect(messages.filter(({ metadata }) => metadata?.event_type === "opsthread_asked")).toHaveLength(1);
  });

  it("are refused to who may not ask, seen by them alone", async () => {
    extra = [suggestions];
    const { at, answer } = await answered("비용 알려줘");
    await press("guest", at.channel, answer.ts, "answer:ask:0");
    await saidAlone({ ...at, user: "guest" }, "⛔ Guests may not ask. Please have a full member ask for you.");
    expect(asked).toHaveLength(1);
  });
});
