import type { Approval, ApprovalStore, Proposals } from "../ports/approvals.ts";
import type { UndoOutcome, UndoRequest } from "../ports/decisions.ts";
import type { RunStore } from "../ports/runs.ts";
import type { ToolHost } from "../ports/tools.ts";

const PREVIEW_WITHIN_MS = 60_000;
const STANDS = new Set<Approval["state"]>(["pending", "approved", "executing", "succeeded", "unknown"]);

/**
 * The way back of a change that was made, as a proposal of its own: previewed anew, with its own card, decision and hash.
 * Whoever asks for it is its requester.
 */
export function createUndo(deps: {
  store: ApprovalStore;
  proposals: Proposals;
  runs: RunStore;
  toolHost: Pick<ToolHost, "call">;
}) {
  const { store, proposals, runs, toolHost } = deps;

  return async function undo(approvalId: string, person: UndoRequest): Promise<UndoOutcome> {
    const approval = store.get(approvalId);
    const undoBy = approval?.preview.undoBy;
    const run = approval && runs.get(approval.runId);
    if (approval?.state !== "succeeded" || !undoBy || !run) return { kind: "nothing" };
    const before = store.undosOf(approvalId);
    if (before.some(({ state }) => STANDS.has(state))) return { kind: "nothing" };

    const { runId, thread } = approval;
    const { zone, language } = person;
    const context = { zone, language, accounts: run.input.accounts, runId };
    const outcome = await toolHost.call(undoBy.tool, undoBy.input, context, AbortSignal.timeout(PREVIEW_WITHIN_MS));
    if (outcome.kind !== "preview") return { kind: "refused", text: { ko: outcome.text, en: outcome.text } };
    return proposals.propose({
      ...{ thread, runId, requester: person.id, preview: outcome.preview, undoOf: approvalId },
      toolCallId: `undo:${approvalId}:${before.length}`,
      reads: [],
      rationale: null,
    });
  };
}
