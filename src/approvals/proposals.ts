import { randomBytes } from "node:crypto";
import type { ApprovalStore, Audit, Contract, Proposals } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import { hashOf } from "./contract.ts";
import { LIMITS, POLICY_VERSION } from "./policy.ts";

/** A mutating tool call becomes a row that people decide about; nothing has been sent to AWS. */
export function createProposals(deps: {
  store: ApprovalStore;
  audit: Audit;
  clock: Clock;
  enabled: boolean;
  /** True where nobody but the asker sees a card. */
  isPrivate: (runId: string) => boolean;
}): Proposals {
  const { store, audit, clock } = deps;
  return {
    propose({ thread, runId, toolCallId, requester, preview }) {
      if (!deps.enabled) return refuse("Changes are not enabled here: no act role is configured for this account.");
      if (preview.tier !== "T1" && deps.isPrivate(runId)) {
        return refuse(
          "This change needs an approver other than the asker, and in a direct message nobody else sees the card. Ask again in a channel.",
        );
      }
      const known = store.ofCall(runId, toolCallId);
      if (known) return { kind: "proposed", approvalId: known.id };

      const contract: Contract = { v: 1, call: preview.call, requester, runId, policyVersion: POLICY_VERSION };
      const hash = hashOf(contract);
      if (store.deniedWith(runId, hash)) return refuse("A person has denied exactly this change. Do not ask again.");
      if (store.countOf({ runId }) >= LIMITS.openPerRun) {
        return refuse(
          `There are already ${LIMITS.openPerRun} open approval cards of this request. Wait for a decision.`,
        );
      }
      const now = clock.now();
      if (store.countOf({ thread, since: now - 3_600_000 }) >= LIMITS.perThreadAndHour) {
        return refuse(`This thread had ${LIMITS.perThreadAndHour} approval cards within an hour. Try again later.`);
      }
      const approval = store.add({
        id: randomBytes(16).toString("hex"),
        thread,
        runId,
        toolCallId,
        contract,
        hash,
        preview,
        requester,
        createdAt: now,
        expiresAt: now + LIMITS.pendingMs,
      });
      audit.record("requested", { approvalId: approval.id, hash, contract });
      return { kind: "proposed", approvalId: approval.id };
    },
  };
}

const refuse = (text: string) => ({ kind: "refused" as const, text });
