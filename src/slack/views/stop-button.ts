import type { KnownBlock } from "@slack/types";

export const STOP = "turn:stop";

/** Ours, where Slack shows none: it only comes with its streams. */
export const stopButton = (label: string): KnownBlock => ({
  type: "actions",
  block_id: "working",
  elements: [{ type: "button", action_id: STOP, text: { type: "plain_text", text: label }, value: "stop" }],
});
