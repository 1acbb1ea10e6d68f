import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SeenMessage } from "../../sandbox/slack/control/types.ts";
import { createLog } from "../../src/log.ts";
import { createTracing } from "../../src/ops/tracing.ts";
import { createPace } from "../../src/slack/live/pace.ts";
import { createLiveMessage } from "../../src/slack/live-message.ts";
import { createPosting } from "../../src/slack/posting.ts";
import { pictureUpload, postUpload } from "../../src/slack/uploads.ts";
import { stopButton } from "../../src/slack/views/stop-button.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createPostStore } from "../../src/store/posts.ts";
import { slackBench } from "./support/bench.ts";

/** An answer on the wire to the workspace, without an agent: what it says and when is up to the test. */
let bench: Awaited<ReturnType<typeof slackBench>>;
let runs = 0;
const log = createLog("silent", "test");
const clock = { now: () => Date.now(), moved: false };
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = pictureUpload({ png, alt: "a chart", title: "Chart" }, "chart.png");
const tail = [{ type: "context" as const, elements: [{ type: "mrkdwn" as const, text: "the end" }] }];

beforeAll(async () => {
  bench = await slackBench();
});
afterAll(() => bench?.close());
beforeEach(() => bench.control.clearFaults());

async function answerOf(about: { rollMs?: number } = {}) {
  const { channel, ts } = await bench.control.post({ user: "jiwoo", channel: "ops", text: "a question" });
  const at = { user: "jiwoo", channel, thread_ts: ts };
  const runId = `t-${++runs}`;
  const options = { slackApiUrl: bench.ready.slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const client = new WebClient(bench.ready.botToken, { ...options, logLevel: "error" as never });
  const posting = createPosting(client, log, sleep, await createTracing(null));
  const posts = createPostStore(openDatabase(":memory:"));
  const place = { channel, threadTs: ts, team: "T0HANEUL", isDm: false };
  const pace = createPace();
  let stops = 0;
  const message = createLiveMessage({
    ...{ posting, streaming: client, pace, posts, clock, log, runId, key: "0", place, recipient: "U0JIWOO" },
    ...{ working: [stopButton("Stop")], continues: "goes on below", leftOut: "the rest is in the file" },
    posted: () => {},
    stopped: () => {
      stops += 1;
    },
    ...about,
  });
  return {
    message,
    pace,
    at,
    stops: () => stops,
    attach: (key: string) =>
      message.attach(() => postUpload({ posting, posts, clock }, { runId, place }, key, picture)),
    finish: () => message.finish(tail, { event_type: "opsthread_turn", event_payload: { run_id: runId } }, 5_000),
    seen: async () => (await bench.control.messages(at)).messages.slice(1),
  };
}

/** What a reader sees of a message, from top to bottom. */
const lines = ({ blocks, files, streaming }: SeenMessage): string[] => [
  ...blocks.map((block) => {
    if (block.type === "task_card") return `[${block.title}: ${block.status}]`;
    if (block.type === "context") return `(${(block.elements as { text: string }[])[0]?.text})`;
    return block.type === "markdown" ? String(block.text) : `<${block.type}>`;
  }),
  ...files.map(() => "<picture>"),
  ...(streaming ? ["<still streaming>"] : []),
];
const task = (status: "in_progress" | "complete") => ({ id: "c1", title: "Cost", status });

describe("an answer", () => {
  it("that is short and quick is one call", async () => {
    const from = (await bench.control.journal()).at(-1)?.n ?? 0;
    const { message, finish, seen } = await answerOf();
    message.text("**It is $12.**");
    await finish();
    expect((await seen()).map(lines)).toEqual([["**It is $12.**", "(the end)"]]);
    const calls = (await bench.control.journal(from)).flatMap((entry) => (entry.kind === "call" ? [entry.method] : []));
    expect(calls).toEqual(["chat.postMessage"]);
  });

  it("grows by steps and words, and ends with what belongs under it", async () => {
    const { message, finish, seen } = await answerOf();
    message.task(task("in_progress"));
    await expect.poll(async () => (await seen()).map(lines)).toEqual([["[Cost: in_progress]", "<still streaming>"]]);
    message.task({ ...task("complete"), output: "12 rows" } as never);
    message.text("one");
    message.text("two");
    await finish();
    expect((await seen()).map(lines)).toEqual([["[Cost: complete]", "one\n\ntwo", "(the end)"]]);
  });

  it("keeps pictures under the words they follow, in order, however slow they are", async () => {
    await bench.control.settings({ file_delay_ms: 500 });
    const { message, attach, finish, seen } = await answerOf();
    message.task(task("in_progress"));
    void attach("before any words");
    message.task(task("complete"));
    message.text("first");
    void attach("under first");
    message.text("second");
    void attach("under second");
    message.text("third");
    await finish();
    await bench.control.settings({ file_delay_ms: 40 });
    expect((await seen()).map(lines)).toEqual([
      ["[Cost: complete]", "first"],
      ["<picture>"],
      ["<picture>"],
      ["second"],
      ["<picture>"],
      ["third", "(the end)"],
    ]);
  });

  it("moves to another message before Slack ends the stream, with the steps that still run", async () => {
    const { message, finish, seen } = await answerOf({ rollMs: 500 });
    message.task(task("in_progress"));
    message.text("before");
    await expect.poll(async () => (await seen()).length, { timeout: 4_000 }).toBe(2);
    message.task(task("complete"));
    message.text("after");
    await finish();
    expect((await seen()).map(lines)).toEqual([
      ["[Cost: pending]", "before"],
      ["[Cost: complete]", "after", "(the end)"],
    ]);
  });

  it("goes on in the same message when Slack has ended its stream all the same", async () => {
    const { message, finish, seen } = await answerOf();
    message.text("before");
    await expect.poll(async () => (await seen()).length).toBe(1);
    await bench.control.moveClock(5 * 60_000 + 1_000);
    message.text("after");
    await finish();
    expect((await seen()).map(lines)).toEqual([["before\n\nafter", "(the end)"]]);
  });

  it("is set right where nobody knows whether a chunk arrived", async () => {
    const { message, finish, seen } = await answerOf();
    message.text("one");
    await expect.poll(async () => (await seen()).length).toBe(1);
    await bench.control.fault({ method: "chat.appendStream", kind: "drop_reply" });
    message.text("two");
    await sleep(1_000);
    await bench.control.fault({ method: "chat.appendStream", kind: "http_500" });
    message.text("three");
    await sleep(1_000);
    await finish();
    expect((await seen()).map(lines)).toEqual([["one\n\ntwo\n\nthree", "(the end)"]]);
  });

  it("leaves no second message where nobody knows whether a stream began", async () => {
    await bench.control.fault({ method: "chat.startStream", kind: "drop_reply" });
    const { message, finish, seen } = await answerOf();
    message.text("one");
    await expect.poll(async () => (await seen()).length).toBe(2);
    await finish();
    expect((await seen()).map(lines)).toEqual([["one", "(the end)"]]);
  });

  it("peers row 16: is posted and edited where there are no streams, seldom enough for Slack, with a button to stop it", async () => {
    await bench.control.fault({ method: "chat.startStream", kind: "error", error: "unknown_method", times: 9 });
    await bench.control.fault({ method: "chat.update", kind: "ratelimited", retry_after: 1, times: 1 });
    const { message, pace, finish, seen } = await answerOf();
    const edits = async () =>
      (await bench.control.journal()).filter((entry) => entry.kind === "call" && entry.method === "chat.update").length;
    const before = await edits();
    message.task(task("in_progress"));
    await expect.poll(async () => (await seen()).map(lines)).toEqual([["(⏳ Cost)", "<actions>"]]);
    message.task({ ...task("complete"), output: "12 rows · 0.4 s" } as never);
    for (const word of ["First", "second", "**It is $12.**"]) {
      message.text(word);
      await sleep(750);
    }
    expect((await edits()) - before).toBe(0);
    await finish();
    expect((await seen()).map(lines)).toEqual([
      ["(✅ Cost · 12 rows · 0.4 s)", "First\n\nsecond\n\n**It is $12.**", "(the end)"],
    ]);
    expect((await edits()) - before).toBe(2);
    expect(pace.mayStream("C0OPS")).toBe(true);
    pace.refuse(null);
    expect(pace.mayStream("C0OPS")).toBe(false);
  });

  it("that does not fit goes on under the head of its table, and past the last message as a whole for a file", async () => {
    const { message, finish, seen } = await answerOf();
    const rows = Array.from({ length: 1_500 }, (_, i) => `| instance-${i} | ${i} | ${"x".repeat(12)} |`);
    const table = ["| name | n | note |", "|---|---:|---|", ...rows].join("\n");
    message.text(table);
    await finish();
    const messages = (await seen()).map(lines);
    expect(messages).toHaveLength(4);
    for (const [text] of messages) expect(text).toMatch(/^\| name \| n \| note \|\n\|---/);
    const shown = messages.flatMap(([text]) =>
      [...String(text).matchAll(/instance-(\d+) /g)].map(([, n]) => Number(n)),
    );
    expect(shown).toEqual(Array.from({ length: shown.length }, (_, i) => i));
    expect(messages.at(-1)?.[0]).toContain("the rest is in the file");
    expect(message.whole()).toBe(table);
  });

  it("hears of Slack's Stop from a stream as well", async () => {
    const { message, at, stops, finish, seen } = await answerOf();
    message.text("one");
    await expect.poll(async () => (await seen()).length).toBe(1);
    await bench.control.stop(at);
    message.text("two");
    await expect.poll(stops).toBe(1);
    await finish();
    expect((await seen()).map(lines)).toEqual([["one\n\ntwo", "(the end)"]]);
  });

  it("row 46: unfolds no link in any form it takes", async () => {
    const from = (await bench.control.journal()).at(-1)?.n ?? 0;
    const quick = await answerOf();
    quick.message.text("see https://example.com/at-once");
    await quick.finish();
    await bench.control.fault({ method: "chat.startStream", kind: "error", error: "unknown_method", times: 10 });
    const edited = await answerOf();
    edited.message.text("see https://example.com/first");
    await expect.poll(async () => (await edited.seen()).length).toBe(1);
    edited.message.text("and https://example.com/then");
    await edited.finish();
    const calls = (await bench.control.journal(from)).flatMap((entry) =>
      entry.kind === "call" && ["chat.postMessage", "chat.update"].includes(entry.method) ? [entry] : [],
    );
    expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(["chat.postMessage", "chat.update"]));
    for (const { args } of calls)
      expect([String(args.unfurl_links), String(args.unfurl_media)]).toEqual(["false", "false"]);
  });
});
