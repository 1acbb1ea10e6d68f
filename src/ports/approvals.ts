import type { ActOutcome, Reconciliation, Verification } from "./act-host.ts";
import type { Bilingual, CanonicalCall, Preview, Tier } from "./tools.ts";

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

/** Where text came from that a stranger could have written. */
export type TaintSource = "logs" | "trail" | "findings" | "tags" | "alarms" | "documents" | "output" | "other";

/** Under which a card was posted: what the policy made of the preview. */
export interface Terms {
  tier: Tier;
  /** How many different people have to approve. */
  approvers: number;
  /** Whether the asker may be one of them. */
  self: boolean;
  /** Whether each of them types `preview.confirm`. */
  typed: boolean;
  /** Why it is of that tier, in the order of the card. */
  why: Bilingual[];
  /** What of strangers the turn had read when it asked. */
  taint: TaintSource[];
  /** Targets that nobody named in the thread and none of its results holds. */
  unnamed: string[];
}

export interface Voter {
  user: string;
  team: string;
}

/** One person's approval; a denial ends the row and is no vote. */
export interface Vote extends Voter {
  at: number;
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
  terms: Terms;
  rationale: string | null;
  requester: string;
  undoOf: string | null;
  state: ApprovalState;
  createdAt: number;
  expiresAt: number;
  /** Who approved so far, in their order. */
  votes: Vote[];
  /** Whose word decided: the one that denied, or the approval that completed the number. */
  decidedBy: string | null;
  decidedTeam: string | null;
  decidedAt: number | null;
  /** Of an approved one: begun later than this, it is not carried out. */
  execDeadline: number | null;
  /** When the order was handed over. */
  startedAt: number | null;
  /** Of a denial, in the person's words. */
  reason: string | null;
  /** Why it ended without a decision or an outcome. */
  endedWhy: Bilingual | null;
  nudgedAt: number | null;
  outcome: ActOutcome | null;
  verification: Verification | null;
  /** What AWS's own records say of it, once they do. */
  reconciliation: Reconciliation | null;
}

export type NewApproval = Pick<
  Approval,
  | "id"
  | "thread"
  | "runId"
  | "toolCallId"
  | "contract"
  | "hash"
  | "preview"
  | "terms"
  | "rationale"
  | "requester"
  | "undoOf"
  | "createdAt"
  | "expiresAt"
> & { callKey: string };

/** Open: pending, approved or executing. */
export interface OpenCounts {
  inRun: number;
  inThread: number;
  byPerson: number;
  /** Made since the given moment in the thread's channel, whatever became of them. */
  inChannelSince: number;
}

/** Rows are never deleted: they are the audit trail. Every change of state is one compare-and-set. */
export interface ApprovalStore {
  /** All of it or nothing, with the audit's records of it. `work` must not await. */
  atomically<T>(work: () => T): T;
  /** Idempotent on (runId, toolCallId): the row that is there is given back. */
  add(row: NewApproval): Approval;
  get(id: string): Approval | null;
  ofCall(runId: string, toolCallId: string): Approval | null;
  /** Oldest first. */
  ofRun(runId: string): Approval[];
  counts(of: { runId: string; thread: string; requester: string; since: number }): OpenCounts;
  /** An open row for the same change, wherever it was asked for. */
  openFor(callKey: string): Approval | null;
  deniedIn(runId: string, callKey: string): boolean;
  /** Rows that would undo this one, newest first. */
  undosOf(id: string): Approval[];
  /**
   * A person's approval of a pending row in time. `approved`: with those of `counted` it completes the number;
   * `again`: they approved before; null: the row is not pending any more.
   */
  vote(
    id: string,
    by: Voter,
    rule: { needed: number; counted: string[]; now: number; execDeadline: number },
  ): "approved" | "counted" | "again" | null;
  /** True for exactly one caller. */
  deny(id: string, by: Voter, reason: string | null, now: number): boolean;
  /** True for exactly one caller, and only while the deadline has not passed and the hash is the recomputed one. */
  claim(id: string, recomputedHash: string, now: number): boolean;
  /** Ends an open row that nobody will decide or start any more. True for exactly one caller. */
  end(id: string, state: "cancelled" | "stale" | "revoked" | "expired", why: Bilingual, now: number): boolean;
  settle(id: string, outcome: ActOutcome, now: number): void;
  verified(id: string, verification: Verification): void;
  reconciled(id: string, found: Reconciliation): void;
  /** True for exactly one caller. */
  nudge(id: string, now: number): boolean;
  /** Pending ones past their time, and approved ones that never started. */
  due(now: number): Approval[];
  /** Open rows of a database state that was replaced by a backup: what was decided after it is not known. */
  ofAnotherEpoch(): Approval[];
  /** Handed over since then, each by how it ended, and nobody has told yet what AWS's records say of it. */
  unreconciled(since: { succeeded: number; unknown: number }): Approval[];
  /** Ended, and the transcript has not been told yet. */
  unreported(): Approval[];
  /** True for exactly one caller. */
  report(id: string, now: number): boolean;
  inState(state: ApprovalState): Approval[];
  /** Ended in this span (`to` exclusive), oldest first. */
  endedBetween(from: number, to: number): Approval[];
  /** The latest moment at which open rows were looked after; null: never. */
  clockSeen(): number | null;
  sawClock(now: number): void;
}
