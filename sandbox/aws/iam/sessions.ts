/**
 * Temporary credentials. A session's token is self-contained and sealed (HMAC), so nothing about it is stored and
 * it outlives a restart.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "../wire/errors.ts";
import type { Policy } from "./policy.ts";

export interface Session {
  /** Of the role or user. */
  account: string;
  /** The role that was taken on; undefined for a user's own session (GetSessionToken). */
  role?: string;
  user?: string;
  name: string;
  sourceIdentity?: string;
  tags: Record<string, string>;
  /** Keys of the tags that go along when the session takes on another role. */
  transitive?: string[];
  /** Each cuts down what the role may do. */
  policies?: Policy[];
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
  /** @throws Refusal unknownKey when the token is not of this account, or not of this key. */
  open(token: string, accessKeyId: string): { session: Session; secret: string };
  /** The account a temporary key says it is of. */
  accountOf(accessKeyId: string): string | undefined;
}

export const invalidToken = () => new Refusal("unknownKey", "The security token included in the request is invalid.");

export function createSessions(key: string, accountIds: readonly string[]): Sessions {
  const seal = (text: string) => createHmac("sha256", key).update(text).digest();
  const secretOf = (accessKeyId: string) => seal(`secret ${accessKeyId}`).toString("base64").slice(0, 40);
  const markOf = (account: string, start: string) =>
    seal(`account ${account} ${start}`).toString("hex").slice(0, 4).toUpperCase();
  return {
    issue(session, nonce) {
      const start = `ASIA${seal(`key ${nonce}`).toString("hex").toUpperCase().slice(0, 12)}`;
      const accessKeyId = start + markOf(session.account, start);
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
    accountOf: (accessKeyId) => accountIds.find((id) => accessKeyId.slice(16) === markOf(id, accessKeyId.slice(0, 16))),
  };
}
