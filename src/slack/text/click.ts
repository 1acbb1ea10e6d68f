import type { Fill } from "./fill.ts";

/** What is said to the person who pressed a button or gave a command, and to nobody else. */
export interface ClickWords {
  notApprover: Fill;
  ownRequest: Fill;
  guest: string;
  inactive: string;
  stranger: string;
  lookupFailed: string;
  alreadyVoted: Fill;
  wrongConfirmation: string;
  nobody: string;
  or: string;
  alreadyApproved: Fill<[string, string]>;
  alreadyDenied: Fill<[string, string]>;
  alreadyExpired: string;
  alreadyOver: Fill;
  unknown: string;
  journalDown: string;
  failed: string;
  noDialog: string;
  nudgedAlready: string;
  nothingToUndo: string;
  nothingToRepeat: string;
  undoRefused: Fill;
  againRefused: Fill;
  mayNotAsk: string;
}
