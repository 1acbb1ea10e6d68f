import type { ApprovalState, TaintSource } from "../../ports/approvals.ts";
import type { Fill } from "./fill.ts";

/** What stands on an approval card, before and after the decision. */
export interface CardWords {
  title: Fill;
  target: string;
  effect: string;
  undo: string;
  loses: string;
  /** Who asked, the tier and why it is that, whose word is needed, until when. */
  request: Fill<[string, string, string, string]>;
  tier: Fill<[string, string]>;
  /** How many different people, of whom, each typing the name or not. */
  need(count: number, self: boolean, typed: boolean, approvers: string): string;
  votes: Fill<[number, number, string]>;
  taint: Fill;
  unnamed: Fill;
  taintSource: Record<TaintSource, string>;
  waitsFor: Fill;
  rationale: string;
  sends: string;
  calls: Fill<[number]>;
  approve: string;
  deny: string;
  showList: Fill<[number]>;
  nudge: string;
  nudged: Fill<[string, string]>;
  undoButton: string;
  againButton: string;
  undoes: Fill;
  confirmTitle: string;
  confirmYes: string;
  confirmNo: string;
  hash: Fill;
  notFitting: string;
  state: Record<Exclude<ApprovalState, "pending">, Fill>;
  /** Who and when. */
  approvedBy: Fill;
  deniedBy: Fill<[string, string]>;
  reason: Fill;
  executedAt: Fill;
  requestId: Fill;
  eventId: Fill;
  askedBy: Fill;
  /** In the log channel: which request, and the head of the audit. */
  auditHead: Fill<[string, string]>;
  output: Fill;
  prepared: Fill;
  posted: string;
  verifying: string;
  /** Said into the thread when a card ended and nothing else will say so. */
  ended: Fill<[string, string]>;
  modal: {
    confirmTitle: string;
    confirmLabel: Fill;
    confirmHint: string;
    confirmWrong: Fill;
    denyTitle: string;
    denyLabel: string;
    denyHint: string;
    listTitle: string;
    listRest: Fill<[number]>;
    close: string;
  };
}
