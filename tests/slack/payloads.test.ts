import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import type { Emit, TurnInput } from "../../src/ports/turn.ts";
import { slackBench } from "./support/bench.ts";
import { fixture } from "./support/fixture.ts";
import { recordOf } from "./support/record.ts";

let bench: Awaited<ReturnType<typeof slackBench>>;
let bot: Awaited<ReturnType<typeof bench.startBot>>;
const asked: TurnInput[] = [];
const forgotten: string[] = [];

/** Answers at once; a question about the root of all takes until it is stopped. */
const runTurn = async (input: TurnInput, emit: Emit, signal: AbortSignal) => {
  asked.push(input);
  await emit({ type: "turn_started", runId: input.runId });
  if (holds) {
    await emit({ type: "text", markdown: "**네.**", verified: true });
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    forgotten.push(input.runId);
    await emit({ type: "turn_failed", code: "stopped", detail: null, partial: true, record: recordOf(input) });
    return "failed" as const;
  }
  await emit({ type: "text", markdown: "**네.**", verified: true });
  await emit({ type: "turn_finished", status: "answered", record: recordOf(input) });
  return "answered" as const;
};
let holds = false;
const delivered = new Set<string>();

/** Words in a channel that no bot heeds: the message a fixture is about, so that there is a thread to answer in. */
async function message(user = "sarah", channel = "ops") {
  const { channel: id, ts } = await bench.control.post({ user, channel, text: "words" });
  return { user, channel: id, thread_ts: ts };
}
type At = Awaited<ReturnType<typeof message>>;

/** A reply that only the fixture knows: the bot answers in the thread. */
let replies = 0;
const replyTo = (at: At) => ({ ...at, thread_ts: `${at.thread_ts.split(".")[0]}.9${++replies}0000` });

const TS = "1763597520.000200";
const ROOT = "1763597510.000100";
/** As Slack sends it, about this message of this thread; the bot has acked it when this resolves. */
async function deliver(name: string, at: At, more: Record<string, string> = {}) {
  delivered.add(name);
  const { type, payload } = fixture(name, { [TS]: at.thread_ts, ...more });
  const ack = await bench.control.deliver(type, payload);
  expect(ack.delivered, `${name} is acked`).toBe(true);
  return ack.answer;
}
const isEnd = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
const answered = (at: At) => bench.control.waitFor(at, (all) => all.some(isEnd));
/** Whatever comes of an event has begun by then: another question, sent after it, is answered. */
async function nothingElse() {
  const at = await message("jiwoo");
  const before = asked.length;
  await deliver("app-mention", at, { U0SARAH: "U0JIWOO" });
  await answered(at);
  expect(asked.length).toBe(before + 1);
}
const question = async () => {
  const at = await message();
  await deliver("app-mention", at);
  await answered(at);
  return at;
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
  holds = false;
  asked.length = 0;
});

