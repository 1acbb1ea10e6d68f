/** Who calls, as an event's `userIdentity` and the fields around it show it. */
import type { Account } from "../account.ts";
import { DAY, HOUR } from "../calendar.ts";
import { type Actor, CONSOLE_AGENT } from "../cast.ts";
import { randomOf } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { TrailEvent } from "../trail-event.ts";

export type Principal = Pick<TrailEvent, "username" | "accessKeyId" | "sourceIp" | "userAgent" | "identity"> & {
  fromConsole?: true;
};

const iso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

const userIdentity = (account: Account, actor: Actor): object => ({
  type: "IAMUser",
  principalId: actor.userId,
  arn: `arn:aws:iam::${account.id}:user/${actor.name}`,
  accountId: account.id,
});

/** With the access key of their own; or, in the console, with the day's temporary one. */
export function userPrincipal({ seed, account }: Setting, actor: Actor, time: number): Principal {
  const base = { username: actor.name, sourceIp: actor.ip, userAgent: actor.userAgent };
  const identity = userIdentity(account, actor);
  const { name: userName, accessKeyId } = actor;
  if (actor.userAgent !== CONSOLE_AGENT)
    return { ...base, accessKeyId, identity: { ...identity, accessKeyId, userName } };
  const day = Math.floor(time / DAY) * DAY;
  const key = `ASIA${randomOf(seed, "console-key", actor.name, day).hex(16).toUpperCase()}`;
  const sessionContext = { attributes: { creationDate: iso(day), mfaAuthenticated: String(actor.mfa) } };
  return {
    ...base,
    accessKeyId: key,
    identity: { ...identity, accessKeyId: key, userName, sessionContext },
    fromConsole: true,
  };
}

/** At the console's door, where there is no key yet. */
export const signInIdentity = (account: Account, actor: Actor): object => ({
  ...userIdentity(account, actor),
  userName: actor.name,
});

export const rootIdentity = (account: Account): object => ({
  type: "Root",
  principalId: account.id,
  arn: `arn:aws:iam::${account.id}:root`,
  accountId: account.id,
});

export interface RoleSession {
  role: string;
  /** With a slash at both ends; default `/`. */
  path?: string;
  session: string;
  sourceIp: string;
  userAgent: string;
  /** The service that acts with the role on its own. */
  invokedBy?: string;
}

const keyLife = 6 * HOUR;

/** A role's session; its key is renewed every six hours. */
export function rolePrincipal({ seed, account }: Setting, used: RoleSession, time: number): Principal {
  const { role, path = "/", session, sourceIp, userAgent, invokedBy } = used;
  const since = Math.floor(time / keyLife) * keyLife;
  const roleId = `AROA${randomOf(seed, account.id, "role", role).hex(17).toUpperCase()}`;
  const accessKeyId = `ASIA${randomOf(seed, account.id, "role-key", role, since).hex(16).toUpperCase()}`;
  const identity = {
    type: "AssumedRole",
    principalId: `${roleId}:${session}`,
    arn: `arn:aws:sts::${account.id}:assumed-role/${role}/${session}`,
    accountId: account.id,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: roleId,
        arn: `arn:aws:iam::${account.id}:role${path}${role}`,
        accountId: account.id,
        userName: role,
      },
      attributes: { creationDate: iso(since), mfaAuthenticated: "false" },
    },
    ...(invokedBy ? { invokedBy } : {}),
  };
  return { username: session, accessKeyId, sourceIp, userAgent, identity };
}

/** A service of AWS, e.g. `ecs-tasks.amazonaws.com`. */
export const servicePrincipal = (service: string): Principal => ({
  username: "",
  sourceIp: service,
  userAgent: service,
  identity: { type: "AWSService", invokedBy: service },
});
