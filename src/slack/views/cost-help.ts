import type { KnownBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { CostHelp } from "../../ports/commands.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";

/** `cost:ask:0`; its value is the text of the command. */
const ASK_COST = "cost:ask";
export const ASK_COST_PATTERN = /^cost:ask:\d+$/;

/** Why it was not asked, what can be asked instead as buttons, and how the command is used. */
export function costHelpView(
  { why, suggestions, usage }: CostHelp,
  language: Language,
): { text: string; blocks: KnownBlock[] } {
  const { awsCost } = words(language);
  const blocks: KnownBlock[] = [];
  if (why !== null) blocks.push(section(suggestions.length > 0 ? `${why} ${awsCost.nearest}` : why));
  if (suggestions.length > 0)
    blocks.push({
      type: "actions",
      elements: suggestions.map((text, n) => ({
        type: "button",
        action_id: `${ASK_COST}:${n}`,
        value: text,
        text: { type: "plain_text", text: capText(`/aws-cost ${text}`, limits.buttonText) },
      })),
    });
  blocks.push(section(usage));
  const lines = [...(why === null ? [] : [why]), ...suggestions.map((text) => `/aws-cost ${text}`), usage];
  return { text: capText(lines.join("\n"), limits.sectionText), blocks };
}

/** Whose command an answer is, and what it said. */
export function askedByLine(name: string, text: string, language: Language): string {
  const said = text.replace(/\s+/g, " ").trim().replaceAll("`", "'");
  return words(language).awsCost.askedBy(escapeMrkdwn(name), escapeMrkdwn(capText(said === "" ? "" : ` ${said}`, 120)));
}

const section = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: capText(text, limits.sectionText), verbatim: true },
});
