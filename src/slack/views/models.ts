import type { KnownBlock } from "@slack/types";
import type { ModelsResult } from "../../ports/commands.ts";
import type { Language } from "../../ports/tools.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";

export const CHOOSE_MODEL = "models:choose";

/** What `/models` answers: one section per model, the current one marked, and how to add Claude when there is none. */
export function modelsView(
  { choices, currentId, howToAddClaude }: Extract<ModelsResult, { kind: "list" }>,
  language: Language,
): { text: string; blocks: KnownBlock[] } {
  const { models } = words(language);
  const sections = choices.slice(0, 40).map((choice): KnownBlock => {
    const note = choice.note ? `\n${escapeMrkdwn(choice.note[language])}` : "";
    const text = `*${escapeMrkdwn(choice.name)}* \`${escapeMrkdwn(choice.id)}\`${choice.id === currentId ? ` · ✅ ${models.current}` : ""}${note}`;
    const button = {
      type: "button" as const,
      action_id: CHOOSE_MODEL,
      value: choice.id,
      text: { type: "plain_text" as const, text: models.choose },
    };
    const section = { type: "section" as const, text: { type: "mrkdwn" as const, text, verbatim: true } };
    return choice.id === currentId ? section : { ...section, accessory: button };
  });
  return {
    text: `${models.title}: ${choices.map((choice) => choice.name).join(", ")}`,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `*${models.title}*`, verbatim: true } },
      ...sections,
      ...(howToAddClaude
        ? [
            {
              type: "context" as const,
              elements: [{ type: "mrkdwn" as const, text: models.addClaude, verbatim: true }],
            },
          ]
        : []),
    ],
  };
}
