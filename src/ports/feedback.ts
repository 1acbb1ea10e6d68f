export type Vote = "up" | "down";

/** A week's votes. Details stand only with answers of the channel that reads them. */
export interface FeedbackWeek {
  /** Turns that were answered in that time. */
  answered: number;
  up: number;
  down: number;
  /** The newest first. */
  complaints: { runId: string; channel: string; question: string; reason: string | null }[];
}

/** What people said of answers: one vote per person and answer, which they may change. */
export interface FeedbackStore {
  vote(runId: string, person: string, vote: Vote, now: number): void;
  /** Adds why, to a vote that is there. */
  reason(runId: string, person: string, reason: string, now: number): void;
  between(from: number, to: number): FeedbackWeek;
  /** True for exactly one caller per moment at which a summary is due, milliseconds since the epoch. */
  claimSummary(due: number, now: number): boolean;
  summaryPosted(due: number, now: number): void;
  /** Claimed by a process that died before it was posted. */
  unposted(): number[];
}
