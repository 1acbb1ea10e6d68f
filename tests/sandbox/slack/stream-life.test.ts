import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, type Running, startWorkspace, until } from "./start-workspace.ts";

let slack: Running;

beforeAll(async () => {
  slack = await startWorkspace();
});
afterAll(() => slack.remove());

test("Slack ends a stream after five minutes of its clock, appends or not, and a status after two", async () => {
  const { ts: root } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "root" });
  const thread = { channel: "C0OPS", thread_ts: root };
  const seen = () => slack.control.messages({ user: "jiwoo", channel: "ops", thread_ts: root });
  const { ts } = (await slack.client.apiCall("chat.startStream", {
    ...thread,
    recipient_user_id: "U0JIWOO",
    recipient_team_id: slack.ready.teamId,
    markdown_text: "a",
  })) as { ts?: string };
  const status = { channel_id: "C0OPS", thread_ts: root, status: "is reading" };
  await slack.client.apiCall("assistant.threads.setStatus", status);
  expect((await seen()).statuses).toMatchObject([{ text: "is reading", user: "U0OPSBOT" }]);
  const append = (markdown_text: string) =>
    slack.client.apiCall("chat.appendStream", { channel: "C0OPS", ts, markdown_text });

  await slack.control.moveClock(4 * 60_000);
  await until(async () => (await seen()).statuses.length === 0, "the end of the status");
  await append("b");

  await slack.control.moveClock(60_000);
  // Refused at once, though the timer may not have noticed the move yet.
  expect(await errorOf(append("c"))).toBe("message_not_in_streaming_state");
  expect((await seen()).messages.at(-1)).toMatchObject({ text: "ab", streaming: false, cut: "timeout" });
});
