import type { Approval, Directory } from "../ports/approvals.ts";
import type { Refusal } from "../ports/decisions.ts";

export const POLICY_VERSION = 1;

/** reliability limits A4 and A13. */
export const LIMITS = {
  pendingMs: 15 * 60_000,
  startWithinMs: 2 * 60_000,
  openPerRun: 3,
  perThreadAndHour: 10,
};

/** "group:<handle>" or a Slack user id. */
export type ApproverRule = string;

export type Permission = { allowed: true } | { allowed: false; why: Refusal };

/** Everybody the rules name now, in order, without doubles. Throws when a group cannot be looked up. */
export async function approversOf(rules: ApproverRule[], directory: Directory): Promise<string[]> {
  const ids: string[] = [];
  for (const rule of rules) {
    ids.push(...(rule.startsWith("group:") ? await directory.groupMembers(rule.slice("group:".length)) : [rule]));
  }
  return [...new Set(ids)];
}

/** Asked at the click, never from what was true when the card was posted. A failed lookup refuses (A5, A10). */
export async function mayDecide(
  approval: Approval,
  user: { id: string; team: string },
  rules: ApproverRule[],
  directory: Directory,
): Promise<Permission> {
  try {
    const person = await directory.person(user.id);
    if (person.isBot || !person.isActive || person.team !== user.team) return { allowed: false, why: "inactive" };
    if (person.isGuest) return { allowed: false, why: "guest" };
    const approvers = await approversOf(rules, directory);
    if (approval.preview.tier !== "T1" && approval.requester === user.id) return { allowed: false, why: "own_request" };
    if (!approvers.includes(user.id)) return { allowed: false, why: "not_approver" };
    return { allowed: true };
  } catch {
    return { allowed: false, why: "lookup_failed" };
  }
}
