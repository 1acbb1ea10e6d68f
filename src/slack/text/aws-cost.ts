import type { Fill } from "./fill.ts";

/** Texts of `/aws-cost`. */
export interface AwsCostWords {
  working: string;
  sentToDm: string;
  failed: Fill;
  /** Before the buttons with what can be asked instead. */
  nearest: string;
  /** Whose command it was, for the others in the channel: Slack does not show what was typed. */
  askedBy: Fill<[string, string]>;
}
