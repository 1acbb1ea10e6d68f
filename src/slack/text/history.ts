import type { Fill } from "./fill.ts";

/** Texts of what is found again, and of what is forgotten. */
export interface HistoryWords {
  threads: string;
  /** Asked before a thread is forgotten. */
  forgetThis: string;
  forget: string;
  keep: string;
  forgotten: string;
  kept: string;
  nothingKept: string;
  notYours: Fill;
  stillOpen: string;
  failed: string;
}
