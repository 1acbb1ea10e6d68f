/** The users with a key pair that opens this account. AWS itself knows none of the keys: a request that strays there can do nothing. */
import { type Account, dev, prod } from "../world/account.ts";
import { everything, mayAssume, operatorPolicy } from "./policies/people.ts";
import type { Policy } from "./policy.ts";

export interface User {
  account: Account;
  name: string;
  accessKeyId: string;
  secret: string;
  policyName: string;
  policy: Policy;
}

export const users = {
  reader: {
    account: prod,
    name: "opsthread-reader",
    accessKeyId: "AKIASAMPLEREADBASE01",
    secret: "sample-secret-of-opsthread-reader-0000001",
    policyName: "assume-opsthread-read",
    policy: mayAssume([prod, "OpsthreadRead"], [dev, "OpsthreadRead"]),
  },
  executor: {
    account: prod,
    name: "opsthread-exec",
    accessKeyId: "AKIASAMPLEEXECUTOR01",
    secret: "sample-secret-of-opsthread-exec-000000002",
    policyName: "assume-opsthread-act",
    policy: mayAssume([prod, "OpsthreadAct"]),
  },
  operator: {
    account: prod,
    name: "sample-operator",
    accessKeyId: "AKIASAMPLEOPERATOR01",
    secret: "sample-secret-of-sample-operator-00000004",
    policyName: "operate-hosts",
    policy: operatorPolicy,
  },
  admin: {
    account: prod,
    name: "sample-admin",
    accessKeyId: "AKIASAMPLEADMINKEY01",
    secret: "sample-secret-of-sample-admin-00000000003",
    policyName: "everything",
    policy: everything,
  },
  devAdmin: {
    account: dev,
    name: "sample-admin",
    accessKeyId: "AKIASAMPLEDEVADMIN01",
    secret: "sample-secret-of-dev-admin-00000000000005",
    policyName: "everything",
    policy: everything,
  },
} satisfies Record<string, User>;
