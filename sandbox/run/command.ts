import type { Control, Place } from "../slack/control-client.ts";
import type { Shown } from "./thread/thread-text.ts";
import type { Ending } from "./turn.ts";
import { watch } from "./watch.ts";

const COMMAND = "opsthread_command";
const QUIET_MS = 3_000;

/** Runs a slash command and waits for its answer: in the channel, to the asker alone, or in their DM. */
export async function runCommand(
  control: Control,
  { place, text, bot, until }: { place: Place; text: string; bot: string; until: number },
): Promise<{ ending: Ending; shown: Shown[] }> {
  const [command = "", ...words] = text.trim().replace(/^\/?/, "/").split(/\s+/);
  const { user } = place;
  const places: Place[] = place.channel === "dm" ? [place] : [place, { user, channel: "dm" }];
  const before = await Promise.all(places.map((one) => control.messages(one)));
  const known = new Set(before.flatMap(({ messages }) => messages.map(({ channel, ts }) => `${channel}:${ts}`)));
  await control.command({ ...place, command, text: words.join(" ") });

  let shown: Shown[] = [];
  const ending = await watch(control, places, until, (view): Ending | undefined => {
    shown = view.shown.filter(({ message }) => !known.has(`${message.channel}:${message.ts}`));
    if (shown.some(({ message }) => message.metadata?.event_type === COMMAND)) return "answered";
    if (shown.length === 0 || view.quietMs < QUIET_MS) return undefined;
    return shown.some(({ message }) => message.user === bot) ? "answered" : "unheard";
  });
  const threads = shown.filter(({ message }) => !message.ephemeral && message.reply_count > 0);
  const replies = await Promise.all(
    threads.map(({ message }) => control.messages({ user, channel: message.channel, thread_ts: message.ts })),
  );
  const below = replies.flatMap(({ messages }) => messages.slice(1).map((message): Shown => ({ message })));
  const here = before[0]?.channel;
  const placed = [...shown, ...below].map((one) => (one.message.channel === here ? one : { ...one, elsewhere: "DM" }));
  return { ending: ending ?? "timeout", shown: placed };
}
