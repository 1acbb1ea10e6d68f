import type { SeenMessage } from "../slack/control/types.ts";
import { type Control, ControlError, type Place } from "../slack/control-client.ts";
import { Refusal } from "./errors.ts";
import { type CardReport, cardOf, type TurnEnd, turnEndOf } from "./records.ts";
import { type View, watch } from "./watch.ts";

/** How a question ended. `told`: a word to the asker alone, no turn. `unheard`: only the workspace itself said something. */
export type Ending = "answered" | "failed" | "waiting" | "told" | "unheard" | "timeout";

export interface Press {
  what: "approve" | "deny";
  /** Ids of people, in their order: the next one presses while the card needs more. */
  as: string[];
}

/** Nothing may move for this long before a notice counts as the answer, or a press as refused. */
const QUIET_MS = 3_000;
/** A press that opens no dialog has been taken as it is. */
const DIALOG_MS = 600;
const DIALOG_LOOK_MS = 60;
/** What the workspace says outside of the thread comes soon after the question. */
const CHANNEL_LIMIT = 30;
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
    { user: place.user, channel: place.channel, limit: CHANNEL_LIMIT },
    ...(press?.as ?? []).filter((user) => user !== place.user).map((user) => ({ ...place, user })),
  ];
  const pressed = new Map<string, number>();

  const judge = async ({ shown, quietMs }: View): Promise<Ending | undefined> => {
    const since = shown.map(({ message }) => message).filter(({ ts }) => ts > askedTs);
    const ends = since.map(turnEndOf).filter((end) => end !== null);
    const first = ends[0];
    if (!first) return quietMs >= QUIET_MS ? withoutTurn(since, bot) : undefined;

    const cards = since.map(cardOf).filter((card) => card?.runId === first.runId) as CardReport[];
    const count = (card: CardReport) => pressed.get(card.id) ?? 0;
    const open = cards.filter((card) => card.state === "pending" && card.votes === count(card));
    const next = open.flatMap((card) => {
      const as = press?.as[count(card)];
      return press && as ? [{ card, press: { what: press.what, as, channel: place.channel } }] : [];
    });
    if (next.length > 0) {
      for (const { card, press } of next) {
        pressed.set(card.id, count(card) + 1);
        await pressCard(control, press, card, since);
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
  press: { what: Press["what"]; as: string; channel: string },
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
    await fillDialog(control, user);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    throw new Refusal(`The card could not be pressed: ${error.message}.`);
  }
}

/** What opened for the press is filled in as it asks: the field's placeholder is what has to be typed. */
async function fillDialog(control: Control, user: string): Promise<void> {
  const until = Date.now() + DIALOG_MS;
  while (Date.now() < until) {
    const { modal } = await control.view(user);
    if (modal) {
      const input = modal.blocks.find(({ type }) => type === "input") as Field | undefined;
      const { block_id: block, element } = input ?? {};
      const value = element?.placeholder?.text;
      const values =
        block && element && value ? { [block]: { [element.action_id]: { type: element.type, value } } } : {};
      await control.submitView({ user, view_id: modal.id, values });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, DIALOG_LOOK_MS));
  }
}

interface Field {
  block_id: string;
  element: { type: string; action_id: string; placeholder?: { text: string } };
}
