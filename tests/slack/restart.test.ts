import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { Emit, TurnInput } from "../../src/ports/turn.ts";
import { runIdOf } from "../../src/slack/intake.ts";
import { preview } from "../approvals/support.ts";
import { slackBench } from "./support/bench.ts";
import { recordOf } from "./support/record.ts";

/** A restart here is a second bot on the same state, started while the first is stuck where it "died". */
let bench: Awaited<ReturnType<typeof slackBench>>;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  bench = await slackBench();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await bench.close();
});

const isFinal = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = { png, alt: "a chart", title: "Chart" };

async function finish(input: TurnInput, emit: Emit) {
  await emit({ type: "text", markdown: "**the answer**", verified: true });
  await emit({ type: "turn_finished", status: "answered", record: recordOf(input) });
  return "answered" as const;
}

async function bot(runTurn: (input: TurnInput, emit: Emit) => Promise<"answered">) {
  const started = await bench.startBot(runTurn);
  stops.push(started.stop);
  return started;
}

describe("after a restart", () => {
  it("row 4: a question that was stored and not begun is answered", async () => {
    const never = new Promise<never>(() => {});
    const first = await bot(() => never);
    const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: "@ops 비용" });
    await bench.control.waitFor({ user: "jiwoo", channel }, (all) => all.some((message) => message.ts === ts));
    await expect.poll(() => first.db.prepare("SELECT count(*) FROM runs").pluck().get()).toBe(1);
    await first.slack.stop();
    await bot(finish);
    const messages = await bench.control.waitFor(
      { user: "jiwoo", channel, thread_ts: ts },
      (all) => all.filter(isFinal).length === 1,
    );
    expect(messages).toHaveLength(2);
  });

  it("a half-written answer and its picture leave one answer and one picture", async () => {
    const never = new Promise<never>(() => {});
    const half = Promise.withResolvers<void>();
    const first = await bot(async (_, emit) => {
      await emit({
        type: "tool_started",
        id: "c1",
        name: "cost_query",
        titles: { ko: "비용 조회", en: "Cost" },
        args: {},
      });
      await emit({ type: "text", markdown: "half of it", verified: true });
      await emit({ type: "picture", toolCallId: "c2", picture });
      half.resolve();
      return never;
    });
    const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: "@ops 비용" });
    const at = { user: "jiwoo", channel, thread_ts: ts };
    await half.promise;
    await bench.control.waitFor(at, (all) => all.some(({ files }) => files.length > 0));
    await first.slack.stop();
    await bot(async (input, emit) => {
      await emit({ type: "picture", toolCallId: "c2", picture });
      return finish(input, emit);
    });
    const messages = await bench.control.waitFor(at, (all) => all.filter(isFinal).length === 1);
    const ours = messages.filter(({ user }) => user === "U0OPSBOT");
    expect(ours.filter(({ files }) => files.length > 0)).toHaveLength(1);
    expect(ours.filter(({ files }) => files.length === 0).map(({ text }) => text)).toEqual(["**the answer**"]);
  });

  it("rows 1, 42: an end that stands in Slack is not given again, whatever of it was written down", async () => {
    const never = new Promise<never>(() => {});
    const usd = 0.42;
    const first = await bot(async (input, emit) => {
      const status = input.text?.startsWith("reboot") ? "waiting" : "answered";
      await emit({ type: "text", markdown: `**${status}**`, verified: true });
      await emit({ type: "turn_finished", status, record: { ...recordOf(input), usd, offline: true } });
      return never;
    });
    const ask = async (text: string) => {
      const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: `@ops ${text}` });
      const at = { user: "jiwoo", channel, thread_ts: ts };
      await bench.control.waitFor(at, (all) => all.filter(isFinal).length === 1);
      const written = () => first.runs.ofThread(`${channel}:${ts}`, 1).find(({ state }) => state !== "running");
      await expect.poll(written).toBeDefined();
      const { runId } = written()!;
      return { at, runId };
    };
    const asked = {
      begun: await ask("cost, and the row still says that it is posted"),
      posted: await ask("cost, and only the turn itself is not ended"),
      gone: await ask("cost, and the power took all of it"),
      waiting: await ask("reboot, and all is written but the card"),
      waitingBegun: await ask("reboot, and nothing is written"),
    };
    for (const { at, runId } of [asked.waiting, asked.waitingBegun]) {
      const thread = `${at.channel}:${at.thread_ts}`;
      const terms = { tier: "T2" as const, approvers: 1, self: false, typed: false, why: [], taint: [], unnamed: [] };
      const contract = { v: 1 as const, call: preview.call, requester: "U0JIWOO", runId, policyVersion: 1 };
      const about = {
        id: `a-${runId}`,
        thread,
        runId,
        toolCallId: "c1",
        requester: "U0JIWOO",
        hash: "h",
        callKey: runId,
      };
      const times = { createdAt: Date.now(), expiresAt: Date.now() + 60_000 };
      first.approvals.add({ ...about, contract, preview, terms, rationale: null, undoOf: null, ...times });
    }
    await first.slack.stop();
    const change = (of: keyof typeof asked, ...statements: string[]) => {
      for (const statement of statements) first.db.prepare(statement).run({ runId: asked[of].runId });
    };
    const running = "UPDATE runs SET state = 'running' WHERE run_id = @runId";
    const open = "UPDATE posts SET state = 'open' WHERE run_id = @runId";
    change("begun", running, open);
    change("posted", running);
    change("gone", "DELETE FROM posts WHERE run_id = @runId", "DELETE FROM runs WHERE run_id = @runId");
    change("waitingBegun", running, open);

    const again: string[] = [];
    const second = await bot(async (input, emit) => {
      again.push(input.runId);
      return finish(input, emit);
    });
    await expect.poll(() => second.done.length, { timeout: 15_000 }).toBe(5);
    expect(again).toEqual([]);
    const shown = async ({ at }: { at: typeof asked.gone.at }) => {
      const { messages } = await bench.control.messages(at);
      return messages.filter(({ user }) => user === "U0OPSBOT").map(({ metadata }) => metadata?.event_type);
    };
    const states = Object.entries(asked).map(async ([name, one]) => {
      const { state, record } = second.runs.get(one.runId)!;
      return [name, state, record?.usd, record?.offline, await shown(one)];
    });
    expect(await Promise.all(states)).toEqual([
      ["begun", "answered", usd, true, ["opsthread_turn"]],
      ["posted", "answered", usd, true, ["opsthread_turn"]],
      // The figures were posted; what else is known of the turn went with the power.
      ["gone", "answered", usd, false, ["opsthread_turn"]],
      ["waiting", "waiting", usd, true, ["opsthread_turn", "opsthread_card"]],
      ["waitingBegun", "waiting", usd, true, ["opsthread_turn", "opsthread_card"]],
    ]);
  });

  it("a card that stands, but not on record or without a vote, is drawn anew and recorded as it is shown then", async () => {
    const terms = { tier: "T3" as const, approvers: 2, self: false, typed: true, why: [], taint: [], unnamed: [] };
    const id = "a".repeat(32);
    const times = { createdAt: Date.now(), expiresAt: Date.now() + 60_000 };
    const never = new Promise<never>(() => {});
    const first = await bot(async (input, emit) => {
      const { thread, runId } = input;
      const contract = { v: 1 as const, call: preview.call, requester: "U0JIWOO", runId, policyVersion: 1 };
      const about = { id, thread, runId, toolCallId: "c1", requester: "U0JIWOO", hash: "h", callKey: "k" };
      first.approvals.add({ ...about, contract, preview, terms, rationale: null, undoOf: null, ...times });
      await emit({ type: "proposal", toolCallId: "c1", approvalId: id, preview });
      await emit({ type: "turn_finished", status: "waiting", record: recordOf(input) });
      return never;
    });
    const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: "@ops reboot" });
    const cardNow = async () => {
      const { messages } = await bench.control.messages({ user: "jiwoo", channel, thread_ts: ts });
      const cards = messages.filter(({ metadata }) => metadata?.event_type === "opsthread_card");
      expect(cards).toHaveLength(1);
      return cards[0]!;
    };
    const recorded = () =>
      first.db.prepare("SELECT detail FROM audit WHERE what = 'shown' ORDER BY seq").pluck().all().map(String);
    const drawn = (detail: string) => JSON.parse(detail) as { ts: string; text: string; blocks: unknown };
    await expect.poll(recorded).toHaveLength(1);
    const [before] = recorded();
    await first.slack.stop();

    // As if it had died between the card and its record.
    first.db.exec("DROP TRIGGER audit_kept_d; DELETE FROM audit");
    first.db.exec("UPDATE runs SET state = 'running'; UPDATE posts SET state = 'open', ts = NULL WHERE kind = 'card'");
    const second = await bot(finish);
    await expect.poll(recorded, { timeout: 10_000 }).toHaveLength(1);
    expect({ ...drawn(recorded()[0]!), state: "" }).toEqual({ ...drawn(before!), state: "" });
    await second.slack.stop();

    // As if it had died between a vote and the card.
    first.approvals.vote(
      id,
      { user: "U0SEOYEON", team: "T0HANEUL" },
      {
        ...{ needed: 2, counted: [], now: Date.now(), execDeadline: Date.now() + 60_000 },
      },
    );
    expect(JSON.stringify((await cardNow()).blocks)).not.toContain("1 of 2");
    await bot(finish);
    await expect.poll(recorded, { timeout: 10_000 }).toHaveLength(2);
    const { ts: at, text } = drawn(recorded()[1]!);
    expect([at, text]).toEqual([(await cardNow()).ts, (await cardNow()).text]);
    const vote = "Approved 1 of 2: 박서연";
    expect(recorded()[1]).toContain(vote);
    expect(JSON.stringify((await cardNow()).blocks)).toContain(vote);
  });

  it("row 1: a question the process died on again and again is given up with a word", async () => {
    const never = new Promise<never>(() => {});
    const { channel, ts } = await bench.control.post({ user: "sarah", channel: "ops", text: "@ops cost please" });
    for (let attempt = 0; attempt < 3; attempt++) {
      const dying = await bench.startBot(() => never);
      await expect
        .poll(() => dying.db.prepare("SELECT max(attempts) FROM inbox").pluck().get(), { timeout: 5_000 })
        .toBe(attempt + 1);
      await dying.slack.stop();
      stops.push(dying.stop);
    }
    await bot(finish);
    const messages = await bench.control.waitFor({ user: "sarah", channel, thread_ts: ts }, (all) =>
      all.some(({ text }) => text.startsWith("⚠️ This question failed several times")),
    );
    expect(messages.filter(isFinal)).toEqual([]);
    expect(messages.at(-1)?.text).toBe(
      `⚠️ This question failed several times, so I gave it up. Reference \`${runIdOf(`${channel}:${ts}`)}\``,
    );
  });
});
