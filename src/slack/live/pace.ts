/** One append per stream at most this often: a hundred a minute are shared by everybody. */
const SHORTEST_MS = 700;
const LONGEST_MS = 15_000;
/** Refused so often in a row, streaming is not tried again for a while. */
const REFUSALS = 2;
const REFUSED_MS = 10 * 60_000;

/** How fast streams may grow now, and whether they may at all: shared by all answers, learnt from what Slack says. */
export interface Pace {
  ms(): number;
  slow(): void;
  /** A chunk was taken. */
  took(channel: string): void;
  /** This channel, or with null this workspace, has no streams. */
  refuse(channel: string | null): void;
  mayStream(channel: string): boolean;
}

export function createPace(now: () => number = Date.now): Pace {
  let ms = SHORTEST_MS;
  const refusals = new Map<string | null, { count: number; at: number }>();
  const isRefused = (key: string | null) => {
    const known = refusals.get(key);
    return known !== undefined && known.count >= REFUSALS && now() - known.at < REFUSED_MS;
  };
  return {
    ms: () => ms,
    slow() {
      ms = Math.min(LONGEST_MS, ms * 2);
    },
    took(channel) {
      ms = Math.max(SHORTEST_MS, ms * 0.9);
      refusals.delete(null);
      refusals.delete(channel);
    },
    refuse: (key) => void refusals.set(key, { count: (refusals.get(key)?.count ?? 0) + 1, at: now() }),
    mayStream: (channel) => !isRefused(null) && !isRefused(channel),
  };
}
