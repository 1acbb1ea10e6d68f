import type { KnownBlock } from "@slack/types";
import type { Language } from "../../ports/tools.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";

/** A question that somebody pressed, shown in the thread as theirs. Rich text: nothing in it is read as markup. */
export function askedView(
  { name, ask }: { name: string; ask: string },
  language: Language,
): { text: string; blocks: KnownBlock[] } {
  const by = words(language).answer.askedBy(name);
  return {
    text: `${escapeMrkdwn(by)}: ${escapeMrkdwn(ask)}`,
    blocks: [
      {
        type: "rich_text",
        elements: [
          { type: "rich_text_section", elements: [{ type: "text", text: by, style: { bold: true } }] },
          { type: "rich_text_quote", elements: [{ type: "text", text: ask }] },
        ],
      },
    ],
  };
}
