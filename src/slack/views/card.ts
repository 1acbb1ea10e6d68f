import type { KnownBlock } from "@slack/types";
import type { Approval } from "../../ports/approvals.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { clockSeconds, clockTime, zoneName } from "../text/time.ts";
import { words } from "../text/words.ts";

export interface CardReader {
  language: Language;
  zone: string;
  /** Names of people by id, fetched by code. */
  names: Record<string, string>;
  approvers: string[];
}

export interface Card {
  text: string;
  blocks: KnownBlock[];
}

export const APPROVE = "approval:approve";
export const DENY = "approval:deny";

/** The card does not fit Slack's limits: it is refused, never cut (what you see is what runs). */
export class CardTooLarge extends Error {
  override name = "CardTooLarge";
}

/** What a person decides about: made from the canonical arguments and fetched facts, never from a model's words. */
export function approvalCard(approval: Approval, reader: CardReader): Card {
  const { card } = words(reader.language);
  const { preview, hash } = approval;
  const lang = reader.language;
  const title = card.title(preview.title[lang]);
  const facts = preview.facts.map((fact) => `*${escapeMrkdwn(fact.label[lang])}* ${escapeMrkdwn(fact.value[lang])}`);
  const body = [
    `*${card.target}* ${escapeMrkdwn(preview.target[lang])}`,
    ...facts,
    `*${card.effect}* ${escapeMrkdwn(preview.effect[lang])}`,
    `*${card.undo}* ${escapeMrkdwn(preview.undo[lang])}`,
  ].join("\n");
  if (body.length > limits.sectionText) throw new CardTooLarge(`the card has ${body.length} characters`);

  const who = name(approval.requester, reader);
  const approvers = listNames(reader.approvers, reader);
  const until = `${clockTime(approval.expiresAt, reader.zone)} ${zoneName(reader.zone, approval.expiresAt)}`;
  const line = preview.tier === "T1" ? card.requestOwnAllowed : card.request;
  const request = line(who, preview.tier, approvers, until);
  return {
    text: `${title}: ${preview.target[lang]}`,
    blocks: [
      { type: "header", text: { type: "plain_text", text: clip(title, limits.headerText), emoji: true } },
      { type: "section", text: { type: "mrkdwn", text: body, verbatim: true } },
      { type: "context", elements: [{ type: "mrkdwn", text: escapeMrkdwn(request), verbatim: true }] },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            style: "primary",
            action_id: APPROVE,
            value: approval.id,
            text: { type: "plain_text", text: card.approve },
            confirm: {
              title: { type: "plain_text", text: card.confirmTitle },
              text: { type: "plain_text", text: clip(`${preview.title[lang]}: ${preview.target[lang]}`, 300) },
              confirm: { type: "plain_text", text: card.confirmYes },
              deny: { type: "plain_text", text: card.confirmNo },
            },
          },
          {
            type: "button",
            style: "danger",
            action_id: DENY,
            value: approval.id,
            text: { type: "plain_text", text: card.deny },
          },
        ],
      },
      { type: "context", elements: [{ type: "mrkdwn", text: card.hash(hash.slice(0, 12)), verbatim: true }] },
    ],
  };
}

/** The same message after the decision: the buttons are gone for good and the outcome stands there. */
export function decidedCard(approval: Approval, reader: CardReader): Card {
  if (approval.state === "pending") return approvalCard(approval, reader);
  const { card } = words(reader.language);
  const lang = reader.language;
  const { preview, outcome, verification } = approval;
  const headline = card.state[approval.state](`${preview.target[lang]} ${preview.title[lang]}`);
  const by = approval.decidedBy ? name(approval.decidedBy, reader) : null;
  const at = approval.decidedAt === null ? "" : clockTime(approval.decidedAt, reader.zone);
  const steps = [
    ...(by ? [approval.state === "denied" ? card.deniedBy(by, at) : card.approvedBy(by, at)] : []),
    ...(outcome?.kind === "succeeded" ? [card.executedAt(clockSeconds(outcome.at, reader.zone))] : []),
    ...(verification ? [`${verification.text[lang]} ${clockSeconds(verification.at, reader.zone)}`] : []),
    ...(outcome?.kind === "succeeded" && !verification ? [card.verifying] : []),
    ...(outcome && "requestId" in outcome && outcome.requestId ? [card.requestId(outcome.requestId)] : []),
    zoneName(reader.zone, approval.decidedAt ?? approval.expiresAt),
  ];
  const reason = outcome && outcome.kind !== "succeeded" ? `\n${escapeMrkdwn(outcome.text[lang])}` : "";
  return {
    text: headline,
    blocks: [
      {
        type: "section",
        text: {
          type: "mrkdwn",
          text: clip(`*${escapeMrkdwn(headline)}*${reason}`, limits.sectionText),
          verbatim: true,
        },
      },
      { type: "context", elements: [{ type: "mrkdwn", text: escapeMrkdwn(steps.join(" · ")), verbatim: true }] },
    ],
  };
}

/** What others read of a card without parsing its words; kept small, Slack limits metadata. */
export function cardMetadata(approval: Approval) {
  return {
    event_type: "opsthread_card",
    event_payload: {
      approval_id: approval.id,
      run_id: approval.runId,
      tool: approval.contract.call.tool,
      args: JSON.stringify(approval.contract.call.args),
      hash: approval.hash,
      state: approval.state,
      decided_by: approval.decidedBy ?? "",
    },
  };
}

export function listNames(ids: string[], reader: Pick<CardReader, "language" | "names">): string {
  const { click } = words(reader.language);
  const named = ids.map((id) => name(id, reader));
  return named.length === 0 ? click.nobody : named.join(click.or);
}

const name = (id: string, reader: Pick<CardReader, "names">) => reader.names[id] ?? id;
const clip = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
