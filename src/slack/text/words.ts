import type { ApprovalState } from "../../ports/approvals.ts";
import type { Language } from "../../ports/tools.ts";
import type { FailureCode } from "../../ports/turn.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

type Fill<A extends unknown[] = [string]> = (...values: A) => string;

/** Every text of our own that Slack shows, in one shape per language: a missing one does not compile. */
export interface Words {
  thinking: string;
  reading: Fill;
  queued: string;
  modelWaiting: Fill<[number]>;
  rows: Fill<[number]>;
  guest: string;
  notAsker: string;
  channelNotConfigured: string;
  lookupFailed: string;
  emptyQuestion: string;
  unverified: string;
  failure: Record<FailureCode, string>;
  partial: string;
  reference: Fill;
  evidence: {
    utcDays: string;
    regions: Fill<[number]>;
    skipped: Fill;
    fresh: Fill;
    cached: string;
    ceRequests: Fill<[number, string]>;
    scanned: Fill<[string, string]>;
    free: string;
    answer: Fill;
    tokens: Fill<[number]>;
    dayBudget(used: string, limit: string): string;
    clockMoved: Fill;
    fellBack: Fill;
  };
  card: {
    title: Fill;
    target: string;
    effect: string;
    undo: string;
    request: Fill<[string, string, string, string]>;
    requestOwnAllowed: Fill<[string, string, string, string]>;
    approve: string;
    deny: string;
    confirmTitle: string;
    confirmYes: string;
    confirmNo: string;
    hash: Fill;
    notFitting: string;
    state: Record<Exclude<ApprovalState, "pending">, Fill>;
    approvedBy: Fill<[string, string]>;
    deniedBy: Fill<[string, string]>;
    executedAt: Fill;
    requestId: Fill;
    prepared: Fill;
    posted: string;
    verifying: string;
  };
  click: {
    notApprover: Fill;
    ownRequest: Fill;
    guest: string;
    inactive: string;
    lookupFailed: string;
    nobody: string;
    or: string;
    alreadyApproved: Fill<[string, string]>;
    alreadyDenied: Fill<[string, string]>;
    alreadyExpired: string;
    unknown: string;
  };
  models: {
    title: string;
    current: string;
    choose: string;
    chosen: Fill;
    unknown: Fill;
    addClaude: string;
    failed: string;
  };
  awsCost: { working: string; sentToDm: string; failed: Fill };
  pictureFailed: string;
  fileFailed: string;
  gaveUp: Fill;
}

export const words = (language: Language): Words => (language === "ko" ? ko : en);
