import { readFileSync, statSync } from "node:fs";

/** The time as this process sees it. `now()` is milliseconds since the epoch, UTC. */
export interface Clock {
  now(): number;
  /** True when the clock was moved by configuration. */
  moved: boolean;
}

export interface ClockSettings {
  /** ISO instant; time runs on from there. */
  start: string | null;
  /** JSON `{"now": ISO, "set_at": real epoch ms}`: now = Date.parse(now) + (Date.now() - set_at). Wins over `start`. */
  file: string | null;
}

const RECHECK_MS = 100;

/** Real time unless configured otherwise. A control file that is missing or unreadable leaves the last known time running. */
export function createClock(settings: ClockSettings, real: () => number = Date.now): Clock {
  let offset = settings.start === null ? 0 : Date.parse(settings.start) - real();
  let checkedAt = Number.NEGATIVE_INFINITY;
  let seenMtime = -1;

  const followFile = (file: string) => {
    if (real() - checkedAt < RECHECK_MS) return;
    checkedAt = real();
    try {
      const { mtimeMs } = statSync(file);
      if (mtimeMs === seenMtime) return;
      const control = JSON.parse(readFileSync(file, "utf8")) as { now: string; set_at: number };
      const next = Date.parse(control.now) - control.set_at;
      if (!Number.isFinite(next)) return;
      offset = next;
      seenMtime = mtimeMs;
    } catch {
      // Written at this moment, or not there yet: the next look finds it.
    }
  };

  return {
    moved: settings.start !== null || settings.file !== null,
    now() {
      if (settings.file !== null) followFile(settings.file);
      return real() + offset;
    },
  };
}
