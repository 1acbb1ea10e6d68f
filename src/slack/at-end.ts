import type { Clock } from "../ports/clock.ts";
import type { HandOverStore, WhyItself } from "../ports/hand-over.ts";
import type { RunStore } from "../ports/runs.ts";

/** Whom to call: a user group by handle; `channel`: where a summary of a direct message goes, a name or an id. */
export interface OnCall {
  group: string;
  channel?: string | undefined;
  /** What happens when the bot is at its end by itself: a call, or a button to press. */
  atEnd: "call" | "offer";
}

/** Whom a button calls, and where the summary goes from a direct message; null: nobody else would see it there. */
export function offeredCall({ group, channel }: OnCall, isDm: boolean) {
  if (isDm && !channel) return null;
  return { group, elsewhere: isDm ? (channel ?? null) : null };
}

const PAUSE_MS = 3_600_000;
/** In a channel, within the pause: an outage that fails every question wakes people once or twice, not all night. */
const MOST_IN_CHANNEL = 2;

/**
 * The bot's own call at its end, decided once and within bounds; what comes back is whether somebody is called. The
 * summary of a direct message leaves it, so there a person has to say so.
 */
export function createAtEnd(deps: {
  handOvers: Pick<HandOverStore, "offer" | "callItself">;
  runs: Pick<RunStore, "get">;
  onCall: OnCall | null;
  clock: Clock;
}): (runId: string, why: WhyItself) => boolean {
  const { handOvers, runs, onCall, clock } = deps;
  return (runId, why) => {
    const run = runs.get(runId);
    if (!run || run.place.isDm || onCall?.atEnd !== "call") return false;
    const now = clock.now();
    handOvers.offer(runId, now);
    const { channel } = run.place;
    const bounds = { thread: run.input.thread, channel, since: now - PAUSE_MS, most: MOST_IN_CHANNEL };
    return handOvers.callItself(runId, why, now, bounds);
  };
}

export type AtEnd = ReturnType<typeof createAtEnd>;
