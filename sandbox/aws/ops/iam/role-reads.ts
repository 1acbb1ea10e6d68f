import type * as IAM from "@aws-sdk/client-iam";
import type { Call } from "../../call.ts";
import type { Operations } from "../../wire/service.ts";
import { attachedList, notFound } from "./lists.ts";
import { paged } from "./pages.ts";
import { encodePolicy, type ListedRole, rolesOf, toShown } from "./roles.ts";

function roleNamed(call: Call, name: string | undefined): ListedRole {
  const found = rolesOf(call).find((role) => role.name === name);
  if (!found) throw notFound(`The role with name ${name}`);
  return found;
}

export const roleReads = {
  ListRoles(input, call) {
    const all = rolesOf(call).filter((role) => role.path.startsWith(input.PathPrefix ?? "/"));
    const { items, end } = paged(all, input, call);
    return { Roles: items.map((role) => toShown(role, call, false)), ...end };
  },

  GetRole: (input, call) => ({ Role: toShown(roleNamed(call, input.RoleName), call, true) }),

  ListAttachedRolePolicies(input, call) {
    const { items, end } = paged(attachedList(roleNamed(call, input.RoleName).attached), input, call);
    return { AttachedPolicies: items, ...end };
  },

  ListRolePolicies(input, call) {
    const { items, end } = paged(Object.keys(roleNamed(call, input.RoleName).inline), input, call);
    return { PolicyNames: items, ...end };
  },

  GetRolePolicy(input, call) {
    const role = roleNamed(call, input.RoleName);
    const policy = role.inline[input.PolicyName ?? ""];
    if (!policy) throw notFound(`The role policy with name ${input.PolicyName}`);
    return { RoleName: role.name, PolicyName: input.PolicyName, PolicyDocument: encodePolicy(policy) };
  },
} satisfies Operations<typeof IAM>;
