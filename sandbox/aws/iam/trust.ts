/** Whether a role lets itself be taken on: the caller's own policies and the role's trust policy together. */

import { roleArn } from "./arn.ts";
import { denial } from "./authorize.ts";
import { type Caller, principalNames } from "./callers.ts";
import { evaluate, judge, type Keys } from "./evaluate.ts";
import { arnMatches } from "./glob.ts";
import { listOf, type Principal, type Statement } from "./policy.ts";
import type { Role } from "./roles.ts";

/**
 * In one account, being named by the trust policy is enough; the account itself as principal only hands the
 * decision on to the caller's policies; and from another account both must allow.
 * @throws Refusal denied, in the same words whatever is missing.
 */
export function checkTrust(caller: Caller, role: Role, action: string, keys: Keys): void {
  const arn = roleArn(role.account, role.name);
  const request = { action, resource: { arn, tags: role.tags }, keys };
  const own = evaluate(caller.policies, request);
  const refusal = () => denial(caller, action, arn, own);
  if (own === "explicitDeny") throw refusal();
  const statements = listOf(role.trust.Statement).filter((s) => concerns(s, caller));
  const trust = judge([{ Statement: statements }], request);
  if (trust.decision !== "allowed") throw refusal();
  const named = trust.matched.some(({ statement }) => isNamed(statement.Principal, caller));
  const enough = role.account === caller.account && named && !caller.session?.policies;
  if (own !== "allowed" && !enough) throw refusal();
}

const principalsOf = (principal: Principal | undefined): string[] =>
  principal === undefined ? [] : principal === "*" ? ["*"] : listOf(principal.AWS);

const means = (principal: string, caller: Caller) =>
  principal === "*" || principalNames(caller).some((name) => arnMatches(principal, name));

function concerns({ Principal: wanted, NotPrincipal }: Statement, caller: Caller): boolean {
  if (NotPrincipal !== undefined) return !principalsOf(NotPrincipal).some((p) => means(p, caller));
  return principalsOf(wanted).some((p) => means(p, caller));
}

/** By user, role or session, not merely by account. */
const isNamed = (principal: Principal | undefined, caller: Caller): boolean =>
  principalsOf(principal).some((p) => means(p, caller) && !/^\d{12}$|:root$|^\*$/.test(p));
