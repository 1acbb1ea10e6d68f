/** The roles somebody may take on here; those of AWS's own services are in `world/users.ts`. */
import { type Account, dev, prod } from "../world/account.ts";
import { roleArn } from "./arn.ts";
import { actPolicy } from "./policies/act.ts";
import { readPolicy } from "./policies/read.ts";
import { actTrust, auditTrust, devReadTrust, readTrust } from "./policies/trust.ts";
import type { Policy } from "./policy.ts";

export interface Role {
  account: Account;
  name: string;
  id: string;
  description: string;
  trust: Policy;
  policyName: string;
  policy: Policy;
  tags: Record<string, string>;
  /** The longest session, in seconds. */
  maxSession: number;
}

export const roles: readonly Role[] = [
  {
    account: prod,
    name: "OpsthreadRead",
    id: "AROASAMPLEREADROLE001",
    description: "What the operations bot may look at",
    trust: readTrust,
    policyName: "opsthread-read",
    policy: readPolicy(prod),
    tags: { team: "platform" },
    maxSession: 43_200,
  },
  {
    account: prod,
    name: "OpsthreadAct",
    id: "AROASAMPLEACTROLE0001",
    description: "What the operations bot may change, once approved",
    trust: actTrust,
    policyName: "opsthread-act",
    policy: actPolicy(prod),
    tags: { team: "platform" },
    maxSession: 3_600,
  },
  {
    account: prod,
    name: "ExternalAudit",
    id: "AROASAMPLEAUDITROLE01",
    description: "For the yearly audit",
    trust: auditTrust,
    policyName: "audit",
    policy: readPolicy(prod),
    tags: { team: "security" },
    maxSession: 3_600,
  },
  {
    account: dev,
    name: "OpsthreadRead",
    id: "AROASAMPLEDEVREADRL01",
    description: "What the operations bot may look at",
    trust: devReadTrust,
    policyName: "opsthread-read",
    policy: readPolicy(dev),
    tags: { team: "platform" },
    maxSession: 3_600,
  },
];

export const roleByArn = (arn: string): Role | undefined => roles.find((r) => roleArn(r.account, r.name) === arn);
