import { readFileSync, statSync } from "node:fs";
import type { Clock } from "./ports/clock.ts";

/**
 * Real time, unless configuration moves it: `now` (ISO) runs on from the start of the process; a clock file
 * (`{"now": ISO, "set_at": real epoch ms}`) is followed while running, so that several processes move together.
 */
export function createClock(options: { now?: string | undefined; file?: string | undefined }): Clock {
  if (options.file) return fileClock(options.file);
  if (!options.now) return { now: () => Date.now(), moved: false };
  const offset = Date.parse(options.now) - Date.now();
  return { now: () => Date.now() + offset, moved: true };
}

const LOOK_EVERY_MS = 100;

function fileClock(file: string): Clock {
  let offset: number | null = null;
  let lookedAt = 0;
  let modifiedAt = -1;
  const look = () => {
    if (Date.now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = Date.now();
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
    if (modified === modifiedAt) return;
    modifiedAt = modified;
    offset = modified === -1 ? null : readOffset(file);
  };
  return {
    now() {
      look();
      return Date.now() + (offset ?? 0);
    },
    get moved() {
      look();
      return offset !== null;
    },
  };
}

function readOffset(file: string): number | null {
  try {
    const { now, set_at: setAt } = JSON.parse(readFileSync(file, "utf8")) as { now: string; set_at: number };
    const offset = Date.parse(now) - setAt;
    return Number.isFinite(offset) ? offset : null;
  } catch {
    return null;
  }
}
