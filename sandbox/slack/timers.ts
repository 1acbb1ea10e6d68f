import type { Clock } from "./clock.ts";

/** Things that happen once when the workspace's clock has got that far, also when it was moved there. */
export interface Timers {
  /** Runs once after so many milliseconds of the clock; setting the same key again starts over. */
  after(key: string, ms: number, run: () => void): void;
  cancel(key: string): void;
  /** Runs now what would run later. */
  hurry(isMeant: (key: string) => boolean): void;
  close(): void;
}

/** A clock can be moved from outside, by its file: how long that may stay unnoticed. */
const LOOK_MS = 200;

export function createTimers(clock: Clock): Timers {
  const waiting = new Map<string, { at: number; run: () => void }>();
  let look: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(look);
    look = undefined;
    if (waiting.size === 0) return;
    const next = Math.min(...[...waiting.values()].map(({ at }) => at)) - clock.now();
    look = setTimeout(fire, Math.min(Math.max(next, 0), LOOK_MS));
  }

  function fire(): void {
    const now = clock.now();
    const due = [...waiting].filter(([, { at }]) => at <= now).sort(([, a], [, b]) => a.at - b.at);
    for (const [key] of due) waiting.delete(key);
    for (const [, { run }] of due) run();
    arm();
  }

  return {
    after(key, ms, run) {
      waiting.set(key, { at: clock.now() + ms, run });
      arm();
    },
    cancel: (key) => void waiting.delete(key),
    hurry(isMeant) {
      for (const [key, one] of waiting) if (isMeant(key)) one.at = 0;
      arm();
    },
    close() {
      waiting.clear();
      clearTimeout(look);
    },
  };
}