describe("in Slack's own shape", () => {
  it("a mention is answered once, though it comes as two events, with names and entities taken out of its words", async () => {
    const at = await message();
    await Promise.all([deliver("app-mention", at), deliver("message-with-mention", at)]);
    await answered(at);
    await nothingElse();
    expect(asked[0]).toMatchObject({ text: "what did we spend & why?", asker: { id: "U0SARAH", name: "Sarah Lee" } });
  });

  it("a reply in a thread the bot takes part in is a question, also where it is sent to the channel as well", async () => {
    const root = await question();
    await deliver("thread-reply", replyTo(root), { [ROOT]: root.thread_ts });
    await expect.poll(() => asked.map(({ text }) => text)).toContain("and last month?");
    const other = await message();
    await deliver("thread-broadcast", replyTo(other), { [ROOT]: other.thread_ts });
    await answered(other);
    expect(asked.at(-1)).toMatchObject({ text: "for all to see", thread: `C0OPS:${other.thread_ts}` });
  });

  it("a direct message is a question; words of a group of people and of a channel are not", async () => {
    const own = await bench.control.channels("jiwoo");
    const dm = own.find(({ kind }) => kind === "im")?.id ?? "";
    const { ts } = await bench.control.post({ user: "jiwoo", channel: "dm", text: "words" });
    const at = { user: "jiwoo", channel: dm, thread_ts: ts };
    await answered(at);
    asked.length = 0;
    // A line of its own in the same conversation, which the workspace knows as the first one's.
    await deliver("direct-message", replyTo(at), { D0FAKE: dm, '"event_ts"': `"thread_ts":"${ts}","event_ts"` });
    await expect.poll(() => asked.map(({ text }) => text)).toEqual(["이번 달 비용"]);
    await deliver("group-direct-message", at);
    await deliver("private-channel-message", at);
    await nothingElse();
  });

  it("somebody of another organisation in a shared channel is refused, and nothing is looked up", async () => {
    const at = await message();
    await deliver("shared-channel-mention", at);
    await nothingElse();
    const said = (await bench.control.journal()).flatMap((e) =>
      e.kind === "call" && e.args.user === "U0PARTNER" && e.method !== "users.info" ? [[e.method, e.args.text]] : [],
    );
    expect(said).toEqual([["chat.postEphemeral", expect.stringContaining("People of other workspaces may not ask.")]]);
  });

  it("changed words of an answered question are told to ask again, and what Slack adds to a link is nothing", async () => {
    const at = await question();
    asked.length = 0;
    await deliver("message-unfurled", at);
    await deliver("message-edited", at);
    await bench.control.waitFor(at, (all) =>
      all.some(({ ephemeral, text }) => ephemeral && text.includes("as it was")),
    );
    await nothingElse();
    expect((await bench.control.messages(at)).messages.filter(({ ephemeral }) => ephemeral)).toHaveLength(1);
  });

  it.each(["message-deleted", "message-tombstone"])("a question that is gone is forgotten: %s", async (name) => {
    holds = true;
    const at = await message();
    await deliver("app-mention", at);
    await bench.control.waitFor(at, (all) => all.some(({ user }) => user === "U0OPSBOT"));
    const runId = asked[0]?.runId;
    await deliver(name, at);
    await expect.poll(() => forgotten).toContain(runId);
    await bench.control.waitFor(at, (all) => !all.some(({ user }) => user === "U0OPSBOT"));
  });

  it("a file is read from Slack with the bot's token, and one that Slack does not hand out is said", async () => {
    const file = await bench.control.upload("sarah", "requests.csv", "time,level\n1,ERROR\n2,INFO\n3,ERROR");
    const shared = await bench.control.post({ user: "sarah", channel: "ops", text: "words", files: [file] });
    const at = { user: "sarah", channel: shared.channel, thread_ts: shared.ts };
    const home = `${new URL(bench.ready.slackApiUrl).origin}/`;
    await deliver("file-share", at, { F0FAKE001: file, "https://files.slack.com/": home });
    await answered(at);
    expect(asked[0]?.attached).toMatchObject([{ name: "requests.csv", rows: 3, columns: ["time", "level"] }]);
    const hidden = await message();
    await deliver("file-share-not-handed-out", hidden);
    await answered(hidden);
    expect(asked[1]?.attached).toEqual([]);
    const { messages } = await bench.control.messages(hidden);
    expect(messages.some(({ ephemeral, text }) => ephemeral && text.includes("F0FAKE002"))).toBe(true);
  });

  it("other bots, its own words and Slack's lines are nobody's question", async () => {
    const root = await question();
    asked.length = 0;
    const at = await message();
    const put = { [ROOT]: root.thread_ts };
    for (const name of ["bot-message", "app-message", "own-message", "channel-join"]) await deliver(name, at, put);
    await nothingElse();
  });

  it("Slack's Stop ends what is being answered", async () => {
    holds = true;
    const at = await message();
    await deliver("app-mention", at);
    await bench.control.waitFor(at, (all) => all.some(({ user }) => user === "U0OPSBOT"));
    await deliver("agent-session-stopped", at);
    const all = await answered(at);
    expect(all.find(isEnd)?.text).toContain("Sarah Lee");
  });

  it("Home is made for who opens it, and questions are suggested where messages are written", async () => {
    const at = await message();
    await deliver("app-home-opened", at);
    await expect.poll(async () => (await bench.control.view("sarah")).home).toBeTruthy();
    await deliver("app-home-messages", at);
    const calls = async () =>
      (await bench.control.journal()).flatMap((e) => (e.kind === "call" ? [e.method] : [])).slice(-20);
    await expect.poll(calls).toContain("assistant.threads.setSuggestedPrompts");
  });

  it("commands are answered to who gave them", async () => {
    const at = await message();
    const said: string[] = [];
    const slack = createServer((request, response) => {
      request.on("data", (chunk) => said.push(String(chunk)));
      request.on("end", () => response.end("ok"));
    }).listen(0);
    const url = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/`;
    for (const name of ["models", "aws-cost"]) await deliver(name, at, { "https://hooks.slack.com/": url });
    await expect.poll(() => said.length).toBe(2);
    await deliver("models", at, { "https://hooks.slack.com/": url, U0SARAH: "U0PARTNER" });
    await expect.poll(() => said[2]).toContain("People of other workspaces may not ask.");
    slack.close();
    expect(said.map((body) => (JSON.parse(body) as { response_type?: string }).response_type)).not.toContain(
      "in_channel",
    );
  });

  it("a submitted reason is kept with the vote", async () => {
    const at = await question();
    const runId = asked[0]?.runId ?? "";
    bot.db.prepare("INSERT INTO feedback VALUES (?, 'U0SARAH', 'down', NULL, 1)").run(runId);
    expect(await deliver("view-submission", at, { RUN: runId })).toEqual({});
    const reason = bot.db.prepare("SELECT reason FROM feedback WHERE run_id = ?").pluck();
    await expect.poll(() => reason.get(runId)).toBe("tax is missing");
  });
});

it("no recorded payload is left undelivered", () => {
  const files = readdirSync(join(import.meta.dirname, "fixtures")).filter((name) => name.endsWith(".json"));
  // Parts of a click, and frames of the socket itself: their own tests have them.
  const others = ["actions", "block-actions", "hello", "disconnect"];
  expect([...delivered, ...others].sort()).toEqual(files.map((name) => name.replace(".json", "")).sort());
});
