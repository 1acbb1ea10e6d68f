import type { SeenMessage } from "../slack/control/types.ts";
import { type Control, ControlError, type Place } from "../slack/control-client.ts";
import { Refusal } from "./errors.ts";
import { type CardReport, cardOf, type TurnEnd, turnEndOf } from "./records.ts";
import { type View, watch } from "./watch.ts";

/** How a question ended. `told`: a word to the asker alone, no turn. `unheard`: only the workspace itself said something. */
export type Ending = "answered" | "failed" | "waiting" | "told" | "unheard" | "timeout";

export interface Press {
  what: "approve" | "deny";
  as: string;
}

/** Nothing may move for this long before a notice counts as the answer, or a press as refused. */
const QUIET_MS = 3_000;
const NOTICE = "opsthread_notice";
const RUNNING = ["approved", "executing"];

/**
 * Waits until what was asked at `askedTs` has ended, pressing a button on each card on the way where that is wanted.
 */
export async function waitForTurn(
  control: Control,
  where: { place: Place; askedTs: string; bot: string; until: number; press: Press | null },
): Promise<Ending> {
  const { place, askedTs, bot, until, press } = where;
  const places = [
    place,
    { user: place.user, channel: place.channel },
    ...(press && press.as !== place.user ? [{ ...place, user: press.as }] : []),
  ];
  const pressed = new Set<string>();

  const judge = async ({ shown, quietMs }: View): Promise<Ending | undefined> => {
    const since = shown.map(({ message }) => message).filter(({ ts }) => ts > askedTs);
    const ends = since.map(turnEndOf).filter((end) => end !== null);
    const first = ends[0];
    if (!first) return quietMs >= QUIET_MS ? withoutTurn(since, bot) : undefined;

    const cards = since.map(cardOf).filter((card) => card?.runId === first.runId) as CardReport[];
    const open = cards.filter((card) => card.state === "pending" && !pressed.has(card.id));
    if (press && open.length > 0) {
      for (const card of open) {
        pressed.add(card.id);
        await pressCard(control, { channel: place.channel, ...press }, card, since);
      }
      return undefined;
    }
    const end = ends.findLast(({ runId }) => runId === first.runId) as TurnEnd;
    if (end.status !== "waiting") {
      const isSettled = !cards.some((card) => RUNNING.includes(card.state));
      return isSettled ? end.status : undefined;
    }
    const isDecided = cards.some((card) => card.state !== "pending");
    if (quietMs >= QUIET_MS && !isDecided) return "waiting";
    return undefined;
  };
  return (await watch(control, places, until, judge)) ?? "timeout";
}

function withoutTurn(since: SeenMessage[], bot: string): "told" | "unheard" | undefined {
  const notices = since.filter(({ ephemeral, metadata }) => ephemeral || metadata?.event_type === NOTICE);
  if (notices.length === 0) return undefined;
  return notices.some(({ user }) => user === bot) ? "told" : "unheard";
}

async function pressCard(
  control: Control,
  press: Press & { channel: string },
  card: CardReport,
  messages: SeenMessage[],
): Promise<void> {
  const blocks = messages.find(({ ts }) => ts === card.ts)?.blocks ?? [];
  const buttons = blocks.flatMap(({ type, elements }) =>
    type === "actions" ? (elements as { action_id?: string; value?: string }[]) : [],
  );
  const button = buttons.find(({ action_id }) => action_id?.endsWith(`:${press.what}`));
  if (!button?.action_id) return;
  const { channel, as: user } = press;
  try {
    await control.click({ user, channel, message_ts: card.ts, action_id: button.action_id, value: button.value });
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    throw new Refusal(`The card could not be pressed: ${error.message}.`);
  }
}
