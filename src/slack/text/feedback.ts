import type { Fill } from "./fill.ts";

/** Votes on answers: their buttons, the question why, and the weekly summary. */
export interface FeedbackWords {
  good: string;
  bad: string;
  thanks: string;
  /** At most 24 characters, as Slack allows a modal's title. */
  whyTitle: string;
  whyLabel: string;
  whyHint: string;
  send: string;
  cancel: string;
  stored: string;
  weekTitle: Fill;
  weekCounts: Fill<[number, number, number]>;
  complaints: string;
  noReason: string;
  elsewhere: Fill<[number]>;
  noComplaints: string;
}
