import type { App } from "@slack/bolt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Running, startBot, startWorkspace, until } from "./start-workspace.ts";

interface Heard {
  type: string;
  subtype?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  channel_type?: string;
}

let slack: Running;
let bot: App;
let heard: Heard[] = [];

beforeAll(async () => {
  slack = await startWorkspace();
  bot = await startBot(slack.ready, (app) => {
    app.event("app_mention", async ({ event }) => void heard.push(event as unknown as Heard));
    app.event("message", async ({ event }) => void heard.push(event as unknown as Heard));
    app.event("app_home_opened", async ({ event }) => void heard.push(event as unknown as Heard));
    app.event("agent_session_stopped" as "message", async ({ event }) => void heard.push(event as unknown as Heard));
  });
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await bot.stop();
  await slack.remove();
});

const kinds = (): string[] => heard.map((event) => event.subtype ?? event.type).sort();

test("a mention typed as a name arrives twice, as message and as app_mention, with one ts", async () => {
  const { ts } = await slack.control.post({
    user: "jiwoo",
    channel: "ops",
    text: "@ops에게 <비용> https://aws.amazon.com.",
  });
  await until(() => heard.length === 2, "two events");
  expect(kinds()).toEqual(["app_mention", "message"]);
  expect(heard.map((event) => event.ts)).toEqual([ts, ts]);
  expect(heard[0]?.text).toBe("<@U0OPSBOT>에게 &lt;비용&gt; <https://aws.amazon.com>.");
  expect(heard.find((event) => event.type === "message")?.channel_type).toBe("channel");
});

test("a reply in a thread is a message event with its thread_ts", async () => {
  const root = await slack.control.post({ user: "sarah", channel: "general", text: "hello" });
  await slack.control.post({ user: "jiwoo", channel: "general", text: "and you?", thread_ts: root.ts });
  await until(() => heard.length === 2, "both messages");
  expect(heard[1]).toMatchObject({ type: "message", text: "and you?", user: "U0JIWOO", thread_ts: root.ts });
});

test("a DM is message.im and needs no mention", async () => {
  const { channel } = await slack.control.post({ user: "guest", channel: "dm", text: "hi" });
  await until(() => heard.length === 1, "the DM");
  expect(channel).toBe("D0GUEST");
  expect(heard[0]).toMatchObject({ type: "message", channel_type: "im", user: "U0GUEST" });
});

test("what is said where the bot is not a member stays unheard, and the person is told so", async () => {
  const { ts } = await slack.control.post({ user: "jiwoo", channel: "random", text: "@ops hello?" });
  const { messages } = await slack.control.messages({ user: "jiwoo", channel: "random" });
  expect(messages.map((one) => [one.ephemeral, one.text])).toEqual([
    [false, "<@U0OPSBOT> hello?"],
    [true, "ops 봇이 이 채널에 없어서 멘션을 보지 못합니다."],
  ]);
  await slack.control.post({ user: "jiwoo", channel: "ops", text: "marker" });
  await until(() => heard.length === 1, "the marker");
  expect(heard[0]?.ts).not.toBe(ts);
});

test("the bot hears its own messages, with its bot_id, and their changes and deletions", async () => {
  const { ts } = await slack.client.chat.postMessage({ channel: "C0OPS", text: "one" });
  await slack.client.chat.update({ channel: "C0OPS", ts: ts as string, text: "two" });
  await slack.client.chat.delete({ channel: "C0OPS", ts: ts as string });
  await until(() => heard.length === 3, "three events");
  expect(kinds()).toEqual(["message", "message_changed", "message_deleted"]);
  expect(heard.find((event) => !event.subtype)).toMatchObject({ user: "U0OPSBOT", bot_id: "B0OPSBOT", text: "one" });
});

test("opening Home and pressing Stop are events", async () => {
  const { ts } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "work" });
  await slack.client.apiCall("agents.sessions.setStatus", { channel_id: "C0OPS", thread_ts: ts, status: "processing" });
  const { ts: stream } = (await slack.client.apiCall("chat.startStream", {
    channel: "C0OPS",
    thread_ts: ts,
    recipient_user_id: "U0JIWOO",
    recipient_team_id: slack.ready.teamId,
  })) as { ts?: string };
  heard = [];
  await slack.control.openHome("jiwoo", "messages");
  await slack.control.stop({ user: "jiwoo", channel: "ops", thread_ts: ts });
  await until(() => heard.length === 3, "all events");
  expect(heard.find((event) => event.type === "agent_session_stopped")).toMatchObject({
    user: "U0JIWOO",
    thread_ts: ts,
    streaming_message_ts: [stream],
  });
  expect(heard.find((event) => event.type === "app_home_opened")).toMatchObject({
    tab: "messages",
    channel: "D0JIWOO",
  });
});
