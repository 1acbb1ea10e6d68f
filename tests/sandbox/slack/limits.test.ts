import { afterAll, beforeAll, expect, test } from "vitest";
import { errorOf, type Running, startWorkspace } from "./start-workspace.ts";

let slack: Running;

beforeAll(async () => {
  slack = await startWorkspace();
});
afterAll(() => slack.remove());

async function refused(blocks: unknown[]): Promise<unknown> {
  try {
    await slack.client.chat.postMessage({ channel: "C0OPS", text: "t", blocks: blocks as never });
  } catch (error) {
    const { data } = error as { data: { error: string; errors?: string[] } };
    return data.errors ?? data.error;
  }
  return "ok";
}

const mrkdwn = (length: number) => ({ type: "mrkdwn", text: "x".repeat(length) });
const plain = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
const section = (length: number) => ({ type: "section", text: mrkdwn(length) });
const button = (more: object) => ({ type: "actions", elements: [{ type: "button", text: plain(1), ...more }] });
const markdown = (length: number) => ({ type: "markdown", text: "x".repeat(length) });
const table = { type: "table", rows: [[{ type: "raw_text", text: "a" }]] };

test.each([
  ["51 blocks", Array(51).fill({ type: "divider" }), ["no more than 50 items allowed [json-pointer:/blocks]"]],
  ["a section of 3,001", [section(3001)], ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]],
  ["an empty section", [section(0)], ["must be more than 0 characters [json-pointer:/blocks/0/text/text]"]],
  [
    "a header of 151",
    [{ type: "header", text: plain(151) }],
    ["must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
  ],
  [
    "a button text of 76",
    [button({ text: plain(76) })],
    ["must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"],
  ],
  [
    "a button value of 2,001",
    [button({ value: "x".repeat(2001) })],
    ["must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"],
  ],
  [
    "11 context elements",
    [{ type: "context", elements: Array(11).fill(mrkdwn(1)) }],
    ["no more than 10 items allowed [json-pointer:/blocks/0/elements]"],
  ],
  ["an unknown block", [{ type: "wheel" }], ["unsupported type: wheel [json-pointer:/blocks/0/type]"]],
  [
    "an image by http",
    [{ type: "image", image_url: "http://x.example/a.png", alt_text: "a" }],
    ["must be a public https URL [json-pointer:/blocks/0/image_url]"],
  ],
  [
    "an image of this machine",
    [{ type: "image", image_url: "https://127.0.0.1/a.png", alt_text: "a" }],
    ["downloading image failed [json-pointer:/blocks/0/image_url]"],
  ],
  [
    "a file that is not there",
    [{ type: "image", slack_file: { id: "F0" }, alt_text: "a" }],
    ["invalid slack file [json-pointer:/blocks/0/slack_file]"],
  ],
  [
    "two blocks of one id",
    [
      { type: "divider", block_id: "a" },
      { type: "divider", block_id: "a" },
    ],
    ["block_id already exists: a [json-pointer:/blocks/1/block_id]"],
  ],
  ["two tables", [table, table], ["only_one_table_allowed [json-pointer:/blocks/1]"]],
  ["markdown of 12,001 in two blocks", [markdown(6001), markdown(6000)], "msg_blocks_too_long"],
  [
    "text of 13,201 in all",
    [section(3000), section(3000), section(3000), section(3000), section(1201)],
    "msg_blocks_too_long",
  ],
])("refuses %s as Slack does", async (_name, blocks, answer) => {
  expect(await refused(blocks)).toEqual(answer);
});

test("takes each of these at its limit", async () => {
  const atLimit = [
    [...Array(50).fill({ type: "divider" })],
    [section(3000), { type: "header", text: plain(150) }, button({ text: plain(75), value: "x".repeat(2000) })],
    [markdown(12_000)],
    [{ type: "context", elements: Array(10).fill(mrkdwn(1)) }],
  ];
  for (const blocks of atLimit) expect(await refused(blocks)).toBe("ok");
});

test("names what is wrong with text, channel and thread", async () => {
  const post = (args: Record<string, unknown>) => errorOf(slack.client.apiCall("chat.postMessage", args));
  expect(await post({ channel: "C0OPS", text: "x".repeat(40_001) })).toBe("msg_too_long");
  expect(await post({ channel: "C0OPS", markdown_text: "x".repeat(12_001) })).toBe("msg_too_long");
  expect(await post({ channel: "C0OPS", markdown_text: "x", text: "y" })).toBe("markdown_text_conflict");
  expect(await post({ channel: "C0OPS" })).toBe("no_text");
  expect(await post({ text: "x" })).toBe("invalid_arguments");
  expect(await post({ channel: "C0NOPE", text: "x" })).toBe("channel_not_found");
  expect(await post({ channel: "C0RANDOM", text: "x" })).toBe("not_in_channel");
  expect(await post({ channel: "C0OPS", text: "x", thread_ts: "1.000000" })).toBe("thread_not_found");
  const { ts: root } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "root" });
  const { ts: reply } = await slack.control.post({ user: "jiwoo", channel: "ops", text: "reply", thread_ts: root });
  expect(await post({ channel: "C0OPS", text: "x", thread_ts: reply })).toBe("cannot_reply_to_message");
  expect(await errorOf(slack.client.chat.update({ channel: "C0OPS", ts: root, text: "mine now" }))).toBe(
    "cant_update_message",
  );
  expect(await errorOf(slack.client.chat.delete({ channel: "C0OPS", ts: "1.000000" }))).toBe("message_not_found");
});

test("a spent, late or made-up trigger opens nothing", async () => {
  const view = { type: "modal", title: plain(4), blocks: [{ type: "divider" }] } as never;
  expect(await errorOf(slack.client.views.open({ trigger_id: "no", view }))).toBe("invalid_trigger_id");
});
