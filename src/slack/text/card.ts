import type { ApprovalState } from "../../ports/approvals.ts";
import type { Fill } from "./fill.ts";

/** What stands on an approval card, before and after the decision. */
export interface CardWords {
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
}
