import type { FailureCode } from "./turn.ts";

/**
 * Why the bot calls by itself: its model asked for it, the turn failed in this way, or the question was given up after
 * it broke again and again.
 */
export type WhyItself = "asked" | "gave_up" | FailureCode;

/** Who calls: a person, by Slack id, or the bot itself. */
export type Caller = { person: string } | { itself: WhyItself };

/** A turn at whose end somebody responsible may be called: offered by a button, or called already. */
export interface HandOver {
  runId: string;
  calledBy: Caller | null;
  posted: boolean;
}

/** What bounds the bot's own calls. */
export interface Bounds {
  thread: string;
  channel: string;
  /** A thread that was handed over after this is not called into again. */
  since: number;
  /** Calls by itself in the channel after `since`. */
  most: number;
}

export interface HandOverStore {
  /** Idempotent. */
  offer(runId: string, now: number): void;
  find(runId: string): HandOver | null;
  /** True for exactly one caller. */
  call(runId: string, person: string, now: number): boolean;
  /** The same by the bot itself, and only within the bounds. */
  callItself(runId: string, why: WhyItself, now: number, bounds: Bounds): boolean;
  /** Nobody was called in the end: it may be tried again. Keeps what was posted. */
  release(runId: string): void;
  posted(runId: string, now: number): void;
  /** Called, and not posted yet. */
  unposted(): string[];
}
