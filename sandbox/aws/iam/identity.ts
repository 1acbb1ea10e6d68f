import type { Caller } from "./callers.ts";
import { roles } from "./callers.ts";
import { ACCOUNT, role } from "./policies.ts";

/** `userIdentity` of a CloudTrail event. */
export function identityOf(caller: Caller): object {
  const base = { principalId: caller.userId, arn: caller.arn, accountId: ACCOUNT, accessKeyId: caller.accessKeyId };
  const { session } = caller;
  if (!session) return { type: "IAMUser", ...base, userName: caller.user };
  const id = roles.find((r) => r.name === session.role)?.id;
  return {
    type: "AssumedRole",
    ...base,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: id,
        arn: role(session.role),
        accountId: ACCOUNT,
        userName: session.role,
      },
      attributes: {
        creationDate: `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`,
        mfaAuthenticated: "false",
      },
      ...(session.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
    },
  };
}
