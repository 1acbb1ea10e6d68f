import type { TaintSource } from "./approvals.ts";
import type { Bilingual, Preview } from "./tools.ts";

export interface ProposalRequest {
  thread: string;
  runId: string;
  toolCallId: string;
  requester: string;
  preview: Preview;
  /** Names of the accounts that this thread may reach. */
  accounts: readonly string[];
  /** Whether somebody said this id or name in the thread, or a result of it holds it. */
  knows: (name: string) => boolean;
  /** What the turn had before it when it asked: names of tools whose results the thread holds, and of columns of tags. */
  reads: string[];
  /** What the model says for it: shown labelled, decides nothing. */
  rationale: string | null;
  /** The approval that this one would undo. */
  undoOf?: string;
  /** What an earlier request for the same was tainted by. */
  taint?: TaintSource[];
}

/** The agent's seam: a mutating call becomes a proposal, and the turn waits. */
export interface Proposals {
  /** Idempotent on (runId, toolCallId). `refused`: policy says no, and why. */
  propose(request: ProposalRequest): { kind: "proposed"; approvalId: string } | { kind: "refused"; text: Bilingual };
}
