import type { ActionsBlock, Button, ContextBlock, KnownBlock } from "@slack/types";
import { showInvisible } from "../../../redaction/clean-text.ts";
import type { Approval } from "../../ports/approvals.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { clockTime, zoneName } from "../text/time.ts";
import { words } from "../text/words.ts";
import {
  APPROVE,
  type Card,
  type CardReader,
  clip,
  DENY,
  LIST,
  listNames,
  NUDGE,
  name,
  votersOf,
} from "./card-parts.ts";
import { stopLine } from "./stop-line.ts";
import { visibly } from "./visibly.ts";

/** The card does not fit Slack's limits: it is refused, never cut (what you see is what runs). */
export class CardTooLarge extends Error {
  override name = "CardTooLarge";
}

/** What a person decides about: made from the canonical arguments and fetched facts, never from a model's words. */
export function approvalCard(given: Approval, reader: CardReader): Card {
  const approval = { ...given, preview: visibly(given.preview) };
  const { card, changeSwitch } = words(reader.language);
  const { preview, hash, terms, rationale } = approval;
  const lang = reader.language;
  const title = card.title(preview.title[lang]);
  const taint = terms.taint.map((source) => card.taintSource[source]).join(", ");
  const { votes } = approval;
  return {
    text: escapeMrkdwn(`${title}: ${preview.target[lang]}`),
    blocks: [
      { type: "header", text: { type: "plain_text", text: clip(title, limits.headerText), emoji: true } },
      { type: "section", text: { type: "mrkdwn", text: facts(approval, reader), verbatim: true } },
      ...(preview.loses ? [bold(`${card.loses}: ${preview.loses[lang]}`)] : []),
      small(escapeMrkdwn(request(approval, reader))),
      ...(reader.undoes ? [small(escapeMrkdwn(card.undoes(reader.undoes)))] : []),
      ...(taint ? [small(escapeMrkdwn(card.taint(taint)))] : []),
      ...(terms.unnamed.length > 0 ? [small(escapeMrkdwn(card.unnamed(terms.unnamed.join(", "))))] : []),
      ...(votes.length > 0
        ? [small(escapeMrkdwn(card.votes(votes.length, terms.approvers, votersOf(votes, reader))))]
        : []),
      ...(reader.stop ? [section(escapeMrkdwn(changeSwitch.onCard(stopLine(reader.stop, reader))))] : []),
      ...(reader.mentions.length > 0 && !reader.stop ? [section(card.waitsFor(reader.mentions.join(" ")))] : []),
      buttons(approval, reader),
      ...(rationale ? [plain(`${card.rationale}: ${rationale}`)] : []),
      plain(`${card.sends}: ${sentLine(approval)}`),
      small(card.hash(hash.slice(0, 12))),
    ],
  };
}

function facts({ preview }: Approval, { language }: CardReader): string {
  const { card } = words(language);
  const line = (label: string, value: string) => `*${escapeMrkdwn(label)}* ${escapeMrkdwn(value)}`;
  const body = [
    line(card.target, preview.target[language]),
    ...preview.facts.map(({ label, value }) => line(label[language], value[language])),
    line(card.effect, preview.effect[language]),
    line(card.undo, preview.undo[language]),
    ...(preview.calls && preview.calls > 1 ? [escapeMrkdwn(card.calls(preview.calls))] : []),
  ].join("\n");
  if (body.length > limits.sectionText) throw new CardTooLarge(`the card has ${body.length} characters`);
  return body;
}

/** Of a list beyond these, its number: the whole stands behind "show list". */
const MOST_SHOWN = 5;

/** The canonical call, made here from what the hash is over: whatever the facts above say, this is what is sent. */
function sentLine({ contract: { call } }: Approval): string {
  const args = JSON.stringify(call.args, (_, value: unknown) =>
    Array.isArray(value) && value.length > MOST_SHOWN ? `[${value.length}]` : value,
  );
  const line = showInvisible(`${call.tool} ${args}, ${call.account.id} ${call.region}`);
  if (line.length > limits.contextText - 100) throw new CardTooLarge(`the call has ${line.length} characters`);
  return line;
}

function request({ terms, requester, expiresAt }: Approval, reader: CardReader): string {
  const { card } = words(reader.language);
  const tier = card.tier(terms.tier, terms.why.map((why) => why[reader.language]).join(", "));
  const need = card.need(terms.approvers, terms.self, terms.typed, listNames(reader.approvers, reader));
  return card.request(name(requester, reader), tier, need, untilOf(expiresAt, reader));
}

export const untilOf = (expiresAt: number, { zone }: Pick<CardReader, "zone">) =>
  `${clockTime(expiresAt, zone)} ${zoneName(zone, expiresAt)}`;

/** What has to be typed opens a dialog of its own; else Slack asks once more before it sends the click. */
function buttons({ id, preview, terms, nudgedAt }: Approval, { language, stop }: CardReader): ActionsBlock {
  const { card } = words(language);
  const button = (action_id: string, text: string, more: Partial<Button> = {}): Button => ({
    type: "button",
    action_id,
    value: id,
    text: { type: "plain_text", text },
    ...more,
  });
  const confirm = {
    title: { type: "plain_text" as const, text: card.confirmTitle },
    text: { type: "plain_text" as const, text: clip(`${preview.title[language]}: ${preview.target[language]}`, 300) },
    confirm: { type: "plain_text" as const, text: card.confirmYes },
    deny: { type: "plain_text" as const, text: card.confirmNo },
  };
  return {
    type: "actions",
    elements: [
      ...(stop ? [] : [button(APPROVE, card.approve, { style: "primary", ...(terms.typed ? {} : { confirm }) })]),
      button(DENY, card.deny, { style: "danger" }),
      ...(preview.list ? [button(LIST, card.showList(preview.list.rows.length))] : []),
      ...(nudgedAt === null && !stop ? [button(NUDGE, card.nudge)] : []),
    ],
  };
}

export const section = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: clip(text, limits.sectionText), verbatim: true },
});

/** Stars of a stranger's would end the bold type early. */
const bold = (text: string): KnownBlock =>
  section(`*${escapeMrkdwn(text).replaceAll("*", "∗").replaceAll("\n", " ")}*`);

export const small = (text: string): ContextBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: clip(text, limits.contextText), verbatim: true }],
});

/** Words that Slack must not read as markup. */
const plain = (text: string): ContextBlock => ({
  type: "context",
  elements: [{ type: "plain_text", text: clip(text, limits.contextText), emoji: false }],
});
