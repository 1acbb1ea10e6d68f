/** The policies with an ARN of their own. */

import { everything } from "./policies/people.ts";
import { allow, policy } from "./policies/statements.ts";
import type { Policy } from "./policy.ts";

interface ManagedPolicy {
  name: string;
  policy: Policy;
}

/** A short form of AWS's own, which names some thousand actions. */
const looking: Policy = policy(
  allow("Look", ["*:Describe*", "*:Get*", "*:List*", "*:Lookup*", "*:Search*", "*:BatchGet*", "*:View*"]),
);

const managed: readonly ManagedPolicy[] = [
  { name: "AdministratorAccess", policy: everything },
  { name: "ReadOnlyAccess", policy: looking },
];

export const managedPolicyArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

export const managedPolicy = (arn: string): ManagedPolicy | undefined =>
  managed.find((m) => managedPolicyArn(m.name) === arn);
