import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { Emit, TurnInput } from "../../src/ports/turn.ts";
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
      await emit({ type: "tool_started", id: "c1", name: "cost_query", title: "Cost", args: {} });
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

  it("an answer that stands in Slack already is not given again", async () => {
    const never = new Promise<never>(() => {});
    const first = await bot(async (input, emit) => {
      await finish(input, emit);
      return never;
    });
    const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: "@ops 비용" });
    const at = { user: "jiwoo", channel, thread_ts: ts };
    await bench.control.waitFor(at, (all) => all.filter(isFinal).length === 1);
    await first.slack.stop();
    first.db.prepare("UPDATE runs SET state = 'running', record = NULL").run();
    first.db.prepare("UPDATE posts SET state = 'open'").run();
    let asked = 0;
    const second = await bot(async (input, emit) => {
      asked += 1;
      return finish(input, emit);
    });
    await expect.poll(() => second.done.length).toBe(1);
    expect([asked, (await bench.control.messages(at)).messages.filter(isFinal).length]).toEqual([0, 1]);
    expect(second.db.prepare("SELECT state FROM runs").pluck().get()).toBe("answered");
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
      all.some(({ text }) => text.startsWith("⚠️ The program died several times on this question")),
    );
    expect(messages.filter(isFinal)).toEqual([]);
  });
});
