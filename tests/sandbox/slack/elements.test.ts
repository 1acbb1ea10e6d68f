import type { App, BlockAction } from "@slack/bolt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, startBot, startWorkspace } from "./start-workspace.ts";

let slack: Running;
let bot: App;
let pressed: BlockAction[] = [];
let submitted: unknown;

const plain = (text: string) => ({ type: "plain_text" as const, text });
const options = [
  { text: plain("One"), value: "1" },
  { text: plain("Two"), value: "2" },
];

beforeAll(async () => {
  slack = await startWorkspace();
  bot = await startBot(slack.ready, (app) => {
    app.action(/.*/, async ({ ack, body, client }) => {
      await ack();
      pressed.push(body as BlockAction);
      const [action] = (body as BlockAction).actions;
      if (action?.action_id !== "form") return;
      await client.views.open({
        trigger_id: (body as BlockAction).trigger_id,
        view: {
          type: "modal",
          title: plain("Form"),
          submit: plain("Send"),
          blocks: [
            {
              type: "input",
              block_id: "many",
              label: plain("Many"),
              element: { type: "multi_static_select", action_id: "m", options, max_selected_items: 1 },
            },
            {
              type: "input",
              block_id: "count",
              label: plain("Count"),
              element: { type: "number_input", action_id: "n", is_decimal_allowed: false, min_value: "3" },
            },
            {
              type: "input",
              block_id: "day",
              optional: true,
              label: plain("Day"),
              element: { type: "datepicker", action_id: "d", initial_date: "2026-11-20" },
            },
          ],
        },
      });
    });
    app.view({ type: "view_submission" }, async ({ ack, view }) => {
      submitted = view.state.values;
      await ack();
    });
    app.options("find", async ({ ack, payload }) => {
      await ack({ options: [{ text: plain(`${payload.value}!`), value: payload.value }] });
    });
  });
});
afterAll(async () => {
  await bot.stop();
  await slack.remove();
});

async function post(elements: object[]): Promise<{ channel: string; message_ts: string; user: string }> {
  const blocks = [{ type: "actions", block_id: "b", elements }];
  const { ts } = await slack.client.chat.postMessage({ channel: "C0OPS", text: "x", blocks: blocks as never });
  pressed = [];
  return { user: "jiwoo", channel: "ops", message_ts: ts as string };
}

test("every kind of element sends what was chosen, in Slack's own fields, and the message's state beside it", async () => {
  const at = await post([
    { type: "static_select", action_id: "one", options },
    { type: "multi_static_select", action_id: "many", options },
    { type: "users_select", action_id: "who" },
    { type: "conversations_select", action_id: "where" },
    { type: "datepicker", action_id: "day", initial_date: "2026-11-20" },
    { type: "timepicker", action_id: "hour" },
    { type: "checkboxes", action_id: "boxes", options, initial_options: [options[0]] },
    { type: "overflow", action_id: "more", options },
  ]);
  const choose = (action_id: string, given: object) => slack.control.click({ ...at, action_id, ...given });
  await choose("one", { value: "2" });
  await choose("many", { chosen: { selected_options: options } });
  await choose("who", { value: "U0SARAH" });
  await choose("where", { chosen: { selected_conversation: "C0OPS" } });
  await choose("day", { value: "2026-12-24" });
  await choose("hour", { value: "23:59" });
  await choose("boxes", { chosen: { selected_options: [] } });
  await choose("more", { value: "1" });
  const said = pressed.map(({ actions: [action] }) => {
    const {
      type: _type,
      action_id,
      block_id: _block,
      action_ts: _ts,
      ...choice
    } = action as unknown as Record<string, unknown>;
    return [action_id, choice];
  });
  expect(said).toEqual([
    ["one", { selected_option: options[1] }],
    ["many", { selected_options: options }],
    ["who", { selected_user: "U0SARAH" }],
    ["where", { selected_conversation: "C0OPS" }],
    ["day", { selected_date: "2026-12-24" }],
    ["hour", { selected_time: "23:59" }],
    ["boxes", { selected_options: [] }],
    ["more", { selected_option: options[0] }],
  ]);
  expect(pressed.at(-1)?.state?.values.b).toEqual({
    one: { type: "static_select", selected_option: options[1] },
    many: { type: "multi_static_select", selected_options: options },
    who: { type: "users_select", selected_user: "U0SARAH" },
    where: { type: "conversations_select", selected_conversation: "C0OPS" },
    day: { type: "datepicker", selected_date: "2026-12-24" },
    hour: { type: "timepicker", selected_time: "23:59" },
    boxes: { type: "checkboxes", selected_options: [] },
  });
  await expect(choose("one", { value: "3" })).rejects.toMatchObject({ code: "invalid_choice" });
  await expect(choose("day", { value: "soon" })).rejects.toMatchObject({ code: "invalid_choice" });
});

