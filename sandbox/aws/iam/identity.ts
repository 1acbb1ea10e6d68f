import { roleArn } from "./arn.ts";
import type { Caller } from "./callers.ts";

/** `userIdentity` of a CloudTrail event. */
export function identityOf(caller: Caller): object {
  const { account, role, session } = caller;
  const base = { principalId: caller.userId, arn: caller.arn, accountId: account.id, accessKeyId: caller.accessKeyId };
  const attributes = session && {
    creationDate: `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`,
    mfaAuthenticated: "false",
  };
  if (!role)
    return {
      type: "IAMUser",
      ...base,
      userName: caller.user,
      ...(attributes ? { sessionContext: { attributes } } : {}),
    };
  return {
    type: "AssumedRole",
    ...base,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: role.id,
        arn: roleArn(account, role.name),
        accountId: account.id,
        userName: role.name,
      },
      attributes,
      ...(session?.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
    },
  };
}
