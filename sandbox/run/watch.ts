import { setTimeout as sleep } from "node:timers/promises";
import type { Messages } from "../slack/control/types.ts";
import type { Control, Place } from "../slack/control-client.ts";

import type { Shown } from "./thread/thread-text.ts";

/** How long nothing has moved is looked at again after so long at the latest. */
const LOOK_MS = 500;
/** A stream grows many times a second: no need to read all of it each time. */
const PAUSE_MS = 60;

/** What one person sees of some places, and for how long nothing has moved there. */
export interface View {
  shown: Shown[];
  /** Milliseconds since anything changed; 0 while the bot is still writing or says that it works. */
  quietMs: number;
}

/**
 * Looks until `judge` comes to a verdict; null when the time is over. The places are looked at as whoever each of
 * them is of; what several of them show is there once.
 */
export async function watch<Verdict>(
  control: Control,
  places: (Place & { limit?: number })[],
  until: number,
  judge: (view: View) => Verdict | undefined | Promise<Verdict | undefined>,
): Promise<Verdict | null> {
  let last = "";
  let changedAt = Date.now();
  for (let latest = ""; Date.now() < until; ) {
    latest = await control.changed(latest, LOOK_MS);
    const seen = await Promise.all(places.map((place) => control.messages(place)));
    const now = JSON.stringify(seen);
    if (now !== last || isBusy(seen)) changedAt = Date.now();
    last = now;
    const verdict = await judge({ shown: together(places, seen), quietMs: Date.now() - changedAt });
    if (verdict !== undefined) return verdict;
    await sleep(PAUSE_MS);
  }
  return null;
}

function isBusy(seen: Messages[]): boolean {
  return seen.some(
    ({ messages, statuses }) =>
      messages.some((message) => message.streaming) || statuses.some((status) => status.text !== ""),
  );
}

/** Every message once, oldest first. */
function together(places: Place[], seen: Messages[]): Shown[] {
  const all = seen.flatMap(({ messages }, i) =>
    messages.map((message): Shown => {
      const user = places[i]?.user;
      return message.ephemeral && user ? { message, onlyFor: user } : { message };
    }),
  );
  const byId = new Map(all.map((one) => [`${one.message.channel}:${one.message.ts}`, one]));
  return [...byId.values()].sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1));
}
