import type { App } from "@slack/bolt";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ControlError } from "../../../sandbox/slack/control-client.ts";
import { type Running, startBot, startWorkspace } from "./start-workspace.ts";

let slack: Running;
let bot: App;
const seen: Record<string, unknown>[] = [];

const card = [
  { type: "section", text: { type: "mrkdwn", text: "Reboot *order-api-2*?" } },
  {
    type: "actions",
    block_id: "decision",
    elements: [
      {
        type: "button",
        action_id: "approve",
        style: "primary",
        text: { type: "plain_text", text: "Approve" },
        value: "p1",
      },
      { type: "button", action_id: "deny", style: "danger", text: { type: "plain_text", text: "Deny" }, value: "p1" },
      { type: "button", action_id: "unheard", text: { type: "plain_text", text: "Unheard" } },
    ],
  },
];

beforeAll(async () => {
  slack = await startWorkspace();
  bot = await startBot(slack.ready, (app) => {
    app.action("approve", async ({ ack, body, respond }) => {
      await ack();
      seen.push(body as unknown as Record<string, unknown>);
      await respond({ replace_original: true, text: `approved by <@${body.user.id}>` });
    });
    app.action("deny", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: (body as { trigger_id: string }).trigger_id,
        view: {
          type: "modal",
          callback_id: "reason",
          title: { type: "plain_text", text: "Why?" },
          submit: { type: "plain_text", text: "Send" },
          blocks: [
            {
              type: "input",
              block_id: "why",
              label: { type: "plain_text", text: "Reason" },
              element: { type: "plain_text_input", action_id: "text" },
            },
          ],
        },
      });
    });
    app.view("reason", async ({ ack, view }) => {
      const value = view.state.values.why?.text?.value;
      if (value !== "because") await ack();
      else await ack({ response_action: "errors", errors: { why: "Say more." } });
    });
    app.command("/models", async ({ ack, command, respond }) => {
      await ack(`you said ${command.text}`);
      await respond({ response_type: "in_channel", text: "for all" });
    });
  });
});
afterAll(async () => {
  await bot.stop();
  await slack.remove();
});

async function postCard(): Promise<{ channel: string; message_ts: string; thread_ts: string }> {
  const root = await slack.control.post({ user: "jiwoo", channel: "ops", text: "reboot it" });
  const posted = await slack.client.chat.postMessage({
    channel: "C0OPS",
    thread_ts: root.ts,
    text: "card",
    blocks: card,
  });
  return { channel: "ops", message_ts: posted.ts as string, thread_ts: root.ts };
}

test("a click reaches the listener with message, value and response_url, which replaces the card", async () => {
  const { channel, message_ts, thread_ts } = await postCard();
  expect(await slack.control.click({ user: "seoyeon", channel, message_ts, action_id: "approve" })).toMatchObject({
    delivered: true,
  });
  const messages = await slack.control.waitFor({ user: "jiwoo", channel, thread_ts }, (all) =>
    all.some((one) => one.text === "approved by <@U0SEOYEON>"),
  );
  expect(messages.find((one) => one.ts === message_ts)).toMatchObject({ blocks: [], edited: true });
  expect(seen.at(-1)).toMatchObject({
    type: "block_actions",
    user: { id: "U0SEOYEON", name: "seoyeon" },
    container: { type: "message", message_ts, channel_id: "C0OPS", is_ephemeral: false, thread_ts },
    channel: { id: "C0OPS", name: "ops" },
    message: { ts: message_ts, thread_ts, user: "U0OPSBOT" },
    actions: [{ type: "button", action_id: "approve", block_id: "decision", value: "p1", style: "primary" }],
  });
});

test("a button that is gone cannot be pressed, except on a screen that is behind", async () => {
  const { channel, message_ts } = await postCard();
  await slack.client.chat.update({ channel: "C0OPS", ts: message_ts, text: "done", blocks: [] });
  const gone = slack.control.click({ user: "doyun", channel, message_ts, action_id: "approve" });
  await expect(gone).rejects.toMatchObject({ code: "no_such_action" } satisfies Partial<ControlError>);
  const stale = await slack.control.click({ user: "doyun", channel, message_ts, action_id: "approve", stale: true });
  expect(stale.delivered).toBe(true);
});

