import type { KnownBlock } from "@slack/types";
import type { Approval, Vote } from "../../ports/approvals.ts";
import type { Stop } from "../../ports/change-switch.ts";
import type { Language } from "../../ports/tools.ts";
import { clockTime } from "../text/time.ts";
import { words } from "../text/words.ts";

/** For whom a card is drawn, and what our code looked up for it. */
export interface CardReader {
  language: Language;
  zone: string;
  /** Names of people by id, fetched by code. */
  names: Record<string, string>;
  approvers: string[];
  /** All changes are stopped: nobody can approve now. */
  stop: Stop | null;
  /** Who is to be notified, as Slack markup made by code. */
  mentions: string[];
  /** Nothing stands in the way of proposing the undo. */
  mayUndo: boolean;
  /** A turn had asked for it, so it can be asked for once more. */
  mayRepeat: boolean;
  /** What the change would undo, in one line. */
  undoes: string | null;
}

export interface Card {
  text: string;
  blocks: KnownBlock[];
}

export const APPROVE = "approval:approve";
export const DENY = "approval:deny";
export const LIST = "approval:list";
export const NUDGE = "approval:nudge";
export const UNDO = "approval:undo";
export const AGAIN = "approval:again";

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
      tier: approval.terms.tier,
      state: approval.state,
      decided_by: approval.decidedBy ?? "",
      votes: approval.votes.length,
    },
  };
}

export function listNames(ids: string[], reader: Pick<CardReader, "language" | "names">): string {
  const { click } = words(reader.language);
  const named = ids.map((id) => name(id, reader));
  return named.length === 0 ? click.nobody : named.join(click.or);
}

export const name = (id: string, reader: Pick<CardReader, "names">) => reader.names[id] ?? id;

/** "박서연 09:14, 이도윤 09:15" */
export const votersOf = (votes: Vote[], reader: Pick<CardReader, "names" | "zone">): string =>
  votes.map(({ user, at }) => `${name(user, reader)} ${clockTime(at, reader.zone)}`).join(", ");

export const clip = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
