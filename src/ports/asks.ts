import type { Ask } from "./turn.ts";

/** A question that stands under an answer as a button. `n` counts from 0 within the answer. */
export interface OfferedAsk extends Ask {
  runId: string;
  n: number;
  thread: string;
  /** Of choices one is pressed, of suggestions each once. */
  kind: "choice" | "suggestion";
  pressedBy: string | null;
}

export interface AskStore {
  /** Idempotent: what an earlier process offered for this answer is kept. */
  offer(asks: Omit<OfferedAsk, "pressedBy">[]): void;
  find(runId: string, n: number): OfferedAsk | null;
  ofRun(runId: string): OfferedAsk[];
  /** `pressed` for exactly one caller. `closed`: the conversation has gone on since. */
  press(runId: string, n: number, by: string, now: number): "pressed" | "taken" | "closed";
  /** The question stands in line to be answered. */
  queued(runId: string, n: number, now: number): void;
  /** Pressed, and a process died before the question stood in line. */
  unqueued(): OfferedAsk[];
  /** Closes what is open in the thread under answers other than this one. Gives those answers. */
  close(thread: string, exceptRun: string, now: number): string[];
}
