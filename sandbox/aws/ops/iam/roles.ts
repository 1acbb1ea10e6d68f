/** Roles as IAM lists them: those that somebody may take on, and those of AWS's own services. */
import type { Role as Shown } from "@aws-sdk/client-iam";
import type { Call } from "../../call.ts";
import { roleArn } from "../../iam/arn.ts";
import { serviceTrust } from "../../iam/policies/trust.ts";
import type { Policy } from "../../iam/policy.ts";
import { roles } from "../../iam/roles.ts";
import { DAY, HOUR } from "../../world/calendar.ts";
import { type MachineRole, machineRolesOf } from "../../world/machine-roles.ts";
import { randomOf } from "../../world/random.ts";
import type { Setting } from "../../world/setting.ts";

export interface ListedRole {
  name: string;
  path: string;
  id: string;
  description: string;
  trust: Policy;
  /** Inline policies, by name. */
  inline: Record<string, Policy>;
  /** Names of AWS's own policies that are attached. */
  attached: string[];
  tags: Record<string, string>;
  maxSession: number;
  createdAt: number;
}

export function rolesOf(call: Call): ListedRole[] {
  const { setting } = call.world;
  const own = roles
    .filter((role) => role.account === setting.account)
    .map((role) => ({
      ...role,
      path: "/",
      inline: { [role.policyName]: role.policy },
      attached: [],
      createdAt: setting.anchor - 62 * DAY + 10 * HOUR,
    }));
  const machines = machineRolesOf(setting).map((machine) => toRole(setting, machine));
  return [...own, ...machines].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toRole({ seed, anchor, account }: Setting, machine: MachineRole): ListedRole {
  const { name, path, services, description, attached } = machine;
  const random = randomOf(seed, account.id, "role", name);
  return {
    name,
    path,
    id: `AROA${random.hex(17).toUpperCase()}`,
    description,
    trust: serviceTrust(...services),
    inline: {},
    attached,
    tags: {},
    maxSession: 3_600,
    createdAt: anchor - random.int(300, 900) * DAY + random.int(0, 23) * HOUR,
  };
}

/** Policy documents travel percent-encoded. */
export const encodePolicy = (policy: Policy): string => encodeURIComponent(JSON.stringify(policy));

/** Lists leave description and tags of a role out. */
export function toShown(role: ListedRole, call: Call, whole: boolean): Shown {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(call.account, role.name, role.path),
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodePolicy(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSession,
    ...(whole ? { Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })) } : {}),
  };
}
