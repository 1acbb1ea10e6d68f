import type { ActionsBlock, KnownBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { Caller } from "../../ports/hand-over.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { stamp } from "../text/time.ts";
import { type Words, words } from "../text/words.ts";
import { button } from "./button.ts";
import { bold, bullets, code, line, plain, richText } from "./rich-text.ts";

export const CALL = "answer:handover";
/** The block of the button: taken away once somebody was called. */
export const CALL_BLOCK = "answer:handover";

/** A button with a question back, because it notifies people. `elsewhere`: the channel the summary leaves a DM for. */
export function callBlock(
  runId: string,
  { group, elsewhere }: { group: string; elsewhere: string | null },
  language: Language,
): ActionsBlock {
  const say = words(language).handOver;
  const text = elsewhere === null ? say.confirmHere(group) : say.confirmThere(group, elsewhere);
  return {
    type: "actions",
    block_id: CALL_BLOCK,
    elements: [
      {
        ...button(CALL, say.call, runId),
        confirm: {
          title: { type: "plain_text", text: say.confirmTitle },
          text: { type: "plain_text", text: capText(text, limits.confirmText) },
          confirm: { type: "plain_text", text: say.confirmYes },
          deny: { type: "plain_text", text: say.confirmNo },
        },
      },
    ],
  };
}

/** What somebody who is called has to know. Times are milliseconds since the epoch. */
export interface HandOverSummary {
  groupId: string;
  by: Caller;
  /** Of the person who calls, or whose question the bot is at its end with. */
  name: string;
  questions: { name: string; at: number; text: string }[];
  seen: { title: string; period: string | null; rows: number | null; service: string }[];
  tried: { title: string; why: string }[];
  proposals: { what: string; state: string }[];
  isUnfinished: boolean;
  runId: string;
  /** Where the conversation is, when the summary is posted elsewhere. */
  link: string | null;
}

const MOST = 10;

function neededBy({ by, name }: Pick<HandOverSummary, "by" | "name">, { handOver, failure }: Words): string {
  if ("person" in by) return handOver.needed(name);
  if (by.itself === "asked") return handOver.itself.asked(name);
  if (by.itself === "gave_up") return handOver.itself.gaveUp(name);
  // What happened stands in bold; what follows is advice to who asked.
  const [, why = ""] = /\*\*(.+?)\*\*/.exec(failure[by.itself]) ?? [];
  return handOver.itselfFailed(name, why);
}

/** Made by code from what is on record; the one mention is of the configured group. */
export function handOverView(
  summary: HandOverSummary,
  { language, zone }: { language: Language; zone: string },
): { text: string; blocks: KnownBlock[] } {
  const say = words(language);
  const { handOver } = say;
  const needed = `<!subteam^${summary.groupId}> ${escapeMrkdwn(neededBy(summary, say))}`;
  const list = (title: string, items: ReturnType<typeof plain>[][]): KnownBlock[] =>
    items.length === 0 ? [] : [richText(line(bold(title)), bullets(items.slice(-MOST)))];
  const tried = [
    ...summary.tried.map(({ title, why }) => [plain(`${capText(title, 120)}: ${capText(why, 300)}`)]),
    ...summary.proposals.map(({ what, state }) => [plain(handOver.proposal(capText(what, 200), state))]),
    ...(summary.isUnfinished ? [[plain(handOver.unfinished)]] : []),
  ];
  const seen = summary.seen.map(({ title, period, rows, service }) => {
    const facts = [period, service, rows === null ? null : say.rows(rows)].filter(Boolean).join(", ");
    return [plain(`${capText(title, 120)} (${capText(facts, 300)})`)];
  });
  return {
    text: needed,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: capText(needed, limits.sectionText), verbatim: true } },
      ...list(
        handOver.asked,
        summary.questions.map(({ name, at, text }) => [
          plain(`${capText(name, 80)} ${stamp(at, zone, language)}: `),
          plain(capText(text.replace(/\s+/g, " "), 300) || "…"),
        ]),
      ),
      ...(seen.length > 0 ? list(handOver.seen, seen) : [richText(line(plain(handOver.nothingSeen)))]),
      ...list(handOver.tried, tried),
      richText(
        line(
          plain(say.proof.reference("")),
          code(summary.runId),
          ...(summary.link ? [plain(" · "), { type: "link" as const, url: summary.link }] : []),
        ),
      ),
    ],
  };
}
