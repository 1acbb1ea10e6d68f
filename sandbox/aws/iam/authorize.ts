import { Refusal } from "../wire/errors.ts";
import type { Caller } from "./callers.ts";
import { type Decision, evaluate, type Keys, type Resource } from "./evaluate.ts";

/** Accounts own what their ARNs name; those without an account in them are the caller's own, or nobody's. */
const accountIn = (arn: string): string => arn.split(":")[4] ?? "";

/** @throws Refusal denied, worded as IAM does, for the first resource that is not allowed. */
export function authorize(caller: Caller, action: string, resources: Resource[], keys: Keys): void {
  for (const resource of resources) {
    const own = { ...keys, "aws:resourceaccount": accountIn(resource.arn) || caller.account.id };
    const decision = evaluate(caller.policies, { action, resource, keys: own });
    if (decision !== "allowed") throw denial(caller, action, resource.arn, decision);
  }
}

export function denial(caller: Caller, action: string, arn: string, decision: Decision): Refusal {
  const target = arn === "*" ? "" : ` on resource: ${arn}`;
  const why =
    decision === "explicitDeny"
      ? "with an explicit deny in an identity-based policy"
      : `because no ${caller.session?.policies ? "session" : "identity-based"} policy allows the ${action} action`;
  return new Refusal("denied", `User: ${caller.arn} is not authorized to perform: ${action}${target} ${why}`);
}
