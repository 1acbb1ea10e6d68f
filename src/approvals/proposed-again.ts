import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { ButtonProposal, ProposingPerson } from "../ports/decisions.ts";
import type { History } from "../ports/history.ts";
import type { Proposals } from "../ports/proposals.ts";
import type { RunStore } from "../ports/runs.ts";
import type { ToolHost } from "../ports/tools.ts";

const PREVIEW_WITHIN_MS = 60_000;
/** An undo that is on its way or has been made is not proposed again. */
const STANDS = new Set<Approval["state"]>(["pending", "approved", "executing", "succeeded", "unknown"]);
/** Nobody said no, and nothing was sent. */
const REPEATABLE = new Set<Approval["state"]>(["stale", "expired"]);

type Call = { tool: string; input: unknown };

/**
 * Proposals that a button of a card asks for: previewed anew, with a card, a hash and a decision of their own. Whoever
 * presses is the one who asked.
 */
export function createProposedAgain(deps: {
  store: ApprovalStore;
  proposals: Proposals;
  runs: RunStore;
  history: History;
  toolHost: Pick<ToolHost, "call">;
}) {
  const { store, proposals, runs, history, toolHost } = deps;

  async function propose(
    from: Approval,
    { tool, input }: Call,
    person: ProposingPerson,
    more: { toolCallId: string; undoOf?: string; taint?: Approval["terms"]["taint"] },
  ): Promise<ButtonProposal> {
    const { runId, thread } = from;
    const accounts = runs.get(runId)?.input.accounts;
    if (!accounts) return { kind: "nothing" };
    const { zone, language } = person;
    const context = { zone, language, accounts, runId };
    const outcome = await toolHost.call(tool, input, context, AbortSignal.timeout(PREVIEW_WITHIN_MS));
    if (outcome.kind !== "preview") return { kind: "refused", text: { ko: outcome.text, en: outcome.text } };
    const { preview } = outcome;
    const before = JSON.stringify(from.contract.call);
    const known = { accounts, knows: (name: string) => before.includes(name) };
    const asked = { thread, runId, requester: person.id, preview, reads: [], rationale: null };
    return proposals.propose({ ...asked, ...known, ...more });
  }

  return {
    /** The way back of a change that was made. */
    async undo(approvalId: string, person: ProposingPerson): Promise<ButtonProposal> {
      const approval = store.get(approvalId);
      const undoBy = approval?.preview.undoBy;
      if (approval?.state !== "succeeded" || !undoBy) return { kind: "nothing" };
      const before = store.undosOf(approvalId);
      if (before.some(({ state }) => STANDS.has(state))) return { kind: "nothing" };
      const toolCallId = `undo:${approvalId}:${before.length}`;
      return propose(approval, undoBy, person, { toolCallId, undoOf: approvalId });
    },

    /** The same request once more, on the target as it is now; what made it doubtful then does so still. */
    async again(approvalId: string, person: ProposingPerson): Promise<ButtonProposal> {
      const approval = store.get(approvalId);
      if (!approval || !REPEATABLE.has(approval.state)) return { kind: "nothing" };
      const call = callOf(approval, history);
      if (!call) return { kind: "nothing" };
      return propose(approval, call, person, { toolCallId: `again:${approvalId}`, taint: approval.terms.taint });
    },
  };
}

/** As the turn asked for it; null once the conversation was begun afresh, or where a button had asked. */
function callOf({ thread, toolCallId }: Approval, history: History): Call | null {
  for (const { content } of history.messages(thread)) {
    for (const block of content)
      if (block.type === "tool_use" && block.id === toolCallId) return { tool: block.name, input: block.input };
  }
  return null;
}
