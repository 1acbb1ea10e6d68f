import { readFileSync, statSync } from "node:fs";

/** The workspace's time in epoch milliseconds. Message times follow it; timers (acks, triggers, streams) do not. */
export interface Clock {
  now(): number;
}

export interface ClockOptions {
  /** Start here and run on. */
  now?: string;
  /** JSON `{"now": ISO, "set_at": real epoch ms}`; read again whenever the file changed. Wins over `now`. */
  file?: string;
}

export function createClock(options: ClockOptions): Clock {
  const started = Date.now();
  let shift = options.now === undefined ? 0 : epochOf(options.now, "--now") - started;
  let seen = -1;

  function readFile(path: string): void {
    let modified: number;
    try {
      modified = statSync(path).mtimeMs;
    } catch {
      return; // Not written yet: the time so far holds.
    }
    if (modified === seen) return;
    try {
      const moved = JSON.parse(readFileSync(path, "utf8")) as { now?: unknown; set_at?: unknown };
      shift = epochOf(moved.now, path) - (typeof moved.set_at === "number" ? moved.set_at : Date.now());
      seen = modified;
    } catch {
      // Caught in the middle of being written: the next question reads it again.
    }
  }

  return {
    now() {
      if (options.file !== undefined) readFile(options.file);
      return Date.now() + shift;
    },
  };
}

function epochOf(value: unknown, source: string): number {
  const epoch = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(epoch)) throw new Error(`${source}: "${String(value)}" is not an ISO time`);
  return epoch;
}
