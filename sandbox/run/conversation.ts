import type { People } from "../slack/control/types.ts";
import { type Control, ControlError } from "../slack/control-client.ts";
import type { AskOptions } from "./ask-options.ts";
import { runCommand } from "./command.ts";
import { UsageError } from "./errors.ts";
import type { Shown } from "./thread/thread-text.ts";
import { type Ending, waitForTurn } from "./turn.ts";

export interface Conversation {
  /** "#ops", or the name of who is written to. */
  title: string;
  people: People;
  asker: People["people"][number];
  shown: Shown[];
  /** One per text that was asked; a timeout ends the conversation. */
  endings: Ending[];
  /** The question's own ts; null for a command. */
  rootTs: string | null;
}

/** Says everything that is to be said, one after the other, each when the turn before has ended. */
export async function converse(control: Control, options: AskOptions): Promise<Conversation> {
  const people = await control.people();
  const bot = people.people.find(({ id }) => id === people.app.bot_user);
  const asker = find(people, options.user);
  const pressAs = options.press?.as.map((name) => find(people, name).id) ?? [];
  const press = options.press && { what: options.press.what, as: pressAs };
  const { channel } = options;
  const place = { user: asker.id, channel };
  const context = { people, asker, title: channel === "dm" ? `@${bot?.name ?? "bot"}` : `#${channel}` };
  const until = () => Date.now() + options.timeoutMs;
  const endings: Ending[] = [];
  try {
    if (options.command) {
      const shown: Shown[] = [];
      for (const text of options.texts) {
        const ran = await runCommand(control, { place, text, bot: people.app.bot_user, until: until() });
        shown.push(...ran.shown);
        endings.push(ran.ending);
        if (ran.ending === "timeout") break;
      }
      return { ...context, shown, endings, rootTs: null };
    }
    let threadTs = options.thread;
    for (const [i, text] of options.texts.entries()) {
      const mention = channel === "dm" || i > 0 || !bot || text.includes(`@${bot.name}`) ? "" : `@${bot.name} `;
      const { ts } = await control.post({ ...place, text: mention + text, thread_ts: threadTs });
      threadTs ??= ts;
      const thread = { ...place, thread_ts: threadTs };
      const asked = { place: thread, askedTs: ts, bot: people.app.bot_user, until: until(), press };
      const ending = await waitForTurn(control, asked);
      endings.push(ending);
      if (ending === "timeout") break;
    }
    const shown = await everything(control, { ...place, thread_ts: threadTs ?? "" }, pressAs);
    return { ...context, shown, endings, rootTs: threadTs ?? null };
  } catch (error) {
    if (error instanceof ControlError && NOT_THERE.includes(error.code)) throw new UsageError(`${error.message}.`);
    throw error;
  }
}

const NOT_THERE = ["user_not_found", "channel_not_found", "not_in_channel", "thread_not_found", "unknown_command"];

function find({ people }: People, name: string): People["people"][number] {
  const wanted = name.replace(/^@/, "");
  const person = people.find((one) => !one.is_bot && [one.name, one.id, one.real_name].includes(wanted));
  if (person) return person;
  const names = people.flatMap((one) => (one.is_bot ? [] : [one.name]));
  throw new UsageError(`Nobody here is called ${name}; there are ${names.join(", ")}.`);
}

/** The thread, and what only the asker or whoever pressed has seen beside it. */
async function everything(
  control: Control,
  place: { user: string; channel: string; thread_ts: string },
  pressers: string[],
): Promise<Shown[]> {
  const { user, channel, thread_ts } = place;
  const whoElse = pressers.filter((presser) => presser !== user);
  const [thread, top, ...others] = await Promise.all([
    control.messages(place),
    control.messages({ user, channel }),
    ...whoElse.map((other) => control.messages({ user: other, channel, thread_ts })),
  ]);
  const privately = (seen: typeof thread | undefined, onlyFor: string) =>
    (seen?.messages ?? []).flatMap((message): Shown[] =>
      message.ephemeral && message.ts > thread_ts ? [{ message, onlyFor }] : [],
    );
  return [
    ...thread.messages.filter(({ ephemeral }) => !ephemeral).map((message): Shown => ({ message })),
    ...privately(thread, user),
    ...privately(top, user),
    ...others.flatMap((seen, i) => privately(seen, whoElse[i] ?? "")),
  ].sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1));
}
