import type { Bilingual, CanonicalCall, Preview } from "./tools.ts";

/**
 * pending -> approved -> executing -> succeeded | failed | unknown; pending -> denied | expired | cancelled | stale;
 * approved -> expired | stale | revoked. No other edge (a trigger in the store refuses).
 */
export type ApprovalState =
  | "pending"
  | "approved"
  | "executing"
  | "succeeded"
  | "failed"
  | "unknown"
  | "denied"
  | "expired"
  | "cancelled"
  | "stale"
  | "revoked";

/** What the hash is taken over: SHA-256 of its RFC 8785 form, hex. */
export interface Contract {
  v: 1;
  call: CanonicalCall;
  requester: string;
  runId: string;
  policyVersion: number;
}

/** The agent's seam: a mutating call becomes a proposal, and the turn waits. */
export interface Proposals {
  /** Idempotent on (runId, toolCallId). `refused`: policy says no, and why. */
  propose(request: {
    thread: string;
    runId: string;
    toolCallId: string;
    requester: string;
    preview: Preview;
  }): { kind: "proposed"; approvalId: string } | { kind: "refused"; text: Bilingual };
}

/** What the act server is handed, and nothing else. */
export interface ActOrder {
  approvalId: string;
  contract: Contract;
  hash: string;
  /** Slack ids: user and team of the approver; become the source identity. */
  approver: { user: string; team: string };
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
  execute(order: ActOrder): Promise<ActOutcome>;
  verify(order: ActOrder, signal: AbortSignal): Promise<Verification>;
  /**
   * Changes nothing, so it may be asked as often as wanted: of an `unknown` order what became of it, of a `succeeded`
   * one its CloudTrail event. `sentAt`: when the order was handed over. Never throws; a failure is `open`.
   */
  reconcile(order: ActOrder, sentAt: number, signal: AbortSignal): Promise<Reconciliation>;
  close(): Promise<void>;
}

/** A proposal with everything that was decided about it. Times are milliseconds since the epoch. */
export interface Approval {
  id: string;
  thread: string;
  runId: string;
  toolCallId: string;
  contract: Contract;
  hash: string;
  preview: Preview;
  requester: string;
  state: ApprovalState;
  createdAt: number;
  expiresAt: number;
  decidedBy: string | null;
  decidedTeam: string | null;
  decidedAt: number | null;
  outcome: ActOutcome | null;
  verification: Verification | null;
}

/** Rows are never deleted: they are the audit trail. Every change of state is one compare-and-set. */
export interface ApprovalStore {
  /** Idempotent on (runId, toolCallId): the row that is there is given back. */
  add(row: Omit<Approval, "state" | "decidedBy" | "decidedTeam" | "decidedAt" | "outcome" | "verification">): Approval;
  get(id: string): Approval | null;
  ofCall(runId: string, toolCallId: string): Approval | null;
  countOf(filter: { runId: string } | { thread: string; since: number }): number;
  deniedWith(runId: string, hash: string): boolean;
  /** True for exactly one caller. */
  decide(
    id: string,
    decision: "approved" | "denied",
    by: { user: string; team: string },
    now: number,
    execDeadline: number,
  ): boolean;
  /** True for exactly one caller, and only while the deadline has not passed and the hash is the recomputed one. */
  claim(id: string, recomputedHash: string, now: number): boolean;
  settle(id: string, outcome: ActOutcome, now: number): void;
  verified(id: string, verification: Verification): void;
  /** Pending ones past their time, and approved ones that never started: now expired. Gives those rows. */
  expire(now: number): Approval[];
  /** Ended, and the transcript has not been told yet. */
  unreported(): Approval[];
  /** True for exactly one caller. */
  report(id: string, now: number): boolean;
  inState(state: ApprovalState): Approval[];
}

export interface Audit {
  /** Appends to the hash chain. `detail` is stored redacted. */
  record(what: string, detail: Record<string, unknown>): void;
}

/** Who may do what, asked at the moment it matters. A lookup that fails throws, and the caller refuses. */
export interface Directory {
  person(id: string): Promise<Person>;
  /** Handle without @, e.g. "aws-approvers". Empty when there is no such group. */
  groupMembers(handle: string): Promise<string[]>;
  channelName(channel: string): Promise<string>;
}

export interface Person {
  id: string;
  name: string;
  /** IANA zone of the profile. */
  zone: string;
  language: "ko" | "en";
  isGuest: boolean;
  isBot: boolean;
  isActive: boolean;
  team: string;
}
