/**
 * The condition keys of a request, in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */

import { roleArn } from "./arn.ts";
import type { Caller } from "./callers.ts";
import type { Keys } from "./evaluate.ts";
import { requestTagsOf } from "./request-tags.ts";

/** What of a request conditions may ask for, besides who sends it. */
export interface Circumstances {
  region: string;
  sourceIp: string;
  userAgent: string;
  /** Real time, in milliseconds. */
  realNow: number;
  input: unknown;
}

const iso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

export function keysOf(caller: Caller, circumstances: Circumstances): Keys {
  const { region, sourceIp, userAgent, realNow, input } = circumstances;
  const { tags, keys } = requestTagsOf(input);
  return {
    ...ofCaller(caller),
    "aws:requestedregion": region,
    "aws:sourceip": sourceIp.replace(/^::ffff:/, ""),
    "aws:useragent": userAgent,
    "aws:currenttime": iso(realNow),
    "aws:epochtime": String(Math.floor(realNow / 1000)),
    "aws:securetransport": "false",
    "aws:viaawsservice": "false",
    "aws:principalisawsservice": "false",
    ...(keys.length > 0 ? { "aws:tagkeys": keys } : {}),
    ...Object.fromEntries(Object.entries(tags).map(([k, v]) => [`aws:requesttag/${k.toLowerCase()}`, v])),
  };
}

function ofCaller(caller: Caller): Keys {
  const { account, role, session } = caller;
  return {
    "aws:principalarn": role ? roleArn(account, role.name) : caller.arn,
    "aws:principalaccount": account.id,
    "aws:principaltype": role ? "AssumedRole" : "User",
    "aws:userid": caller.userId,
    ...(caller.user ? { "aws:username": caller.user } : {}),
    ...(session ? { "aws:tokenissuetime": iso(session.issuedAt), "aws:multifactorauthpresent": "false" } : {}),
    ...(session?.sourceIdentity ? { "aws:sourceidentity": session.sourceIdentity } : {}),
    ...Object.fromEntries(Object.entries(caller.tags).map(([k, v]) => [`aws:principaltag/${k.toLowerCase()}`, v])),
  };
}
