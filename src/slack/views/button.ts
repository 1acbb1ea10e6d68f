import type { Button } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import { limits } from "../limits.ts";

/** A plain button; a label longer than Slack takes is cut. */
export function button(actionId: string, label: string, value: string): Button {
  return {
    type: "button",
    action_id: actionId,
    text: { type: "plain_text", text: capText(label, limits.buttonText), emoji: false },
    value,
  };
}
