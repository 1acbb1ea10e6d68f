import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { Ready } from "../../../sandbox/slack/start.ts";
import { startBot } from "../../sandbox/slack/start-workspace.ts";
import { patientRetries } from "./slack-day.ts";

export const plain = (text: string) => ({ type: "plain_text" as const, text });
export const option = (value: string) => ({ text: plain(value), value });

/** A small Bolt app that notes what people do, and answers with a modal and a Home tab. */
export async function startApp(ready: Ready): Promise<{ app: App; done: Record<string, unknown>[] }> {
  const done: Record<string, unknown>[] = [];
  const configure = (bolt: App) => {
    bolt.action(/.*/, async ({ ack, action, body, client }) => {
      await ack();
      const {
        action_id,
        type,
        block_id: _block,
        action_ts: _ts,
        ...rest
      } = action as unknown as Record<string, unknown>;
      done.push({ action_id, ...rest });
      if (action_id === "open")
        await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view });
    });
    bolt.options("later", async ({ ack, options }) =>
      ack({ options: [option(`${options.value}-1`), option(`${options.value}-2`)] }),
    );
    bolt.view("form", async ({ ack, view: sent }) => {
      const { values } = sent.state;
      if (values.name?.name?.value === "taken")
        await ack({ response_action: "errors", errors: { name: "이미 있습니다" } });
      else {
        await ack();
        done.push({ submitted: values });
      }
    });
    bolt.event("app_home_opened", async ({ event, client }) => {
      if (event.tab === "home")
        await client.views.publish({ user_id: event.user, view: { type: "home", blocks: home } });
    });
    bolt.event("agent_session_stopped" as "app_mention", async ({ event }) => {
      done.push({ stopped: (event as unknown as { thread_ts: string }).thread_ts });
    });
  };
  const app = await startBot(ready, configure, patientRetries);
  return { app, done };
}

const home: KnownBlock[] = [
  { type: "header", text: plain("오늘의 상태") },
  {
    type: "actions",
    block_id: "home",
    elements: [{ type: "button", action_id: "home-button", text: plain("새로 고침"), value: "now" }],
  },
];

const view = {
  type: "modal" as const,
  callback_id: "form",
  title: plain("새 규칙"),
  submit: plain("저장"),
  blocks: [
    { type: "input", block_id: "name", label: plain("이름"), element: { type: "plain_text_input", action_id: "name" } },
    {
      type: "input",
      block_id: "tier",
      label: plain("단계"),
      element: { type: "radio_buttons", action_id: "tier", options: [option("T1"), option("T2")] },
    },
    {
      type: "input",
      block_id: "who",
      optional: true,
      label: plain("누구"),
      element: { type: "multi_users_select", action_id: "who" },
    },
    {
      type: "input",
      block_id: "many",
      label: plain("몇 개"),
      element: { type: "number_input", action_id: "many", is_decimal_allowed: false, min_value: "1" },
    },
  ] as KnownBlock[],
};

/** One of each block that has no element of its own to press. */
export const everyBlock: Record<string, unknown>[] = [
  { type: "header", text: plain("Header") },
  { type: "section", text: { type: "mrkdwn", text: "*Section*" }, fields: [plain("a"), plain("b")] },
  { type: "divider" },
  { type: "context", elements: [{ type: "mrkdwn", text: "context" }] },
  { type: "image", image_url: "https://evil.example/x.png", alt_text: "picture elsewhere" },
  { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "rich" }] }] },
  { type: "markdown", text: "| a | b |\n|---|---:|\n| 1 | 2 |\n\n```\ncode\n```" },
  { type: "table", rows: [[{ type: "raw_text", text: "head" }], [{ type: "raw_text", text: "cell" }]] },
  {
    type: "data_table",
    caption: "Cost",
    page_size: 2,
    rows: [
      [
        { type: "raw_text", text: "Service" },
        { type: "raw_text", text: "USD" },
      ],
      ...[
        ["EC2", 30],
        ["RDS", 4],
        ["S3", 200],
      ].map(([name, value]) => [
        { type: "raw_text", text: name },
        { type: "raw_number", value, text: `$${value}` },
      ]),
    ],
  },
  {
    type: "data_visualization",
    title: "Cost per day",
    chart: {
      type: "bar",
      series: [
        {
          name: "EC2",
          data: [
            { label: "Mon", value: 1 },
            { label: "Tue", value: 3 },
          ],
        },
      ],
      axis_config: { categories: ["Mon", "Tue"] },
    },
  },
  {
    type: "plan",
    title: "Plan",
    tasks: [
      { task_id: "1", title: "read", status: "complete" },
      { task_id: "2", title: "draw", status: "in_progress" },
    ],
  },
  { type: "task_card", task_id: "3", title: "one step", status: "error" },
  { type: "alert", level: "warning", text: { type: "mrkdwn", text: "careful" } },
  { type: "card", title: { type: "mrkdwn", text: "card" } },
  { type: "carousel", elements: [{ type: "card", title: { type: "mrkdwn", text: "first" } }] },
  { type: "container", title: plain("container"), child_blocks: [{ type: "section", text: plain("inside") }] },
  {
    type: "video",
    title: plain("video"),
    video_url: "https://evil.example/v",
    thumbnail_url: "https://evil.example/t.png",
    alt_text: "v",
  },
  { type: "file", source: "remote", external_id: "runbook.pdf" },
];
