import type { SeenFile, SeenMessage } from "../../../sandbox/slack/control/types.ts";

export function message(fields: Partial<SeenMessage> & Pick<SeenMessage, "ts" | "user">): SeenMessage {
  return {
    channel: "C0OPS",
    text: "",
    blocks: [],
    files: [],
    reactions: [],
    edited: false,
    ephemeral: false,
    streaming: false,
    reply_count: 0,
    reply_users: [],
    ...fields,
  };
}

export function picture(fields: Partial<SeenFile>): SeenFile {
  return { id: "F1", name: "chart.png", title: "", alt: "", mimetype: "image/png", size: 1, path: "/x", ...fields };
}

export const record = {
  model: "offline",
  toolCalls: [
    {
      id: "c1",
      name: "cost_query",
      args: { period: "last week" },
      ms: 31,
      rows: 28,
      dataset: "d1",
      error: null,
    },
  ],
  tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  usd: 0,
  ceRequests: 1,
  ms: 420,
};

export const turnMetadata = (status: string, runId = "t-1") => ({
  event_type: "opsthread_turn",
  event_payload: { run_id: runId, status, record: JSON.stringify(record) },
});

export const cardMetadata = (state: string, decidedBy = "") => ({
  event_type: "opsthread_card",
  event_payload: {
    approval_id: "a-1",
    run_id: "t-1",
    tool: "ec2_reboot_instances",
    args: '{"instance_ids":["i-0ab"]}',
    hash: "abc123",
    state,
    decided_by: decidedBy,
  },
});