test("an external select offers what the app answers, and takes nothing else", async () => {
  const at = await post([{ type: "external_select", action_id: "find", min_query_length: 2 }]);
  expect(await slack.control.suggest({ ...at, action_id: "find", value: "e" })).toMatchObject({ options: [] });
  expect(await slack.control.suggest({ ...at, action_id: "find", value: "ec2" })).toMatchObject({
    options: [{ text: { text: "ec2!" }, value: "ec2" }],
  });
  await slack.control.click({ ...at, action_id: "find", value: "ec2" });
  expect(pressed[0]?.actions[0]).toMatchObject({ selected_option: { value: "ec2" } });
  await expect(slack.control.click({ ...at, action_id: "find", value: "s3" })).rejects.toMatchObject({
    code: "invalid_choice",
  });
});

test("buttons in cards and containers can be pressed, and one for somebody else cannot", async () => {
  const button = (action_id: string) => ({ type: "button", action_id, text: plain(action_id) });
  const { ts } = await slack.client.chat.postMessage({
    channel: "C0OPS",
    text: "x",
    blocks: [
      {
        type: "carousel",
        elements: [{ type: "card", title: { type: "mrkdwn", text: "c" }, actions: [button("in-card")] }],
      },
      { type: "container", title: plain("t"), child_blocks: [{ type: "actions", elements: [button("in-container")] }] },
      {
        type: "context_actions",
        elements: [
          { type: "icon_button", action_id: "mine", icon: "trash", text: plain("x"), visible_to_user_ids: ["U0SARAH"] },
        ],
      },
    ] as never,
  });
  const at = { user: "jiwoo", channel: "ops", message_ts: ts as string };
  for (const action_id of ["in-card", "in-container"]) await slack.control.click({ ...at, action_id });
  await expect(slack.control.click({ ...at, action_id: "mine" })).rejects.toMatchObject({ code: "no_such_action" });
  await slack.control.click({ ...at, user: "sarah", action_id: "mine" });
  expect(pressed.slice(-3).map(({ actions }) => actions[0]?.action_id)).toEqual(["in-card", "in-container", "mine"]);
});

test("a form is checked before it is sent, in the person's language, and what was not touched stands as it was set", async () => {
  const at = await post([{ type: "button", action_id: "form", text: plain("Form") }]);
  await slack.control.click({ ...at, user: "sarah", action_id: "form" });
  const { modal } = await slack.control.view("sarah");
  const submit = (values: object) =>
    slack.control.submitView({ user: "sarah", view_id: modal?.id ?? "", values: values as Record<string, unknown> });
  expect(await submit({})).toMatchObject({
    delivered: false,
    errors: { many: "This field is required.", count: "This field is required." },
  });
  expect(await submit({ many: { m: { selected_options: options } }, count: { n: { value: "2" } } })).toMatchObject({
    errors: { many: "Choose at most 1.", count: "Must be 3 or more." },
  });
  expect(await submit({ many: { m: { selected_options: [options[0]] } }, count: { n: { value: "3" } } })).toMatchObject(
    {
      delivered: true,
    },
  );
  expect(submitted).toEqual({
    many: { m: { type: "multi_static_select", selected_options: [options[0]] } },
    count: { n: { type: "number_input", value: "3" } },
    day: { d: { type: "datepicker", selected_date: "2026-11-20" } },
  });
});

test("a trigger and a response_url are good for a while only, by the workspace's clock", async () => {
  const at = await post([{ type: "button", action_id: "any", text: plain("Any") }]);
  await slack.control.click({ ...at, action_id: "any" });
  const [{ trigger_id, response_url } = {} as BlockAction] = pressed;
  const respond = async () =>
    (
      await fetch(response_url, {
        method: "POST",
        body: '{"text":"x"}',
        headers: { "content-type": "application/json" },
      })
    ).status;
  const used: number[] = [];
  for (let i = 0; i < 6; i += 1) used.push(await respond());
  expect(used).toEqual([200, 200, 200, 200, 200, 404]);
  await slack.control.moveClock(3_500);
  const late = slack.client.views.open({
    trigger_id,
    view: { type: "modal", title: plain("x"), blocks: [{ type: "divider" }] },
  });
  await expect(late).rejects.toMatchObject({ data: { error: "expired_trigger_id" } });
  await slack.control.click({ ...at, action_id: "any" });
  await slack.control.moveClock(31 * 60_000);
  const [, second] = pressed;
  const answer = await fetch(second?.response_url ?? "", {
    method: "POST",
    body: '{"text":"x"}',
    headers: { "content-type": "application/json" },
  });
  expect(answer.status).toBe(404);
});
