import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBlocks } from "../../../sandbox/slack/blocks/check.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const rich = {
  type: "rich_text",
  elements: [
    {
      type: "rich_text_section",
      elements: [
        { type: "text", text: "a", style: { bold: true } },
        { type: "user", user_id: "U1" },
        { type: "link", url: "https://x.example" },
        { type: "date", timestamp: 1, format: "{date}" },
      ],
    },
    {
      type: "rich_text_list",
      style: "ordered",
      indent: 1,
      elements: [{ type: "rich_text_section", elements: [{ type: "emoji", name: "wave" }] }],
    },
    { type: "rich_text_preformatted", elements: [{ type: "text", text: "code" }] },
    { type: "rich_text_quote", elements: [{ type: "broadcast", range: "here" }] },
  ],
};
const options = [
  { text: plain("One"), value: "1", description: plain("first") },
  { text: plain("Two"), value: "2" },
];
const groups = [{ label: plain("Numbers"), options }];
const confirm = {
  title: plain("Sure?"),
  text: mrkdwn("*Really*"),
  confirm: plain("Yes"),
  deny: plain("No"),
  style: "danger",
};
const image = { type: "image", image_url: "https://x.example/a.png", alt_text: "a" };
const button = { type: "button", text: plain("Go"), value: "v", style: "primary", confirm };
const task = { type: "task_card", task_id: "t", title: "Read", status: "complete", details: rich, output: rich };
const card = {
  type: "card",
  title: mrkdwn("T"),
  subtitle: mrkdwn("S"),
  body: mrkdwn("B"),
  icon: image,
  actions: [button],
};
const input = (element: object, more: object = {}) => ({ type: "input", label: plain("L"), element, ...more });
const action = (...elements: object[]) => ({ type: "actions", elements });
const raw = (text: string) => ({ type: "raw_text", text });
const point = (label: string) => ({ label, value: 1 });

/** One right block of every kind, and one right element of every kind in one of them. */
const right: Record<string, object> = {
  section: { type: "section", text: mrkdwn("x"), fields: [plain("f")], accessory: button, expand: true },
  "section with an image": { type: "section", text: plain("x"), accessory: image },
  header: { type: "header", text: plain("x") },
  divider: { type: "divider", block_id: "d" },
  context: { type: "context", elements: [mrkdwn("x"), image] },
  actions: action(
    button,
    { type: "overflow", options: [{ ...options[0], url: "https://x.example" }] },
    { type: "checkboxes", options, initial_options: [options[0]] },
    { type: "radio_buttons", options, initial_option: options[1] },
    { type: "static_select", placeholder: plain("p"), option_groups: groups, initial_option: options[0] },
    { type: "multi_static_select", options, initial_options: options, max_selected_items: 2 },
    { type: "external_select", min_query_length: 1 },
    { type: "multi_external_select" },
    { type: "users_select", initial_user: "U1" },
    { type: "multi_users_select", initial_users: ["U1"] },
    { type: "channels_select", response_url_enabled: true },
    { type: "conversations_select", filter: { include: ["public"] }, default_to_current_conversation: true },
    { type: "datepicker", initial_date: "2026-11-20", focus_on_load: true },
    { type: "timepicker", initial_time: "23:59", timezone: "Asia/Seoul" },
    { type: "datetimepicker", initial_date_time: 1_763_600_000 },
    { type: "rich_text_input", initial_value: rich, min_lines: 2 },
    { type: "workflow_button", text: plain("Run"), workflow: { trigger: { url: "https://slack.com/shortcuts/x" } } },
  ),
  context_actions: {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        positive_button: { text: plain("Good"), value: "1" },
        negative_button: { text: plain("Bad"), value: "0" },
      },
      { type: "icon_button", icon: "trash", text: plain("Delete"), visible_to_user_ids: ["U1"] },
    ],
  },
  image: { ...image, title: plain("t") },
  "image of a file": { type: "image", slack_file: { id: "F1" }, alt_text: "a" },
  input: input({ type: "plain_text_input", multiline: true, max_length: 10 }, { hint: plain("h"), optional: true }),
  "input of a number": input({ type: "number_input", is_decimal_allowed: false, min_value: "1" }),
  "input of an address": input({ type: "email_text_input", placeholder: plain("p") }, { dispatch_action: true }),
  "input of a link": input({ type: "url_text_input" }),
  markdown: { type: "markdown", text: "# x" },
  rich_text: rich,
  table: {
    type: "table",
    rows: [[raw("a"), { type: "raw_number", value: 1, text: "1" }, rich]],
    column_settings: [{ align: "right", is_wrapped: true }, null],
  },
  data_table: { type: "data_table", caption: "c", page_size: 10, rows: [[raw("h")], [raw("a")]] },
  data_visualization: {
    type: "data_visualization",
    title: "t",
    chart: {
      type: "bar",
      axis_config: { categories: ["a"], x_label: "x" },
      series: [{ name: "s", data: [point("a")] }],
    },
  },
  "a pie": { type: "data_visualization", title: "t", chart: { type: "pie", segments: [point("a")] } },
  task_card: { ...task, sources: [{ type: "url", url: "https://x.example", text: "x" }] },
  plan: { type: "plan", title: "p", tasks: [task] },
  alert: { type: "alert", text: mrkdwn("x"), level: "warning" },
  card,
  carousel: { type: "carousel", elements: [card, card] },
  container: {
    type: "container",
    title: plain("t"),
    width: "wide",
    child_blocks: [{ type: "divider" }, action(button)],
  },
  video: {
    type: "video",
    video_url: "https://x.example/v",
    thumbnail_url: "https://x.example/t.png",
    alt_text: "v",
    title: plain("v"),
  },
  file: { type: "file", source: "remote", external_id: "e" },
};

