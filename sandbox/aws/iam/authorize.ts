import { Refusal } from "../wire/errors.ts";
import type { Caller } from "./callers.ts";
import { evaluate, type Resource } from "./evaluate.ts";

/** @throws Refusal denied, worded as IAM does, for the first resource that is not allowed. */
export function authorize(
  caller: Caller,
  action: string,
  resources: Resource[],
  keys: Record<string, string | string[]>,
): void {
  const tags = Object.entries(caller.session?.tags ?? {}).map(([k, v]) => [`aws:principaltag/${k.toLowerCase()}`, v]);
  const source = caller.session?.sourceIdentity;
  const all = { ...Object.fromEntries(tags), ...(source ? { "aws:sourceidentity": source } : {}), ...keys };
  for (const resource of resources) {
    const decision = evaluate(caller.policies, { action, resource, keys: all });
    if (decision === "allowed") continue;
    const target = resource.arn === "*" ? "" : ` on resource: ${resource.arn}`;
    const why =
      decision === "explicitDeny"
        ? "with an explicit deny in an identity-based policy"
        : `because no ${caller.session?.policy ? "session" : "identity-based"} policy allows the ${action} action`;
    throw new Refusal("denied", `User: ${caller.arn} is not authorized to perform: ${action}${target} ${why}`);
  }
}
