import type { BlockAction, ButtonAction } from "@slack/bolt";
import { threadKey } from "../intake.ts";
import type { CardPlace } from "../views/card-modals.ts";

export interface CardClick {
  place: CardPlace;
  /** Of the envelope, never of a text. */
  user: { id: string; team: string };
  thread: string;
}

/** Null: not on a message of a channel. */
export function cardClick(action: ButtonAction, body: BlockAction<ButtonAction>): CardClick | null {
  const channel = body.channel?.id;
  const message = body.message as { ts: string; thread_ts?: string } | undefined;
  if (!channel || !message) return null;
  const threadTs = message.thread_ts ?? message.ts;
  return {
    place: { approvalId: action.value ?? "", channel, threadTs },
    user: { id: body.user.id, team: body.user.team_id ?? body.team?.id ?? "" },
    thread: threadKey(channel, threadTs),
  };
}
