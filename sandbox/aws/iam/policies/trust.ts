import { dev, prod } from "../../world/account.ts";
import { roleArn, userArn } from "../arn.ts";
import type { Policy } from "../policy.ts";
import { policy } from "./statements.ts";

export const readTrust: Policy = policy({
  Effect: "Allow",
  Principal: { AWS: userArn(prod, "opsthread-reader") },
  Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
});

/** The other account's read role: for the same user, and for a session of its own account's read role. */
export const devReadTrust: Policy = policy({
  Effect: "Allow",
  Principal: { AWS: [userArn(prod, "opsthread-reader"), roleArn(prod, "OpsthreadRead")] },
  Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
});

/** Only the executor, and only with the approver as source identity and the approval as session name. */
export const actTrust: Policy = policy({
  Effect: "Allow",
  Principal: { AWS: userArn(prod, "opsthread-exec") },
  Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
  Condition: { StringLike: { "sts:SourceIdentity": "U*", "sts:RoleSessionName": "apr-*" } },
});

/** An auditing company's role: its account, with the id that was agreed on. */
export const auditTrust: Policy = policy({
  Effect: "Allow",
  Principal: { AWS: [`arn:aws:iam::${dev.id}:root`] },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "sts:ExternalId": "haneul-audit-2026" } },
});

export const serviceTrust = (...services: string[]): Policy =>
  policy({ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" });