const rules = { surface: "message", isUsableFile: (id: string) => id === "F1" } as const;

test.each(Object.entries(right))("takes a right %s", (_name, block) => {
  expect(checkBlocks([block], rules)).toEqual([]);
});

test.each(Object.entries(right))("names a key that no %s has", (_name, block) => {
  expect(checkBlocks([{ ...block, shoe_size: 42 }], rules)).toEqual([
    "invalid additional property: shoe_size [json-pointer:/blocks/0]",
  ]);
});

const wrong: [string, object, string[]][] = [
  [
    "a select without options",
    action({ type: "static_select" }),
    ["missing required field [json-pointer:/blocks/0/elements/0/options]"],
  ],
  [
    "101 options",
    action({ type: "static_select", options: Array(101).fill(options[0]) }),
    ["no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"],
  ],
  [
    "options and groups at once",
    action({ type: "multi_static_select", options, option_groups: groups }),
    ["only one of options and option_groups allowed [json-pointer:/blocks/0/elements/0]"],
  ],
  [
    "an initial option that is not offered",
    action({ type: "static_select", options, initial_option: { text: plain("x"), value: "9" } }),
    ["must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]"],
  ],
  [
    "eleven checkboxes",
    action({ type: "checkboxes", options: Array(11).fill(options[0]) }),
    ["no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"],
  ],
  [
    "an action_id twice",
    action({ ...button, action_id: "a" }, { ...button, action_id: "a" }),
    ["action_id already exists: a [json-pointer:/blocks/0/elements/1/action_id]"],
  ],
  [
    "a confirmation that is too long",
    action({ ...button, confirm: { ...confirm, title: plain("x".repeat(101)) } }),
    ["must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]"],
  ],
  [
    "an input where none may be",
    action({ type: "plain_text_input" }),
    ["unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]"],
  ],
  ["a button in a form", input(button), ["unsupported type: button [json-pointer:/blocks/0/element/type]"]],
  [
    "a file input in a message",
    input({ type: "file_input" }),
    ["unsupported type: file_input [json-pointer:/blocks/0/element/type]"],
  ],
  [
    "a number input that does not say which numbers",
    input({ type: "number_input" }),
    ["missing required field [json-pointer:/blocks/0/element/is_decimal_allowed]"],
  ],
  [
    "a date that is none",
    action({ type: "datepicker", initial_date: "tomorrow" }),
    ["must be a date YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]"],
  ],
  [
    "rich text of an unknown kind",
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "script", text: "x" }] }] },
    ["unsupported type: script [json-pointer:/blocks/0/elements/0/elements/0/type]"],
  ],
  [
    "a card of nothing",
    { type: "card", subtitle: mrkdwn("s") },
    ["missing required field: one of hero_image, title, actions, body [json-pointer:/blocks/0]"],
  ],
  [
    "a body of 201",
    { ...card, body: mrkdwn("x".repeat(201)) },
    ["must be less than 201 characters [json-pointer:/blocks/0/body/text]"],
  ],
  [
    "eleven cards",
    { type: "carousel", elements: Array(11).fill(card) },
    ["no more than 10 items allowed [json-pointer:/blocks/0/elements]"],
  ],
  [
    "a container in a container",
    { type: "container", title: plain("t"), child_blocks: [right.container] },
    ["unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]"],
  ],
  [
    "a data table without a caption, of rows of unequal length",
    { type: "data_table", rows: [[raw("h")], [raw("a"), raw("b")]] },
    ["missing required field [json-pointer:/blocks/0/caption]", "must have 1 cells [json-pointer:/blocks/0/rows/1]"],
  ],
  [
    "a row of 21 cells",
    { type: "table", rows: [Array(21).fill(raw("a"))] },
    ["no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"],
  ],
  [
    "a series that leaves a category out",
    {
      type: "data_visualization",
      title: "t",
      chart: { type: "line", axis_config: { categories: ["a", "b"] }, series: [{ name: "s", data: [point("a")] }] },
    },
    ["missing category: b [json-pointer:/blocks/0/chart/series/0/data]"],
  ],
  [
    "a task of an unknown status",
    { ...task, status: "stuck" },
    ["must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/status]"],
  ],
  [
    "an alert of an unknown level",
    { type: "alert", text: plain("x"), level: "red" },
    ["must be one of: default, info, warning, error, success [json-pointer:/blocks/0/level]"],
  ],
];

