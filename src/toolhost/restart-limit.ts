/** How long to wait before a server that ended is started again, or until when to refuse. */
type RestartDecision = { kind: "start"; afterMs: number } | { kind: "refuse"; forMs: number };

export interface RestartLimit {
  /** Counts a restart when it says `start`. `now`: milliseconds of any steady clock. */
  next(now: number): RestartDecision;
}

/** At most `most` restarts within `windowMs`; each waits twice as long as the one before. */
export function createRestartLimit(most: number, windowMs: number, backoffMs: number): RestartLimit {
  let restarts: number[] = [];
  return {
    next(now) {
      restarts = restarts.filter((at) => now - at < windowMs);
      const [oldest] = restarts;
      if (restarts.length >= most && oldest !== undefined) return { kind: "refuse", forMs: oldest + windowMs - now };
      const afterMs = restarts.length === 0 ? 0 : backoffMs * 2 ** (restarts.length - 1);
      restarts.push(now);
      return { kind: "start", afterMs };
    },
  };
}
