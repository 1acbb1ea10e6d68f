import { readFileSync, statSync, writeFileSync } from "node:fs";

/**
 * The workspace's time in epoch milliseconds. Message times, streams, statuses, triggers, response URLs, rate limits
 * and the later retries of events follow it; the three seconds for an ack and the life of a socket are real.
 */
export interface Clock {
  now(): number;
  /** Runs on from there. With a file, through the file, so that every process that reads it moves along. */
  moveTo(epoch: number): void;
}

export interface ClockOptions {
  /** Start here and run on. */
  now?: string;
  /** JSON `{"now": ISO, "set_at": real epoch ms}`; read again whenever the file changed. Wins over `now`. */
  file?: string;
  /** How far it was moved when the workspace ran last, in milliseconds; `now` wins over it. */
  shift?: number;
  /** Told when it was moved without a file. */
  onMove?: (shift: number) => void;
}

export function createClock(options: ClockOptions): Clock {
  let shift = options.now === undefined ? (options.shift ?? 0) : epochOf(options.now, "--now") - Date.now();
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
    moveTo(epoch) {
      const set_at = Date.now();
      shift = epoch - set_at;
      if (options.file === undefined) options.onMove?.(shift);
      else writeFileSync(options.file, JSON.stringify({ now: new Date(epoch).toISOString(), set_at }));
    },
  };
}

/** Throws a sentence that names where the time came from. */
export function epochOf(value: unknown, source: string): number {
  const epoch = typeof value === "string" ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(epoch)) throw new Error(`${source}: "${String(value)}" is not an ISO time`);
  return epoch;
}
