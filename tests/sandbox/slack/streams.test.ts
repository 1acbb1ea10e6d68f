import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, type Running, startWorkspace } from "./start-workspace.ts";

let slack: Running;
let root: string;

beforeAll(async () => {
  slack = await startWorkspace();
  root = (await slack.control.post({ user: "jiwoo", channel: "ops", text: "go" })).ts;
});
afterAll(() => slack.remove());

const start = (more: Record<string, unknown> = {}) =>
  slack.client.apiCall("chat.startStream", {
    channel: "C0OPS",
    thread_ts: root,
    recipient_user_id: "U0JIWOO",
    recipient_team_id: slack.ready.teamId,
    ...more,
  }) as Promise<unknown> as Promise<{ ts: string }>;

const append = (ts: string, chunks: unknown[]) =>
  slack.client.apiCall("chat.appendStream", { channel: "C0OPS", ts, chunks });

test("a stream grows by chunks, ends with blocks and metadata, and reads as one message", async () => {
  const { ts } = await start({ task_display_mode: "plan" });
  const task = { type: "task_update", id: "t1", title: "Reading", status: "in_progress", details: "CloudTrail" };
  await append(ts, [{ type: "plan_update", title: "Looking" }, task]);
  await append(ts, [{ ...task, title: "Read", status: "complete", details: "", output: "3 events" }]);
  await append(ts, [
    { type: "markdown_text", text: "**One" },
    { type: "markdown_text", text: " answer**" },
  ]);
  const open = await slack.control.messages({ user: "jiwoo", channel: "ops", thread_ts: root });
  expect(open.messages.at(-1)?.streaming).toBe(true);
  await slack.client.apiCall("chat.stopStream", {
    channel: "C0OPS",
    ts,
    chunks: [],
    blocks: [{ type: "context", elements: [{ type: "mrkdwn", text: "fresh" }] }],
    metadata: { event_type: "opsthread_turn", event_payload: { turn: "t-1" } },
  });
  const { messages } = await slack.client.conversations.replies({
    channel: "C0OPS",
    ts: root,
    include_all_metadata: true,
  });
  const last = messages?.at(-1) as { text: string; metadata: unknown; blocks: Record<string, unknown>[] };
  expect(last.text).toBe("**One answer**");
  expect(last.metadata).toEqual({ event_type: "opsthread_turn", event_payload: { turn: "t-1" } });
  expect(last.blocks.map(({ type }) => type)).toEqual(["plan", "markdown", "context"]);
  expect(last.blocks[0]).toMatchObject({
    title: "Looking",
    tasks: [{ type: "task_card", task_id: "t1", title: "Read", status: "complete" }],
  });
});

test("the SDK's own streamer works, also when it stops without having sent anything", async () => {
  const streamer = slack.client.chatStream({
    channel: "C0OPS",
    thread_ts: root,
    recipient_user_id: "U0JIWOO",
    recipient_team_id: slack.ready.teamId,
  });
  const stopped = await streamer.stop();
  expect(stopped.ok).toBe(true);
});

test("a stream in a channel says for whom it is, and in a DM where it belongs", async () => {
  expect(await errorOf(start({ recipient_user_id: "" }))).toBe("missing_recipient_user_id");
  expect(await errorOf(start({ recipient_team_id: "" }))).toBe("missing_recipient_team_id");
  const dm = await slack.control.post({ user: "jiwoo", channel: "dm", text: "hi" });
  const inDm = { channel: dm.channel, recipient_user_id: "", recipient_team_id: "" };
  expect(await errorOf(start({ ...inDm, thread_ts: "" }))).toBe("invalid_thread_ts");
  expect((await start({ ...inDm, thread_ts: dm.ts })).ts).toMatch(/^\d+\.\d{6}$/);
});

test("only an open stream of the app takes more", async () => {
  const { ts } = await start();
  expect(await errorOf(slack.client.chat.update({ channel: "C0OPS", ts, text: "x" }))).toBe("streaming_state_conflict");
  await slack.client.apiCall("chat.stopStream", { channel: "C0OPS", ts });
  const more = [{ type: "markdown_text", text: "more" }];
  expect(await errorOf(append(ts, more))).toBe("message_not_in_streaming_state");
  expect(await errorOf(append(root, more))).toBe("message_not_owned_by_app");
});

test("after a person pressed Stop the app is told so", async () => {
  const { ts } = await start({ markdown_text: "half an" });
  await slack.control.stop({ user: "jiwoo", channel: "ops", thread_ts: root });
  expect(await errorOf(append(ts, [{ type: "markdown_text", text: " answer" }]))).toBe("stopped_by_user");
});

test("chunks that Slack does not know are refused before any of them is taken", async () => {
  const { ts } = await start();
  const good = { type: "markdown_text", text: "kept?" };
  expect(await errorOf(append(ts, [good, { type: "surprise" }]))).toBe("invalid_chunks");
  expect(await errorOf(append(ts, [{ type: "markdown_text", text: "x".repeat(12_001) }]))).toBe("invalid_chunks");
  const task = { type: "task_update", id: "1", title: "t", status: "complete", details: "x".repeat(257) };
  expect(await errorOf(append(ts, [task]))).toBe("invalid_chunks");
  const stopped = await slack.client.apiCall("chat.stopStream", { channel: "C0OPS", ts });
  expect(stopped).toMatchObject({ message: { text: "" } });
});

test("a status is seen until the app speaks in the thread", async () => {
  const status = async (): Promise<string[]> =>
    (await slack.control.messages({ user: "sarah", channel: "ops", thread_ts: root })).statuses.map((one) => one.text);
  const where = { channel_id: "C0OPS", thread_ts: root };
  await slack.client.apiCall("assistant.threads.setStatus", { ...where, status: "is reading CloudTrail…" });
  expect(await status()).toEqual(["is reading CloudTrail…"]);
  await slack.client.chat.postMessage({ channel: "C0OPS", thread_ts: root, text: "done" });
  expect(await status()).toEqual([]);
});
