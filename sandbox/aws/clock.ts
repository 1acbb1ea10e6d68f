/**
 * Sample time. A control file `{"now": ISO, "set_at": <real epoch ms>}` moves it while running; without the
 * file it is the real time, or `--now` running on from the start. Signatures and HTTP dates keep real time.
 */
import { readFileSync, statSync } from "node:fs";

export interface SampleClock {
  /** Sample time in milliseconds since the epoch. */
  now(): number;
}

/** How often at most the control file's modification time is looked at. */
const LOOK_EVERY_MS = 100;

export function createClock(options: { now?: string; clockFile?: string }): SampleClock {
  const startOffset = options.now ? Date.parse(options.now) - Date.now() : 0;
  const file = options.clockFile;
  if (!file) return { now: () => Date.now() + startOffset };
  let offset = startOffset;
  let lookedAt = 0;
  let seen = -1;
  return {
    now() {
      const real = Date.now();
      if (real - lookedAt >= LOOK_EVERY_MS) {
        lookedAt = real;
        const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
        if (modified !== seen) {
          seen = modified;
          offset = modified ? (readOffset(file) ?? offset) : startOffset;
        }
      }
      return real + offset;
    },
  };
}

/** Undefined while the file is being written: the time stays as it was until it can be read. */
function readOffset(file: string): number | undefined {
  try {
    const { now, set_at } = JSON.parse(readFileSync(file, "utf8")) as { now: string; set_at: number };
    const offset = Date.parse(now) - set_at;
    return Number.isFinite(offset) ? offset : undefined;
  } catch {
    return undefined;
  }
}
