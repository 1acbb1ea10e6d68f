import type { Approval, ApprovalStore, Audit, Directory } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { DecisionOutcome, DecisionRequest } from "../ports/decisions.ts";
import { type ApproverRule, approversOf, LIMITS, mayDecide } from "./policy.ts";

/** What a click on Approve or Deny does to the row. Only the row decides; the message may be old or copied. */
export function createDecisions(deps: {
  store: ApprovalStore;
  audit: Audit;
  directory: Directory;
  clock: Clock;
  /** The rules of the channel the request came from. */
  approverRules: (approval: Approval) => Promise<ApproverRule[]>;
}) {
  const { store, audit, directory, clock } = deps;

  return async function decide(click: DecisionRequest): Promise<DecisionOutcome> {
    const approval = store.get(click.approvalId);
    if (!approval || approval.thread !== click.thread) {
      audit.record("forged_click", { ...click });
      return { kind: "unknown" };
    }
    if (approval.state !== "pending" || approval.expiresAt <= clock.now()) return { kind: "too_late", approval };

    const rules = await deps.approverRules(approval).catch(() => []);
    const permission = await mayDecide(approval, click.user, rules, directory);
    if (!permission.allowed) {
      audit.record("refused_click", { approvalId: approval.id, user: click.user, why: permission.why });
      const approvers = await approversOf(rules, directory).catch(() => []);
      return {
        kind: "refused",
        why: permission.why,
        approval,
        approvers: approvers.filter((id) => id !== approval.requester),
      };
    }

    const now = clock.now();
    const by = { user: click.user.id, team: click.user.team };
    const won = store.decide(approval.id, click.decision, by, now, now + LIMITS.startWithinMs);
    const settled = store.get(approval.id) ?? approval;
    if (!won) return { kind: "too_late", approval: settled };
    audit.record(click.decision, { approvalId: approval.id, hash: approval.hash, by });
    return { kind: click.decision, approval: settled };
  };
}
