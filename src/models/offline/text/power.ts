import type { Power } from "../power.ts";

/** How a proposal ended, as the approval calls it. */
export type PowerEnd = "succeeded" | "denied" | "expired" | "stale" | "unknown" | "failed" | "cancelled";

/** Sentences on a change of power. Arguments are Markdown already. */
export type PowerWords = Record<Power, Record<PowerEnd, (target: string) => string> & PowerTalk> & {
  decided(who: string, time: string | null): string;
  deniedBy(who: string): string;
  /** Where changes are not enabled. */
  off: string;
  /** "rebooting, stopping and starting EC2 instances": what can be asked for here. */
  /** `others`: all other changes as well. */
  offered(powers: readonly Power[], others: boolean): string;
};

export interface PowerTalk {
  /** An example to ask with. */
  example: string;
  refused: string;
  which: string;
  /** Nothing fits. `what`: the kind that was asked for, or "". */
  none(what: string): string;
  /** More fit than were meant, or than one card takes. */
  several(found: number): string;
  tooMany(given: number): string;
}
