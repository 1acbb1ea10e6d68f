import type { Contract } from "./approvals.ts";
import type { Bilingual } from "./tools.ts";

/** What the act server is handed, and nothing else. */
export interface ActOrder {
  approvalId: string;
  contract: Contract;
  hash: string;
  /** Slack ids: user and team of whose approval decided; become the source identity. */
  approver: { user: string; team: string };
  /** Everybody who approved, in their order. */
  approvers: { user: string; team: string }[];
  /** Epoch milliseconds: after it nothing is sent to AWS any more. */
  beginBy: number;
}

export type ActOutcome =
  | { kind: "succeeded"; requestId: string | null; at: string; text: Bilingual }
  | { kind: "failed"; requestId: string | null; at: string; text: Bilingual }
  /** The call may or may not have reached AWS: never repeated. */
  | { kind: "unknown"; at: string; text: Bilingual }
  /** The target is not what the card showed: nothing was sent. */
  | { kind: "stale"; at: string; text: Bilingual };

export interface Verification {
  ok: boolean | null;
  /** One line on what was checked, in both languages. */
  text: Bilingual;
  at: string;
  /** What a command printed on each host: data from outside, redacted and cut. */
  output?: { target: string; text: string }[];
}

/** What AWS's own records say of an order that was handed over: CloudTrail and, for commands on hosts, SSM. */
export interface Reconciliation {
  /**
   * `executed`: AWS holds the call. `not_executed`: it refused the call, or holds none although it would by now.
   * `open`: too early to tell, or not readable; worth asking again later.
   */
  kind: "executed" | "not_executed" | "open";
  /** CloudTrail's; null where only SSM knows it, or nobody does. */
  eventId: string | null;
  requestId: string | null;
  at: string;
  text: Bilingual;
}

/** The act tool server: credentials after approval, no model, no Slack token, no database. */
export interface ActHost {
  /** Resolves while the server is up; starts it where it is not. Throws when it cannot be started. */
  ready(): Promise<void>;
  execute(order: ActOrder): Promise<ActOutcome>;
  verify(order: ActOrder, signal: AbortSignal): Promise<Verification>;
  /**
   * Changes nothing, so it may be asked as often as wanted: of an `unknown` order what became of it, of a `succeeded`
   * one its CloudTrail event. `sentAt`: when the order was handed over. Never throws; a failure is `open`.
   */
  reconcile(order: ActOrder, sentAt: number, signal: AbortSignal): Promise<Reconciliation>;
  close(): Promise<void>;
}
