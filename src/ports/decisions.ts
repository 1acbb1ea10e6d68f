import type { Approval } from "./approvals.ts";

export type Refusal = "not_approver" | "own_request" | "guest" | "inactive" | "lookup_failed";

export interface DecisionRequest {
  approvalId: string;
  decision: "approved" | "denied";
  user: { id: string; team: string };
  /** The thread the click came from: a card copied elsewhere decides nothing. */
  thread: string;
}

export type DecisionOutcome =
  | { kind: "approved"; approval: Approval }
  | { kind: "denied"; approval: Approval }
  /** Decided, expired or ended before this click; `approval` says what and by whom. */
  | { kind: "too_late"; approval: Approval }
  | { kind: "refused"; why: Refusal; approval: Approval; approvers: string[] }
  | { kind: "unknown" };
