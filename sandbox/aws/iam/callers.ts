/**
 * Who may knock: the users with a key pair, the roles, and the sessions made by AssumeRole. A session's
 * token is self-contained and sealed (HMAC), so nothing about it is stored and it outlives a restart.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "../wire/errors.ts";
import { type Account, prod } from "../world/account.ts";
import type { Policy } from "./evaluate.ts";
import { ACCOUNT, actPolicy, actTrust, everything, mayAssume, readPolicy, readTrust, role, user } from "./policies.ts";

export interface User {
  name: string;
  accessKeyId: string;
  secret: string;
  policy: Policy;
}

export interface Role {
  name: string;
  id: string;
  trust: Policy;
  policy: Policy;
}

/** Sample keys: AWS itself knows none of them, so a request that strays there can do nothing. */
export const users = {
  reader: {
    name: "opsthread-reader",
    accessKeyId: "AKIASAMPLEREADBASE01",
    secret: "sample-secret-of-opsthread-reader-0000001",
    policy: mayAssume("OpsthreadRead"),
  },
  executor: {
    name: "opsthread-exec",
    accessKeyId: "AKIASAMPLEEXECUTOR01",
    secret: "sample-secret-of-opsthread-exec-000000002",
    policy: mayAssume("OpsthreadAct"),
  },
  admin: {
    name: "sample-admin",
    accessKeyId: "AKIASAMPLEADMINKEY01",
    secret: "sample-secret-of-sample-admin-00000000003",
    policy: everything,
  },
} satisfies Record<string, User>;

export const roles: Role[] = [
  { name: "OpsthreadRead", id: "AROASAMPLEREADROLE001", trust: readTrust, policy: readPolicy },
  { name: "OpsthreadAct", id: "AROASAMPLEACTROLE0001", trust: actTrust, policy: actPolicy },
];

export interface Caller {
  account: Account;
  arn: string;
  userId: string;
  accessKeyId: string;
  secret: string;
  /** Each inner list must allow: the identity's policies, and a session policy where one was given. */
  policies: Policy[][];
  user?: string;
  session?: Session;
}

export interface Session {
  role: string;
  name: string;
  sourceIdentity?: string;
  tags: Record<string, string>;
  policy?: Policy;
  /** Real time, in milliseconds. */
  issuedAt: number;
  expiresAt: number;
}

interface SessionCredentials {
  accessKeyId: string;
  secret: string;
  token: string;
}

export interface Sessions {
  issue(session: Session, nonce: string): SessionCredentials;
  open(token: string, accessKeyId: string): { session: Session; secret: string };
}

export function createSessions(key: string): Sessions {
  const seal = (text: string) => createHmac("sha256", key).update(text).digest();
  const secretOf = (accessKeyId: string) => seal(`secret ${accessKeyId}`).toString("base64").slice(0, 40);
  return {
    issue(session, nonce) {
      const digest = seal(`key ${nonce}`).toString("hex").toUpperCase();
      const accessKeyId = `ASIA${digest.slice(0, 16)}`;
      const body = Buffer.from(JSON.stringify({ accessKeyId, session })).toString("base64url");
      return { accessKeyId, secret: secretOf(accessKeyId), token: `${body}.${seal(body).toString("base64url")}` };
    },
    open(token, accessKeyId) {
      const [body = "", mark = ""] = token.split(".");
      const given = Buffer.from(mark, "base64url");
      const expected = seal(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw invalidToken();
      const sealed = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as {
        accessKeyId: string;
        session: Session;
      };
      if (sealed.accessKeyId !== accessKeyId) throw invalidToken();
      return { session: sealed.session, secret: secretOf(accessKeyId) };
    },
  };
}

const invalidToken = () => new Refusal("unknownKey", "The security token included in the request is invalid.");

/** @throws Refusal unknownKey or expired. */
export function findCaller(sessions: Sessions, accessKeyId: string, token: string, realNow: number): Caller {
  const owner = Object.values(users).find((u) => u.accessKeyId === accessKeyId);
  if (owner)
    return {
      account: prod,
      arn: user(owner.name),
      userId: `AIDA${owner.accessKeyId.slice(4)}`,
      accessKeyId,
      secret: owner.secret,
      policies: [[owner.policy]],
      user: owner.name,
    };
  if (!token) throw invalidToken();
  const { session, secret } = sessions.open(token, accessKeyId);
  const held = roles.find((r) => r.name === session.role);
  if (!held) throw invalidToken();
  if (session.expiresAt <= realNow)
    throw new Refusal("expired", "The security token included in the request is expired");
  return {
    account: prod,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${held.name}/${session.name}`,
    userId: `${held.id}:${session.name}`,
    accessKeyId,
    secret,
    policies: session.policy ? [[held.policy], [session.policy]] : [[held.policy]],
    session,
  };
}

export const roleByArn = (arn: string): Role | undefined => roles.find((r) => role(r.name) === arn);
