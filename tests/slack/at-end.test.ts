import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { Emit, FailureCode, TurnInput } from "../../src/ports/turn.ts";
import { createRunJournal } from "../../src/store/runs.ts";
import { slackBench } from "./support/bench.ts";
import { recordOf } from "./support/record.ts";
import { costArgs, costRecord, costs } from "./support/results.ts";

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
let last: TurnInput | null = null;

/** The words of a question say how it ends. */
const runTurn = async (input: TurnInput, emit: Emit, signal: AbortSignal) => {
  last = input;
  const text = bot.runs.get(input.runId)?.input.text ?? "";
  const looks = !text.includes("at once");
  if (looks) await bot.datasets.add(input.thread, "c1", "cost_query", costArgs, costs);
  const record = looks ? costRecord(input) : recordOf(input);
  if (text.includes("breaks")) {
    for (const call of record.toolCalls) createRunJournal(bot.db, Date as never).toolCall(input.runId, call);
    throw new Error("broken");
  }
  if (text.includes("slowly")) await new Promise((resolve) => signal.addEventListener("abort", resolve));
  await emit({ type: "text", markdown: "**$2,337.56**", verified: true });
  const code: FailureCode = text.includes("slowly") ? "stopped" : "budget_money";
  if (text.includes("fine")) await emit({ type: "turn_finished", status: "answered", record });
  else await emit({ type: "turn_failed", code, detail: null, partial: true, record });
  return text.includes("fine") ? ("answered" as const) : ("failed" as const);
};

const isEnd = ({ metadata, text }: SeenMessage) =>
  metadata?.event_type === "opsthread_turn" || text.includes("gave it up");
const pingsOf = (messages: SeenMessage[]) =>
  messages.filter(({ metadata }) => metadata?.event_type === "opsthread_handover");
const offersCall = (message: SeenMessage | undefined) => JSON.stringify(message?.blocks).includes("answer:handover");

/** Asks, and gives the end; with `pinged`, once the group was called as well. */
async function ask(text: string, { thread, pinged = false }: { thread?: string; pinged?: boolean } = {}) {
  const posted = await bench.control.post({
    ...{ user: "sarah", channel: "ops", text: `@ops ${text}` },
    ...(thread ? { thread_ts: thread } : {}),
  });
  const at = { user: "sarah", channel: posted.channel, thread_ts: thread ?? posted.ts };
  const all = await bench.control.waitFor(
    at,
    (seen) => seen.some((m) => isEnd(m) && m.ts > posted.ts) && (!pinged || pingsOf(seen).length > 0),
  );
  return { at, end: all.findLast(isEnd), pings: pingsOf(all) };
}
const restart = async () => {
  await bot.stop();
  bot = await bench.startBot(runTurn);
};

beforeAll(async () => {
  bench = await slackBench();
  bot = await bench.startBot(runTurn);
});
afterAll(async () => {
  await bot?.stop();
  await bench?.close();
});
beforeEach(() => {
  bench.onCall.atEnd = "call";
  bot.db.prepare("DELETE FROM hand_overs").run();
});

