import type { KnownBlock } from "@slack/types";
import type { Language } from "../../ports/tools.ts";
import { words } from "../text/words.ts";

export const FORGET = "thread:forget";
export const KEEP = "thread:keep";

/** What will be gone and what will not, and the two buttons. `threadTs`: the root of the thread, as their value. */
export function forgetView(language: Language, threadTs: string): { text: string; blocks: KnownBlock[] } {
  const { history } = words(language);
  const button = (action_id: string, text: string) => ({
    type: "button" as const,
    action_id,
    value: threadTs,
    text: { type: "plain_text" as const, text },
  });
  return {
    text: history.forgetThis,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: history.forgetThis, verbatim: true } },
      {
        type: "actions",
        elements: [{ ...button(FORGET, history.forget), style: "danger" }, button(KEEP, history.keep)],
      },
    ],
  };
}
