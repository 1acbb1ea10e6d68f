import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { methods } from "../../../sandbox/slack/api/catalog.ts";
import { createClient, errorOf, type Running, startWorkspace, until } from "./start-workspace.ts";

let slack: Running;

/** The product asks for no reactions: this app is another, with their scopes. */
const manifest = join(mkdtempSync(join(tmpdir(), "manifest-")), "manifest.yml");

beforeAll(async () => {
  const product = readFileSync(join(import.meta.dirname, "../../../manifest.yml"), "utf8");
  writeFileSync(manifest, product.replace(/( +- )commands\n/, "$&$1reactions:read\n$1reactions:write\n"));
  slack = await startWorkspace({ args: ["--manifest", manifest] });
});
afterAll(async () => {
  await slack.remove();
  rmSync(dirname(manifest), { recursive: true, force: true });
});

test("auth.test names bot and team; tokens are checked, each for its own methods", async () => {
  expect(await slack.client.auth.test()).toMatchObject({
    user: "ops",
    user_id: "U0OPSBOT",
    bot_id: "B0OPSBOT",
    team_id: "T0HANEUL",
  });
  expect(await errorOf(createClient(slack.ready, "xoxb-wrong").auth.test())).toBe("invalid_auth");
  const bare = await fetch(`${slack.ready.slackApiUrl}auth.test`, { method: "POST" });
  expect(await bare.json()).toEqual({ ok: false, error: "not_authed" });
  expect(await errorOf(slack.client.apps.connections.open({}))).toBe("not_allowed_token_type");
  expect(await errorOf(createClient(slack.ready, slack.ready.appToken).users.list({}))).toBe("not_allowed_token_type");
  expect(await errorOf(slack.client.apiCall("no.such.method"))).toBe("unknown_method");
});

test("a method the manifest has no scope for says which one it needs", async () => {
  const call = slack.client.team.info();
  await expect(call).rejects.toMatchObject({ data: { error: "missing_scope", needed: "team:read" } });
  const renamed = slack.client.chat.postMessage({ channel: "C0OPS", text: "x", username: "someone else" });
  await expect(renamed).rejects.toMatchObject({ data: { error: "missing_scope", needed: "chat:write.customize" } });
});

test("the cast, its groups and its channels are what the design says", async () => {
  const { members } = await slack.client.users.list({});
  expect(members?.map((one) => [one.id, one.real_name, one.tz, one.is_restricted])).toEqual([
    ["U0JIWOO", "김지우", "Asia/Seoul", false],
    ["U0SEOYEON", "박서연", "Asia/Seoul", false],
    ["U0DOYUN", "이도윤", "Asia/Seoul", false],
    ["U0SARAH", "Sarah Lee", "America/Los_Angeles", false],
    ["U0GUEST", "Guest", "Europe/Berlin", true],
    ["U0OPSBOT", "ops", "Etc/UTC", false],
  ]);
  const { user } = await slack.client.users.info({ user: "U0JIWOO", include_locale: true });
  expect(user).toMatchObject({ locale: "ko-KR", tz_offset: 32_400 });
  const { users } = await slack.client.usergroups.users.list({ usergroup: "S0APPROVERS" });
  expect(users).toEqual(["U0SEOYEON", "U0DOYUN"]);
  await slack.control.setGroup("aws-approvers", ["doyun"]);
  const { usergroups } = await slack.client.usergroups.list({ include_users: true });
  expect(usergroups?.map((one) => [one.handle, one.users])).toEqual([
    ["aws-approvers", ["U0DOYUN"]],
    ["aws-oncall", ["U0JIWOO"]],
    ["security", ["U0JIWOO", "U0SEOYEON"]],
  ]);
  const { channels } = await slack.client.conversations.list({ types: "public_channel,private_channel" });
  expect(channels?.map((one) => [one.id, one.name, one.is_member, one.is_private])).toEqual([
    ["C0OPS", "ops", true, false],
    ["C0GENERAL", "general", true, false],
    ["C0RANDOM", "random", false, false],
    ["G0SEC", "sec", true, true],
  ]);
  const opened = await slack.client.conversations.open({ users: "U0SARAH" });
  expect(opened.channel?.id).toBe("D0SARAH");
  const inSec = await slack.client.conversations.members({ channel: "G0SEC" });
  expect(inSec.members).toEqual(["U0JIWOO", "U0SEOYEON", "U0OPSBOT"]);
});