test.each(wrong)("refuses %s, by its path", (_name, block, errors) => {
  expect(checkBlocks([block], rules)).toEqual(errors);
});

test("some blocks are for messages only", () => {
  const onlyInMessages = Object.entries(right)
    .filter(([, block]) => checkBlocks([block], { ...rules, surface: "home" }).length > 0)
    .map(([name]) => name);
  expect(onlyInMessages).toEqual([
    ...[
      "context_actions",
      "markdown",
      "table",
      "data_table",
      "data_visualization",
      "a pie",
      "task_card",
      "plan",
      "file",
    ],
  ]);
  expect(checkBlocks([input({ type: "file_input", max_files: 2 })], { ...rules, surface: "modal" })).toEqual([]);
});

test("a message has one table and two charts at most", () => {
  const { table, "a pie": pie } = right;
  expect(checkBlocks([table, table, pie, pie, pie], rules)).toEqual([
    "only_one_table_allowed [json-pointer:/blocks/1]",
    "no more than 2 data_visualization blocks allowed [json-pointer:/blocks/4]",
  ]);
});

const types = Object.values(right).map((block) => (block as { type: string }).type);
const names = [
  "type",
  "text",
  "elements",
  "element",
  "options",
  "rows",
  "chart",
  "child_blocks",
  "axis_config",
  "categories",
  "toString",
  "__proto__",
  "constructor",
];

test("whatever is sent, the answer is a list of sentences with a path each", () => {
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(...types, "rich_text_section", "button", "toString", "__proto__", "", null, -1, 1e9, true),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  const block = fc
    .tuple(fc.constantFrom(...types, "toString", "__proto__"), fc.dictionary(fc.constantFrom(...names), anything))
    .map(([type, fields]) => ({ ...fields, type }));
  fc.assert(
    fc.property(fc.array(fc.oneof(block, anything), { maxLength: 3 }), (blocks) => {
      for (const error of checkBlocks(blocks, rules)) expect(error).toMatch(/^.+ \[json-pointer:\/blocks.*\]$/s);
    }),
    { numRuns: 300 },
  );
});
