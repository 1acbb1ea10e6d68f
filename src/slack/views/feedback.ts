import type { ActionsBlock, ContextActionsBlock, KnownBlock, ModalView } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { FeedbackWeek } from "../../ports/feedback.ts";
import type { Language } from "../../ports/tools.ts";
import { periodWords } from "../text/time.ts";
import { words } from "../text/words.ts";
import { button } from "./button.ts";
import { bold, bullets, line, plain, richText } from "./rich-text.ts";

/** Slack's own feedback buttons, and the plain ones where a workspace does not know them: `feedback:up`, `feedback:down`. */
export const FEEDBACK = /^feedback:(vote|up|down)$/;
export const WHY = "feedback:why";
const MOST_REASON = 1_000;

export function feedbackBlock(runId: string, language: Language): ContextActionsBlock {
  const say = words(language).feedback;
  // Slack draws thumbs; the words are told on hover and to screen readers.
  const side = (text: string, vote: string) => ({
    text: { type: "plain_text" as const, text },
    accessibility_label: text,
    value: `${runId} ${vote}`,
  });
  return {
    type: "context_actions",
    block_id: "answer:feedback",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "feedback:vote",
        positive_button: side(say.good, "up"),
        negative_button: side(say.bad, "down"),
      },
    ],
  };
}

/** The same for workspaces that refuse the newer block. */
export function plainFeedback(block: ContextActionsBlock): ActionsBlock[] {
  return block.elements.flatMap((element) =>
    element.type === "feedback_buttons"
      ? [
          {
            type: "actions" as const,
            ...(block.block_id ? { block_id: block.block_id } : {}),
            elements: [
              button("feedback:up", `👍 ${element.positive_button.text.text}`, element.positive_button.value),
              button("feedback:down", `👎 ${element.negative_button.text.text}`, element.negative_button.value),
            ],
          },
        ]
      : [],
  );
}

/** Asks why, after the vote is stored. `runId` travels in the modal. */
export function whyModal(runId: string, language: Language): ModalView {
  const say = words(language).feedback;
  return {
    type: "modal",
    callback_id: WHY,
    private_metadata: runId,
    title: { type: "plain_text", text: say.whyTitle },
    submit: { type: "plain_text", text: say.send },
    close: { type: "plain_text", text: say.cancel },
    blocks: [
      {
        type: "input",
        block_id: "why",
        optional: true,
        label: { type: "plain_text", text: say.whyLabel },
        hint: { type: "plain_text", text: say.whyHint },
        element: { type: "plain_text_input", action_id: "text", multiline: true, max_length: MOST_REASON },
      },
    ],
  };
}

/** What a complaint is listed with; `link` is Slack's own permalink of the answer. */
export type Complaint = FeedbackWeek["complaints"][number] & { link: string | null };

/**
 * The week's votes for a channel. What an answer elsewhere was about stays there: those are counted only.
 * `from`, `to`: milliseconds since the epoch.
 */
export function weekView(
  week: Omit<FeedbackWeek, "complaints">,
  here: Complaint[],
  span: { from: number; to: number; zone: string },
  language: Language,
): { text: string; blocks: KnownBlock[] } {
  const say = words(language).feedback;
  const period = periodWords(new Date(span.from).toISOString(), new Date(span.to).toISOString(), span.zone, language);
  const title = say.weekTitle(period);
  const counts = say.weekCounts(week.answered, week.up, week.down);
  const elsewhere = Math.max(0, week.down - here.length);
  const items = here.map(({ question, reason, link }) => [
    link
      ? { type: "link" as const, url: link, text: capText(oneLine(question), 150) }
      : plain(capText(oneLine(question), 150)),
    plain(` — ${reason ? capText(oneLine(reason), 300) : say.noReason}`),
  ]);
  return {
    text: `${title}: ${counts}`,
    blocks: [
      richText(line(bold(title)), line(plain(`\n${counts}`))),
      ...(items.length > 0 ? [richText(line(bold(say.complaints)), bullets(items))] : []),
      ...(week.down === 0 && week.up > 0 ? [richText(line(plain(say.noComplaints)))] : []),
      ...(elsewhere > 0 ? [richText(line(plain(say.elsewhere(elsewhere))))] : []),
    ],
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim() || "…";
