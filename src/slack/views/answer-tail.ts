import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { Offer } from "../../ports/answer-files.ts";
import type { OfferedAsk } from "../../ports/asks.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { words } from "../text/words.ts";
import { button } from "./button.ts";
import { feedbackBlock } from "./feedback.ts";
import { callBlock } from "./hand-over.ts";

export const EVIDENCE = "answer:evidence";
export const CSV = "answer:csv";
export const CHART = "answer:chart";
/** One per question, because an action_id may stand in a block once. */
export const ASK = /^answer:ask:\d+$/;

/** The block of questions to press: taken away when one of them was pressed or the conversation has gone on. */
export const ASKS_BLOCK = "answer:asks";

export interface AnswerTail {
  runId: string;
  /** Of what can be pressed; the closing line is read with the answer. */
  locale: Language;
  /** The closing line, escaped; see `evidenceLine`. */
  line: string | null;
  hasEvidence: boolean;
  offer: Offer;
  asks: OfferedAsk[];
  /** Whom a button calls; null: none is offered. */
  call: { group: string; elsewhere: string | null } | null;
  /** Whether it may be voted on: final answers only. */
  feedback: boolean;
}

/** What stands under the words of an answer, in this order: what to ask next, what it rests on, the closing line. */
export function answerTail({
  runId,
  locale,
  line,
  hasEvidence,
  offer,
  asks,
  call,
  feedback,
}: AnswerTail): KnownBlock[] {
  const say = words(locale).answer;
  const looks: Button[] = [
    ...(hasEvidence ? [button(EVIDENCE, say.evidence, runId)] : []),
    ...(offer.csv ? [button(CSV, say.csv(offer.csv.rows), fileValue(runId, offer.csv.handle))] : []),
    ...(offer.chart ? [button(CHART, say.chart, fileValue(runId, offer.chart))] : []),
  ];
  return [
    ...asksBlock(asks),
    ...(call ? [callBlock(runId, call, locale)] : []),
    ...(looks.length > 0 ? [{ type: "actions" as const, block_id: "answer:looks", elements: looks }] : []),
    ...(line
      ? [
          {
            type: "context" as const,
            elements: [{ type: "mrkdwn" as const, text: capText(line, limits.contextText), verbatim: true }],
          },
        ]
      : []),
    ...(feedback ? [feedbackBlock(runId, locale)] : []),
  ];
}

/** Those that nobody has pressed; none once a choice was made. */
export function asksBlock(asks: OfferedAsk[]): ActionsBlock[] {
  const isChosen = asks.some(({ kind, pressedBy }) => kind === "choice" && pressedBy !== null);
  const open = isChosen ? [] : asks.filter(({ pressedBy }) => pressedBy === null);
  if (open.length === 0) return [];
  const elements = open
    .slice(0, limits.actionsElements)
    .map(({ runId, n, label }) => button(`answer:ask:${n}`, label, `${runId} ${n}`));
  return [{ type: "actions", block_id: ASKS_BLOCK, elements }];
}

/** What a button of a result carries: the answer and the handle, both ours. */
export const fileValue = (runId: string, handle: string): string => `${runId} ${handle}`;
