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

test("a reply that is broadcast stands in the channel too, as thread_broadcast with its root", async () => {
  const root = await slack.control.post({ user: "sarah", channel: "general", text: "deploy?" });
  const said = await slack.control.post({
    user: "jiwoo",
    channel: "general",
    text: "@ops done",
    thread_ts: root.ts,
    reply_broadcast: true,
  });
  const own = await slack.client.chat.postMessage({
    channel: "C0GENERAL",
    thread_ts: root.ts,
    text: "quiet",
  });
  expect(own.message).not.toHaveProperty("subtype");
  const loud = await slack.client.chat.postMessage({
    channel: "C0GENERAL",
    thread_ts: root.ts,
    reply_broadcast: true,
    text: "loud",
  });
  expect(loud.message).toMatchObject({
    subtype: "thread_broadcast",
    thread_ts: root.ts,
    bot_id: "B0OPSBOT",
    root: { ts: root.ts, text: "deploy?", reply_count: 3 },
  });
  await until(() => heard.length === 5, "root, reply, mention and the app's two");
  expect(kinds()).toEqual(["app_mention", "message", "message", "thread_broadcast", "thread_broadcast"]);
  expect(heard.find((event) => event.ts === said.ts && event.type === "message")).toMatchObject({
    subtype: "thread_broadcast",
    thread_ts: root.ts,
    root: { text: "deploy?" },
  });
  expect(heard.find(({ type }) => type === "app_mention")).not.toHaveProperty("root");

  const listed = async () =>
    (await slack.client.conversations.history({ channel: "C0GENERAL", limit: 3 })).messages?.map((one) => one.text);
  expect(await listed()).toEqual(["loud", "<@U0OPSBOT> done", "deploy?"]);
  await slack.client.chat.update({
    channel: "C0GENERAL",
    ts: own.ts as string,
    text: "louder",
    reply_broadcast: true,
  });
  expect(await listed()).toEqual(["loud", "louder", "<@U0OPSBOT> done"]);
  const { messages } = await slack.client.conversations.replies({ channel: "C0GENERAL", ts: root.ts });
  expect(messages?.map((one) => one.text)).toEqual(["deploy?", "<@U0OPSBOT> done", "louder", "loud"]);
  await slack.client.chat.delete({ channel: "C0GENERAL", ts: loud.ts as string });
  expect(await listed()).toEqual(["louder", "<@U0OPSBOT> done", "deploy?"]);
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
