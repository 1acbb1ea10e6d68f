import type { KnownBlock } from "@slack/types";
import type { Approval } from "../../ports/approvals.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { clockSeconds, clockTime, zoneName } from "../text/time.ts";
import { words } from "../text/words.ts";
import { approvalCard, section, small } from "./card.ts";
import { AGAIN, type Card, type CardReader, clip, name, UNDO, votersOf } from "./card-parts.ts";
import { visibly } from "./visibly.ts";

/** Of all hosts together; more is in the log of the command. */
const MOST_OUTPUT = 6_000;

/** The same message after the decision: the buttons are gone for good and the outcome stands there. */
export function decidedCard(given: Approval, reader: CardReader): Card {
  if (given.state === "pending") return approvalCard(given, reader);
  const approval = { ...given, state: given.state, preview: visibly(given.preview), outcome: visibly(given.outcome) };
  const { card } = words(reader.language);
  const lang = reader.language;
  const { preview, outcome, endedWhy, reason, reconciliation, state } = approval;
  const headline = card.state[state](`${preview.target[lang]} ${preview.title[lang]}`);
  const more = [
    ...(endedWhy ? [endedWhy[lang]] : []),
    ...(outcome && outcome.kind !== "succeeded" ? [outcome.text[lang]] : []),
    ...(state === "unknown" && reconciliation ? [reconciliation.text[lang]] : []),
    ...(reason ? [card.reason(reason)] : []),
  ].map((line) => `\n${escapeMrkdwn(line)}`);
  const mayUndo = state === "succeeded" && preview.undoBy !== undefined && reader.mayUndo;
  const mayRepeat = (state === "stale" || state === "expired") && reader.mayRepeat;
  return {
    text: escapeMrkdwn(headline),
    blocks: [
      section(clip(`*${escapeMrkdwn(headline)}*${more.join("")}`, limits.sectionText)),
      small(escapeMrkdwn(steps(approval, reader).join(" · "))),
      ...outputs(approval, reader),
      ...(mayUndo ? [offer(UNDO, card.undoButton, approval)] : []),
      ...(mayRepeat ? [offer(AGAIN, card.againButton, approval)] : []),
    ],
  };
}

/** A button that decides nothing: it asks for a new card. */
const offer = (action_id: string, text: string, { id }: Approval): KnownBlock => ({
  type: "actions",
  elements: [{ type: "button", action_id, value: id, text: { type: "plain_text", text } }],
});

/** Who and when, what AWS answered, what was seen afterwards, where it can be looked up. */
function steps(approval: Approval, reader: CardReader): string[] {
  const { card } = words(reader.language);
  const { zone, language } = reader;
  const { state, votes, outcome, verification, reconciliation, decidedBy, decidedAt } = approval;
  const by = decidedBy ? name(decidedBy, reader) : null;
  const at = decidedAt === null ? "" : clockTime(decidedAt, zone);
  const approvers = votes.length > 0 ? votersOf(votes, reader) : by ? `${by} ${at}` : null;
  const succeeded = outcome?.kind === "succeeded";
  return [
    card.askedBy(name(approval.requester, reader)),
    ...(state === "denied" && by ? [card.deniedBy(by, at)] : approvers ? [card.approvedBy(approvers)] : []),
    ...(succeeded ? [card.executedAt(clockSeconds(outcome.at, zone))] : []),
    ...(verification ? [`${verification.text[language]} ${clockSeconds(verification.at, zone)}`] : []),
    ...(succeeded && !verification ? [card.verifying] : []),
    ...(outcome && "requestId" in outcome && outcome.requestId ? [card.requestId(outcome.requestId)] : []),
    ...(reconciliation?.eventId ? [card.eventId(reconciliation.eventId)] : []),
    zoneName(zone, decidedAt ?? approval.expiresAt),
  ];
}

/** What commands printed, as preformatted text that nothing in it can leave. */
function outputs({ verification }: Approval, { language }: CardReader): KnownBlock[] {
  const printed = verification?.output ?? [];
  const { card } = words(language);
  const share = Math.floor(MOST_OUTPUT / Math.max(1, printed.length));
  return printed.map(({ target, text }) => ({
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [{ type: "text", text: card.output(target), style: { bold: true } }] },
      { type: "rich_text_preformatted", elements: [{ type: "text", text: clip(text || " ", share) }] },
    ],
  }));
}