test("metadata is kept on posts and updates, and returned when asked for", async () => {
  const metadata = { event_type: "opsthread_turn", event_payload: { turn: "t-1", usd: 0.03 } };
  const { ts } = await slack.client.chat.postMessage({ channel: "G0SEC", text: "one", metadata });
  const read = async (more: object) =>
    (await slack.client.conversations.history({ channel: "G0SEC", limit: 1, ...more })).messages?.[0]?.metadata;
  expect(await read({ include_all_metadata: true })).toEqual(metadata);
  expect(await read({})).toBeUndefined();
  await slack.client.chat.update({ channel: "G0SEC", ts: ts as string, text: "two" });
  expect(await read({ include_all_metadata: true })).toEqual(metadata);
  const next = { event_type: "opsthread_turn", event_payload: { turn: "t-2" } };
  await slack.client.chat.update({ channel: "G0SEC", ts: ts as string, text: "three", metadata: next });
  expect(await read({ include_all_metadata: true })).toEqual(next);
});

test("history is newest first and replies oldest first, both in pages", async () => {
  const posted: string[] = [];
  for (const text of ["1", "2", "3"])
    posted.push((await slack.control.post({ user: "jiwoo", channel: "general", text })).ts);
  const first = await slack.client.conversations.history({ channel: "C0GENERAL", limit: 2 });
  expect(first.messages?.map((one) => one.text)).toEqual(["3", "2"]);
  expect(first.has_more).toBe(true);
  const cursor = first.response_metadata?.next_cursor as string;
  const second = await slack.client.conversations.history({ channel: "C0GENERAL", limit: 2, cursor });
  expect(second.messages?.map((one) => one.text)).toEqual(["1"]);
  const since = await slack.client.conversations.history({ channel: "C0GENERAL", oldest: posted[1] as string });
  expect(since.messages?.map((one) => one.text)).toEqual(["3"]);
  expect(await errorOf(slack.client.conversations.replies({ channel: "C0GENERAL", ts: "1.000000" }))).toBe(
    "thread_not_found",
  );
});

test("uploadV2 puts the file into its thread a moment later, with its alt text and bytes", async () => {
  const { ts } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "chart please" });
  const bytes = Buffer.from("89504e470d0a1a0a0000000d4948445200000280000001680802000000\r\n--x", "latin1");
  const uploaded = await slack.client.files.uploadV2({
    channel_id: "C0OPS",
    thread_ts: ts,
    file: bytes,
    filename: "cost.png",
    title: "Cost",
    alt_text: "Bars, EC2 largest",
  });
  const [message] = (
    await slack.control.waitFor({ user: "jiwoo", channel: "ops", thread_ts: ts }, (all) => all.length === 2)
  ).slice(1);
  expect(message?.files).toMatchObject([
    { name: "cost.png", title: "Cost", alt: "Bars, EC2 largest", mimetype: "image/png", size: bytes.length },
  ]);
  const [file] = message?.files ?? [];
  expect(await slack.control.file(file?.path ?? "")).toEqual(bytes);
  const nested = (uploaded as unknown as { files: unknown }).files as { files: { id: string }[] }[];
  expect(nested[0]?.files[0]?.id).toBe(file?.id);
  const info = await slack.client.files.info({ file: file?.id as string });
  const withToken = { headers: { authorization: `Bearer ${slack.ready.botToken}` } };
  const signIn = await fetch(info.file?.url_private as string);
  expect([signIn.redirected, signIn.headers.get("content-type")]).toEqual([true, "text/html; charset=utf-8"]);
  expect(Buffer.from(await (await fetch(info.file?.url_private as string, withToken)).arrayBuffer())).toEqual(bytes);
  await slack.client.files.delete({ file: file?.id as string });
  expect(await errorOf(slack.client.files.info({ file: file?.id as string }))).toBe("file_not_found");
});

