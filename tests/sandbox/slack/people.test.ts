import type { App } from "@slack/bolt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { errorOf, type Running, startBot, startWorkspace, until } from "./start-workspace.ts";

let slack: Running;
let bot: App;
let heard: Record<string, unknown>[] = [];

beforeAll(async () => {
  slack = await startWorkspace();
  bot = await startBot(slack.ready, (app) => {
    app.event("app_mention", async ({ event }) => void heard.push(event as unknown as Record<string, unknown>));
    app.event("message", async ({ event }) => void heard.push(event as unknown as Record<string, unknown>));
  });
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await bot.stop();
  await slack.remove();
});

const kinds = () => heard.map((event) => event.subtype ?? event.type).sort();
const inOps = { user: "jiwoo", channel: "ops" };

test("an edited message is told as changed, and once more as a mention when it names the bot", async () => {
  const { ts } = await slack.control.post({ ...inOps, text: "restart it" });
  await slack.control.edit({ ...inOps, message_ts: ts, text: "@ops restart it" });
  await until(() => heard.length === 3, "all three events");
  expect(kinds()).toEqual(["app_mention", "message", "message_changed"]);
  expect(heard.find((event) => event.subtype === "message_changed")).toMatchObject({
    hidden: true,
    channel: "C0OPS",
    channel_type: "channel",
    message: { ts, text: "<@U0OPSBOT> restart it", edited: { user: "U0JIWOO" } },
    previous_message: { ts, text: "restart it" },
  });
  expect(heard.find((event) => event.type === "app_mention")).toMatchObject({ ts, edited: { user: "U0JIWOO" } });
  const { messages } = await slack.control.messages(inOps);
  expect(messages.at(-1)).toMatchObject({ ts, edited: true, mine: true });
  const others = await slack.control.messages({ ...inOps, user: "sarah" });
  expect(others.messages.at(-1)?.mine).toBeUndefined();
  await expect(
    slack.control.edit({ user: "sarah", channel: "ops", message_ts: ts, text: "not mine" }),
  ).rejects.toMatchObject({ code: "not_yours" });
});

test("a deleted reply is gone; a deleted root with replies leaves a tombstone until the last of them goes", async () => {
  const { ts: root } = await slack.control.post({ ...inOps, text: "root" });
  const { ts: reply } = await slack.control.post({ ...inOps, text: "reply", thread_ts: root });
  await slack.control.delete({ ...inOps, message_ts: root });
  const thread = await slack.control.messages({ ...inOps, thread_ts: root });
  expect(thread.messages.map((one) => [one.subtype, one.text])).toEqual([
    ["tombstone", "This message was deleted."],
    [undefined, "reply"],
  ]);
  await slack.control.delete({ ...inOps, message_ts: reply });
  expect(await errorOf(slack.client.conversations.replies({ channel: "C0OPS", ts: root }))).toBe("thread_not_found");
  await until(() => heard.length === 5, "all events");
  expect(kinds()).toEqual(["message", "message", "message_changed", "message_deleted", "message_deleted"]);
});

test("a person's file comes as file_share, and the bot reads its bytes with its token", async () => {
  const file = await slack.control.upload("jiwoo", "비용.csv", "service,usd\nEC2,12\n");
  const notYet = slack.control.file(`/control/file/${file}`);
  await expect(notYet).rejects.toMatchObject({ code: "file_not_found" });
  const { ts } = await slack.control.post({ ...inOps, text: "@ops what is in it?", files: [file] });
  await until(() => heard.length === 2, "message and mention");
  expect(kinds()).toEqual(["app_mention", "file_share"]);
  const told = heard.find((event) => event.subtype === "file_share") ?? {};
  const [shared] = (told.files ?? []) as { url_private: string }[];
  expect(shared).toMatchObject({ id: file, name: "비용.csv", mimetype: "text/csv", user: "U0JIWOO", size: 19 });
  const headers = { authorization: `Bearer ${slack.ready.botToken}` };
  expect(await (await fetch(shared?.url_private ?? "", { headers })).text()).toBe("service,usd\nEC2,12\n");
  const { messages } = await slack.control.messages(inOps);
  expect(messages.find((one) => one.ts === ts)?.files.map(({ name }) => name)).toEqual(["비용.csv"]);
  const notHers = slack.control.post({ user: "sarah", channel: "ops", text: "", files: [file] });
  await expect(notHers).rejects.toMatchObject({ code: "file_not_found" });
});

