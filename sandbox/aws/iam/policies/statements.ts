import type { Policy, Statement } from "../policy.ts";

export const policy = (...statements: Statement[]): Policy => ({ Version: "2012-10-17", Statement: statements });

export const allow = (Sid: string, Action: string[], Resource: string | string[] = "*"): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

export const deny = (Sid: string, Action: string[], Resource: string | string[] = "*"): Statement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource,
});
