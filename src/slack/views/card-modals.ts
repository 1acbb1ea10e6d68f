import type { ModalView } from "@slack/types";
import type { Approval } from "../../ports/approvals.ts";
import type { Language } from "../../ports/tools.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { words } from "../text/words.ts";
import { section } from "./card.ts";
import { clip } from "./card-parts.ts";
import { visibly } from "./visibly.ts";

export const CONFIRM_MODAL = "approval:confirm";
export const DENY_MODAL = "approval:deny_reason";
export const FIELD = "approval:words";

/** Where the card is that the dialog belongs to; travels in `private_metadata`, which only Slack and we can write. */
export interface CardPlace {
  approvalId: string;
  channel: string;
  threadTs: string;
}

const MOST_BLOCKS = 95;
const plain = (text: string) => ({ type: "plain_text" as const, text });

/** For the highest tier: the name has to be typed, so that nobody approves by habit. */
export function confirmModal(approval: Approval, place: CardPlace, language: Language): ModalView {
  const { card } = words(language);
  const preview = visibly(approval.preview);
  const wanted = confirmOf(approval);
  return {
    type: "modal",
    callback_id: CONFIRM_MODAL,
    private_metadata: JSON.stringify(place),
    title: plain(card.modal.confirmTitle),
    submit: plain(card.approve),
    close: plain(card.confirmNo),
    blocks: [
      section(
        [
          `*${escapeMrkdwn(preview.title[language])}*`,
          escapeMrkdwn(preview.target[language]),
          escapeMrkdwn(preview.effect[language]),
          ...(preview.loses ? [`*${card.loses}:* ${escapeMrkdwn(preview.loses[language])}`] : []),
        ].join("\n"),
      ),
      {
        type: "input",
        block_id: FIELD,
        label: plain(clip(card.modal.confirmLabel(wanted), 2_000)),
        hint: plain(card.modal.confirmHint),
        element: { type: "plain_text_input", action_id: FIELD, placeholder: plain(clip(wanted, 150)) },
      },
    ],
  };
}

/** What each approver of the highest tier types. */
export const confirmOf = ({ preview }: Approval): string => preview.confirm ?? preview.target.en;

export function denyModal(approval: Approval, place: CardPlace, language: Language): ModalView {
  const { card } = words(language);
  const preview = visibly(approval.preview);
  return {
    type: "modal",
    callback_id: DENY_MODAL,
    private_metadata: JSON.stringify(place),
    title: plain(card.modal.denyTitle),
    submit: plain(card.deny),
    close: plain(card.modal.close),
    blocks: [
      section(`${escapeMrkdwn(preview.title[language])}: ${escapeMrkdwn(preview.target[language])}`),
      {
        type: "input",
        block_id: FIELD,
        optional: true,
        label: plain(card.modal.denyLabel),
        hint: plain(card.modal.denyHint),
        element: { type: "plain_text_input", action_id: FIELD, multiline: true, max_length: 500 },
      },
    ],
  };
}

/** Every target of a card that only counts them. */
export function listModal({ preview }: Approval, language: Language): ModalView {
  const { card } = words(language);
  const { columns, rows } = visibly(preview.list ?? { columns: [], rows: [] });
  const lines = [
    `*${columns.map(({ label }) => escapeMrkdwn(label[language])).join(" · ")}*`,
    ...rows.map((row) => row.map((cell) => escapeMrkdwn(cell === null ? "–" : String(cell))).join(" · ")),
  ];
  const pages: string[] = [];
  let shown = 0;
  for (const line of lines) {
    const last = pages.at(-1);
    const joined = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && joined.length <= limits.sectionText) pages[pages.length - 1] = joined;
    else if (pages.length < MOST_BLOCKS) pages.push(clip(line, limits.sectionText));
    else break;
    shown += 1;
  }
  const rest = lines.length - shown;
  return {
    type: "modal",
    title: plain(card.modal.listTitle),
    close: plain(card.modal.close),
    blocks: [...pages, ...(rest > 0 ? [card.modal.listRest(rest)] : [])].map(section),
  };
}