test("a file completed without a place is usable in a block a moment later, not at once", async () => {
  await slack.control.settings({ file_delay_ms: 300 });
  const uploaded = await slack.client.files.uploadV2({ file: Buffer.from("x"), filename: "x.png" });
  const [{ files }] = (uploaded as unknown as { files: [{ files: [{ id: string }] }] }).files;
  const post = () =>
    slack.client.chat.postMessage({
      channel: "C0OPS",
      text: "x",
      blocks: [{ type: "image", slack_file: { id: files[0].id }, alt_text: "x" }],
    });
  expect(await errorOf(post())).toBe("invalid_blocks");
  await until(async () => (await post().catch(() => null)) !== null, "the file to be usable");
  await slack.control.settings({ file_delay_ms: 40 });
});

test("people come and go, and who invites an app that was missing brings it in", async () => {
  await slack.control.post({ user: "jiwoo", channel: "random", text: "@ops are you here?" });
  const hint = (await slack.control.messages({ user: "jiwoo", channel: "random" })).messages.at(-1);
  expect(hint).toMatchObject({ ephemeral: true, text: "ops 봇이 이 채널에 없어서 멘션을 보지 못합니다." });
  await slack.control.click({
    user: "jiwoo",
    channel: "random",
    message_ts: hint?.ts ?? "",
    action_id: "workspace:invite",
  });
  await until(() => heard.length === 1, "the join");
  expect(heard[0]).toMatchObject({
    subtype: "channel_join",
    user: "U0OPSBOT",
    inviter: "U0JIWOO",
    channel: "C0RANDOM",
  });
  await slack.control.leave("sarah", "random");
  await slack.control.post({ user: "jiwoo", channel: "random", text: "hello" });
  await until(() => heard.length === 3, "the leave and the message");
  await expect(slack.control.post({ user: "sarah", channel: "random", text: "?" })).rejects.toMatchObject({
    code: "not_in_channel",
  });
  await slack.control.join("sarah", "random");
  await slack.control.kick({ user: "jiwoo", channel: "random", who: "ops" });
  expect(await errorOf(slack.client.chat.postMessage({ channel: "C0RANDOM", text: "?" }))).toBe("not_in_channel");
  await expect(slack.control.join("sarah", "sec")).rejects.toMatchObject({ code: "channel_not_found" });
  await slack.control.invite({ user: "jiwoo", channel: "sec", who: "sarah" });
  expect((await slack.client.conversations.members({ channel: "G0SEC" })).members).toContain("U0SARAH");
});

test("each person has their own unread messages and mentions, and reading one channel is seen at once", async () => {
  const general = async (user: string) =>
    (await slack.control.channels(user)).find((channel) => channel.name === "general");
  await slack.control.post({ user: "jiwoo", channel: "general", text: "one" });
  const { ts } = await slack.control.post({ user: "jiwoo", channel: "general", text: "@sarah two" });
  await slack.control.post({ user: "jiwoo", channel: "general", text: "@aws-approvers three", thread_ts: ts });
  expect(await general("sarah")).toMatchObject({ unread: 2, mentions: 1, last_read: "0" });
  expect(await general("doyun")).toMatchObject({ unread: 2, mentions: 1 });
  expect(await general("jiwoo")).toMatchObject({ unread: 0, mentions: 0 });
  await slack.control.read({ user: "sarah", channel: "general", ts });
  expect(await general("sarah")).toMatchObject({ unread: 0, mentions: 0, last_read: ts });
});

test("messages come in pages from the newest on", async () => {
  for (const text of ["a", "b", "c", "d", "e"]) await slack.control.post({ user: "guest", channel: "dm", text });
  const dm = { user: "guest", channel: "dm" };
  const page = async (more: object) => {
    const { messages, has_more } = await slack.control.messages({ ...dm, ...more });
    return { texts: messages.map(({ text }) => text).join(""), has_more, first: messages[0]?.ts ?? "" };
  };
  const newest = await page({ limit: 2 });
  expect(newest).toMatchObject({ texts: "de", has_more: true });
  const older = await page({ limit: 2, before: newest.first });
  expect(older).toMatchObject({ texts: "bc", has_more: true });
  expect(await page({ limit: 2, before: older.first })).toMatchObject({ texts: "a", has_more: false });
});

test("who waits for a change is told at the next one, and after the given time where there is none", async () => {
  const latest = await slack.control.changed("", 0);
  expect(await slack.control.changed(latest, 20)).toBe(latest);
  const waited = slack.control.changed(latest, 20_000);
  await slack.control.react({
    ...inOps,
    message_ts: (await slack.control.post({ ...inOps, text: "hm" })).ts,
    name: "eyes",
  });
  expect(await waited).not.toBe(latest);
});