describe("a bot at its end", () => {
  it("calls the group by itself, with why and what was asked, seen and tried, and offers no button for it", async () => {
    const { end, pings } = await ask("why did it rise?", { pinged: true });
    expect(offersCall(end)).toBe(false);
    expect(pings).toHaveLength(1);
    expect(pings[0]?.blocks[0]).toMatchObject({
      text: {
        text: "<!subteam^S0APPROVERS> The bot calls by itself: it could not finish its answer to Sarah Lee. This question reached its cost limit.",
      },
    });
    for (const part of ["why did it rise?", "Cost Explorer", "3 rows", "could not complete its answer", last?.runId])
      expect(JSON.stringify(pings[0]?.blocks)).toContain(part);
  });

  it("does so once in a thread: what fails there within the hour has the button, which a person may press", async () => {
    const { at } = await ask("why did it rise?", { pinged: true });
    const again = await ask("once more", { thread: at.thread_ts });
    expect(offersCall(again.end)).toBe(true);
    expect(again.pings).toHaveLength(1);
    await bench.control.click({
      user: "sarah",
      channel: at.channel,
      message_ts: again.end!.ts,
      action_id: "answer:handover",
    });
    const all = await bench.control.waitFor(at, (seen) => pingsOf(seen).length === 2);
    expect(pingsOf(all)[1]?.text).toContain("Sarah Lee asks for somebody responsible.");
  });

  it("offers the button when it failed before it had looked at anything, and where the team wants no more", async () => {
    const early = await ask("fail at once");
    expect([offersCall(early.end), early.pings]).toEqual([true, []]);
    bench.onCall.atEnd = "offer";
    const offered = await ask("why did it rise?");
    expect([offersCall(offered.end), offered.pings]).toEqual([true, []]);
  });

  it("calls nobody when a person stopped it, also where its model had asked for a person", async () => {
    const posted = await bench.control.post({ user: "sarah", channel: "ops", text: "@ops look slowly" });
    const at = { user: "sarah", channel: posted.channel, thread_ts: posted.ts };
    await expect.poll(() => last?.thread).toBe(`${posted.channel}:${posted.ts}`);
    const { runId } = last!;
    bot.db.prepare("INSERT INTO hand_overs VALUES (?, 1, 'itself', 1, NULL, 'asked')").run(runId);
    await bench.control.post({ user: "sarah", channel: "ops", text: "stop", thread_ts: posted.ts });
    const all = await bench.control.waitFor(at, (seen) => seen.some(isEnd));
    expect(offersCall(all.find(isEnd))).toBe(false);
    await expect
      .poll(() => bot.db.prepare("SELECT called_by FROM hand_overs WHERE run_id = ?").pluck().get(runId))
      .toBe(null);
    await restart();
    expect(pingsOf((await bench.control.messages(at)).messages)).toEqual([]);
  });

  it("calls after a restart what it had decided, once, and nobody where the question was answered after all", async () => {
    const { at } = await ask("why did it rise?", { pinged: true });
    bot.db.prepare("UPDATE hand_overs SET posted_at = NULL").run();
    await restart();
    await expect.poll(() => bot.db.prepare("SELECT posted_at FROM hand_overs").pluck().get()).toBeTruthy();
    expect(pingsOf((await bench.control.messages(at)).messages)).toHaveLength(1);
    const fine = await ask("this is fine");
    bot.db.prepare("INSERT INTO hand_overs VALUES (?, 1, 'itself', 1, NULL, 'budget_money')").run(last?.runId);
    await restart();
    await expect
      .poll(() => bot.db.prepare("SELECT called_by FROM hand_overs WHERE run_id = ?").pluck().get(last?.runId))
      .toBe(null);
    expect(pingsOf((await bench.control.messages(fine.at)).messages)).toEqual([]);
  });

  it("gives what could not be called to a press, instead of leaving it at that", async () => {
    await bench.control.fault({ method: "usergroups.list", kind: "error", error: "internal_error", times: 1 });
    await restart();
    const { at } = await ask("why did it rise?");
    const seen = await bench.control.waitFor(at, (all) => offersCall(all.at(-1)));
    expect(seen.at(-1)?.text).toMatch(/^⚠️ The on-call could not be called\./);
    await bench.control.click({
      user: "sarah",
      channel: at.channel,
      message_ts: seen.at(-1)!.ts,
      action_id: "answer:handover",
    });
    await bench.control.waitFor(
      at,
      (all) => pingsOf(all).length === 1 && !offersCall(all.find(({ ts }) => ts === seen.at(-1)?.ts)),
    );
  });

  it("calls when it gave a question up after it broke again and again, with what it had fetched", async () => {
    const [{ end, pings }, early] = await Promise.all([ask("it breaks", { pinged: true }), ask("it breaks at once")]);
    expect(offersCall(end)).toBe(false);
    expect(pings[0]?.text).toBe(
      "<!subteam^S0APPROVERS> The bot calls by itself: the question of Sarah Lee broke several times and was given up.",
    );
    for (const part of ["it breaks", "Cost Explorer", "3 rows"])
      expect(JSON.stringify(pings[0]?.blocks)).toContain(part);
    const stateOf = bot.db.prepare("SELECT state FROM runs WHERE input ->> '$.input.text' = 'it breaks'").pluck();
    expect(stateOf.get()).toBe("failed");
    expect([offersCall(early.end), early.pings]).toEqual([true, []]);
  });
});