test("reactions, permalinks and the Home tab", async () => {
  const { ts } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "look" });
  const eyes = { channel: "C0OPS", timestamp: ts, name: "eyes" };
  await slack.client.reactions.add(eyes);
  expect(await errorOf(slack.client.reactions.add(eyes))).toBe("already_reacted");
  await slack.control.react({ user: "sarah", channel: "ops", message_ts: ts, name: "eyes" });
  const { messages } = await slack.control.messages({ user: "jiwoo", channel: "ops" });
  expect(messages.find((one) => one.ts === ts)?.reactions).toEqual([{ name: "eyes", users: ["U0OPSBOT", "U0SARAH"] }]);
  await slack.client.reactions.remove(eyes);
  expect(await errorOf(slack.client.reactions.remove(eyes))).toBe("no_reaction");
  const { permalink } = await slack.client.chat.getPermalink({ channel: "C0OPS", message_ts: ts });
  expect(permalink).toBe(`${slack.ready.url}/archives/C0OPS/p${ts.replace(".", "")}`);
  expect(await (await fetch(permalink as string)).text()).toContain('<script type="module"');
  await slack.client.views.publish({
    user_id: "U0JIWOO",
    view: { type: "home", blocks: [{ type: "header", text: { type: "plain_text", text: "Home" } }] },
  });
  expect((await slack.control.view("jiwoo")).home?.blocks).toMatchObject([{ type: "header" }]);
});

test("faults: rate limits, errors, dropped replies, each as often as asked", async () => {
  const post = (text: string) => slack.client.chat.postMessage({ channel: "G0SEC", text });
  await slack.control.fault({ method: "chat.postMessage", kind: "ratelimited", retry_after: 7 });
  await expect(post("limited")).rejects.toMatchObject({ retryAfter: 7 });
  await slack.control.fault({ method: "chat.postMessage", kind: "error", error: "fatal_error", times: 2 });
  expect(await errorOf(post("a"))).toBe("fatal_error");
  expect(await errorOf(post("b"))).toBe("fatal_error");
  await slack.control.fault({ method: "chat.postMessage", kind: "http_500" });
  await expect(post("c")).rejects.toMatchObject({ statusCode: 500 });
  await slack.control.fault({ method: "chat.postMessage", kind: "hang", ms: 50 });
  await expect(post("d")).rejects.toMatchObject({ code: "slack_webapi_request_error" });
  await slack.control.fault({ method: "chat.postMessage", kind: "drop_reply" });
  await expect(post("posted all the same")).rejects.toMatchObject({ code: "slack_webapi_request_error" });
  await post("fine again");
  const { messages } = await slack.client.conversations.history({ channel: "G0SEC", limit: 2 });
  expect(messages?.map((one) => one.text)).toEqual(["fine again", "posted all the same"]);
  const faults = (await slack.control.journal()).flatMap((entry) => (entry.kind === "call" && entry.fault) || []);
  expect(faults).toEqual(["ratelimited", "error", "error", "http_500", "hang", "drop_reply"]);
});

test("uploads and response URLs run into faults of their own", async () => {
  const upload = () =>
    slack.client.files.uploadV2({ channel_id: "C0OPS", file: Buffer.from("x"), filename: "slow.txt" });
  await slack.control.fault({ method: "upload", kind: "slow", ms: 150 });
  const began = performance.now();
  await upload();
  expect(performance.now() - began).toBeGreaterThan(150);
  await slack.control.fault({ method: "upload", kind: "http_500", status: 503 });
  await expect(upload()).rejects.toThrow();
  const uploads = (await slack.control.journal()).filter((entry) => entry.kind === "call" && entry.method === "upload");
  expect(uploads.slice(-2)).toMatchObject([
    { status: 200, fault: "slow", args: { bytes: expect.any(Number) } },
    { status: 503, fault: "http_500" },
  ]);
});

