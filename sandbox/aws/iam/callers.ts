/** Who knocks: a user by key pair, or a session by its temporary credentials. */
import { Refusal } from "../wire/errors.ts";
import { type Account, accounts } from "../world/account.ts";
import { roleArn, sessionArn, userArn } from "./arn.ts";
import type { Policy } from "./policy.ts";
import { type Role, roles } from "./roles.ts";
import { invalidToken, type Session, type Sessions } from "./sessions.ts";
import { type User, users } from "./users.ts";

export interface Caller {
  account: Account;
  arn: string;
  userId: string;
  accessKeyId: string;
  secret: string;
  /** Each inner list must allow: the identity's policies, and the session policies where some were given. */
  policies: Policy[][];
  /** The tags of user or role, those of the session over them. */
  tags: Record<string, string>;
  user?: string;
  /** With the session of a role. */
  role?: Role;
  session?: Session;
}

/** @throws Refusal unknownKey or expired. */
export function findCaller(sessions: Sessions, accessKeyId: string, token: string, realNow: number): Caller {
  const owner = Object.values<User>(users).find((u) => u.accessKeyId === accessKeyId);
  if (owner) return userCaller(owner, accessKeyId, owner.secret);
  if (!token) throw invalidToken();
  const { session, secret } = sessions.open(token, accessKeyId);
  if (session.expiresAt <= realNow)
    throw new Refusal("expired", "The security token included in the request is expired");
  const account = accounts.find((a) => a.id === session.account);
  const user = Object.values<User>(users).find((u) => u.account === account && u.name === session.user);
  if (user) return { ...userCaller(user, accessKeyId, secret), session };
  const role = roles.find((r) => r.account === account && r.name === session.role);
  if (!account || !role) throw invalidToken();
  return {
    account,
    arn: sessionArn(account, role.name, session.name),
    userId: `${role.id}:${session.name}`,
    accessKeyId,
    secret,
    policies: session.policies ? [[role.policy], session.policies] : [[role.policy]],
    tags: { ...role.tags, ...session.tags },
    role,
    session,
  };
}

const userCaller = (user: User, accessKeyId: string, secret: string): Caller => ({
  account: user.account,
  arn: userArn(user.account, user.name),
  userId: `AIDA${user.accessKeyId.slice(4)}`,
  accessKeyId,
  secret,
  policies: [[user.policy]],
  tags: {},
  user: user.name,
});

/** The ARNs by which a policy's `Principal` may mean the caller. */
export function principalNames(caller: Caller): string[] {
  const { account, role } = caller;
  return [caller.arn, ...(role ? [roleArn(account, role.name)] : []), account.id, `arn:aws:iam::${account.id}:root`];
}