test("a click nobody acks is not delivered again: the person is told instead, alone", async () => {
  const { channel, message_ts, thread_ts } = await postCard();
  const before = (await slack.control.journal()).length;
  expect((await slack.control.click({ user: "sarah", channel, message_ts, action_id: "unheard" })).delivered).toBe(
    false,
  );
  const mine = await slack.control.messages({ user: "sarah", channel, thread_ts });
  expect(mine.messages.at(-1)).toMatchObject({
    ephemeral: true,
    text: "⚠️ Opsthread did not respond within three seconds. Please try again in a moment.",
  });
  const others = await slack.control.messages({ user: "jiwoo", channel, thread_ts });
  expect(others.messages.filter((one) => one.ephemeral)).toEqual([]);
  const envelopes = (await slack.control.journal())
    .slice(before)
    .filter((entry) => entry.kind === "envelope" && entry.type === "interactive");
  expect(envelopes).toHaveLength(1);
});

test("a command's ack answers its person, and respond() in_channel answers everybody", async () => {
  const place = { user: "jiwoo", channel: "general" };
  expect(await slack.control.command({ ...place, command: "/models", text: "list" })).toMatchObject({
    delivered: true,
  });
  const all = await slack.control.waitFor(place, (messages) => messages.length === 2);
  expect(all.map((one) => [one.text, one.ephemeral]).sort()).toEqual([
    ["for all", false],
    ["you said list", true],
  ]);
  await expect(slack.control.command({ ...place, command: "/nope", text: "" })).rejects.toMatchObject({
    code: "unknown_command",
  });
});

test("a modal opens by trigger, keeps itself open on errors, and closes once taken", async () => {
  const { channel, message_ts } = await postCard();
  await slack.control.click({ user: "doyun", channel, message_ts, action_id: "deny" });
  const { modal } = await slack.control.view("doyun");
  expect(modal).toMatchObject({ callback_id: "reason", title: "Why?", submit: "Send" });
  const submit = (value: string | null) =>
    slack.control.submitView({
      user: "doyun",
      view_id: modal?.id ?? "",
      values: { why: { text: { type: "plain_text_input", value } } },
    });
  // Slack's own form keeps an empty field from being sent at all.
  expect(await submit(null)).toEqual({ ok: true, delivered: false, errors: { why: "꼭 입력해야 합니다." } });
  expect(await submit("because")).toMatchObject({ delivered: true, errors: { why: "Say more." } });
  expect((await slack.control.view("doyun")).modal).not.toBeNull();
  expect(await submit("deploying")).toEqual({ ok: true, delivered: true });
  expect((await slack.control.view("doyun")).modal).toBeNull();
});

test("what is shown to one person is invisible to the others and to the app's own history", async () => {
  const root = await slack.control.post({ user: "jiwoo", channel: "ops", text: "secret?" });
  await slack.client.chat.postEphemeral({ channel: "C0OPS", user: "U0JIWOO", thread_ts: root.ts, text: "for you" });
  const textsFor = async (user: string): Promise<string[]> =>
    (await slack.control.messages({ user, channel: "ops", thread_ts: root.ts })).messages.map((one) => one.text);
  expect(await textsFor("jiwoo")).toEqual(["secret?", "for you"]);
  expect(await textsFor("seoyeon")).toEqual(["secret?"]);
  const { messages } = await slack.client.conversations.replies({ channel: "C0OPS", ts: root.ts });
  expect(messages?.map((one) => one.text)).toEqual(["secret?"]);
  const outside = slack.client.chat.postEphemeral({ channel: "G0SEC", user: "U0SARAH", text: "no" });
  await expect(outside).rejects.toMatchObject({ data: { error: "user_not_in_channel" } });
});