test("a call may come as a form, as JSON or in the address, with the same answer", async () => {
  const url = `${slack.ready.slackApiUrl}conversations.info`;
  const headers = { authorization: `Bearer ${slack.ready.botToken}` };
  const json = { ...headers, "content-type": "application/json; charset=utf-8" };
  const answers = await Promise.all([
    fetch(url, { method: "POST", headers, body: new URLSearchParams({ channel: "C0OPS" }) }),
    fetch(url, { method: "POST", headers: json, body: '{"channel":"C0OPS"}' }),
    fetch(`${url}?channel=C0OPS`, { headers }),
  ]);
  const [form, ...others] = await Promise.all(answers.map((answer) => answer.json()));
  expect(form).toMatchObject({ ok: true, channel: { name: "ops" } });
  expect(others).toEqual([form, form]);
  const broken = await fetch(url, { method: "POST", headers: json, body: "{" });
  expect(await broken.json()).toEqual({ ok: false, error: "invalid_json" });
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "nested" } }];
  const posted = await fetch(`${slack.ready.slackApiUrl}chat.postMessage`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ channel: "C0OPS", text: "x", blocks }),
  });
  expect(await posted.json()).toMatchObject({ ok: true, message: { blocks } });
});

test("whatever arguments are sent to whichever method, the answer is Slack's, never a defect", async () => {
  await slack.control.settings({ rate_limits: false });
  const odd = fc.oneof(
    fc.constantFrom("", "C0OPS", "U0JIWOO", "1.000000", "[]", "{}", "null", '{"type":"modal"}', "F00", "-1", "\u0000"),
    fc.constantFrom<unknown>(null, 1e9, true, [], {}, { toString: 1 }, [{ type: "section" }], [null]),
    fc.string(),
  );
  const names = [
    "channel",
    "channel_id",
    "ts",
    "thread_ts",
    "text",
    "blocks",
    "chunks",
    "user",
    "users",
    "view",
    "files",
  ];
  const more = ["cursor", "limit", "types", "metadata", "trigger_id", "name", "timestamp", "prompts", "status", "file"];
  const call = fc.record({
    method: fc.constantFrom(...methods.keys()),
    args: fc.dictionary(fc.constantFrom(...names, ...more, "message_ts", "user_id", "length", "filename"), odd, {
      maxKeys: 5,
    }),
  });
  const headers = { authorization: `Bearer ${slack.ready.botToken}`, "content-type": "application/json" };
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 8, maxLength: 8 }), async (calls) => {
      const answers = await Promise.all(
        calls.map(async ({ method, args }) => {
          const sent = { method: "POST", headers, body: JSON.stringify(args) };
          const answer = await fetch(`${slack.ready.slackApiUrl}${method}`, sent);
          return (await answer.json()) as { ok: boolean; error?: string };
        }),
      );
      expect(answers.filter((answer) => answer.error === "internal_error")).toEqual([]);
      expect(answers.every((answer) => answer.ok || /^[a-z_]+$/.test(answer.error ?? ""))).toBe(true);
    }),
    { numRuns: 60 },
  );
  await slack.control.settings({ rate_limits: true });
});

test("the journal holds every call with its arguments and answer, and no token", async () => {
  await slack.client.chat.postMessage({ channel: "C0OPS", text: "noted" });
  await until(async () => JSON.stringify(await slack.control.journal()).includes("noted"), "the call");
  const journal = await slack.control.journal();
  const call = journal.findLast((entry) => entry.kind === "call");
  expect(call).toMatchObject({
    method: "chat.postMessage",
    args: { channel: "C0OPS", text: "noted" },
    status: 200,
    response: { ok: true },
  });
  expect(JSON.stringify(journal)).not.toContain(slack.ready.botToken);
});
