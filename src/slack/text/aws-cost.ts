import type { Fill } from "./fill.ts";

/** Texts of `/aws-cost`. */
export interface AwsCostWords {
  working: string;
  sentToDm: string;
  failed: Fill;
  /** The process ended while it was asked; with the command to give again. */
  interrupted: Fill;
  /** Before the buttons with what can be asked instead. */
  nearest: string;
  /** Whose command it was, for the others in the channel: Slack does not show what was typed. */
  askedBy: Fill<[string, string]>;
}
