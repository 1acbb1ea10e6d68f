import type { Approval } from "./approvals.ts";
import type { Bilingual, Language } from "./tools.ts";

export type Refusal =
  | "not_approver"
  | "own_request"
  | "guest"
  | "inactive"
  /** Of another workspace. */
  | "stranger"
  | "lookup_failed"
  /** The kill switch; `text` of the outcome says by whom. */
  | "stopped"
  | "already_voted"
  /** What was typed is not what the card asks to type. */
  | "wrong_confirmation";

export interface DecisionRequest {
  approvalId: string;
  decision: "approved" | "denied";
  user: { id: string; team: string };
  /** The thread the click came from: a card copied elsewhere decides nothing. */
  thread: string;
  /** Why it is denied, in the person's words. */
  reason?: string;
  /** What was typed to confirm, where the card asks for it. */
  typed?: string;
}

export type NotTaken =
  /** Decided, expired or ended before this click; `approval` says what and by whom. */
  | { kind: "too_late"; approval: Approval }
  | { kind: "refused"; why: Refusal; approval: Approval; approvers: string[]; text?: Bilingual }
  | { kind: "unknown" };

export type DecisionOutcome =
  | { kind: "approved"; approval: Approval }
  /** Taken; more people have to approve. */
  | { kind: "counted"; approval: Approval }
  | { kind: "denied"; approval: Approval }
  | NotTaken;

/** Who presses the button and so asks for it. */
export interface ProposingPerson {
  id: string;
  name: string;
  zone: string;
  language: Language;
}

export type ButtonProposal =
  | { kind: "proposed"; approvalId: string }
  | { kind: "refused"; text: Bilingual }
  /** There is none, or one is under way. */
  | { kind: "nothing" };

export interface Decisions {
  decide(request: DecisionRequest): Promise<DecisionOutcome>;
  /** Whether this is what the card asks to type; true where nothing is asked. */
  confirms(approvalId: string, typed: string): boolean;
  /** Whether this person could decide now: asked before a dialog is opened. Changes nothing. */
  mayOpen(
    request: Pick<DecisionRequest, "approvalId" | "decision" | "user" | "thread">,
  ): Promise<{ kind: "may"; approval: Approval } | NotTaken>;
}
