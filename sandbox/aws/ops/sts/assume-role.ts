import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { Call } from "../../call.ts";
import { sessionArn } from "../../iam/arn.ts";
import { denial } from "../../iam/authorize.ts";
import type { Keys } from "../../iam/evaluate.ts";
import { managedPolicy } from "../../iam/managed-policies.ts";
import { parsePolicy } from "../../iam/parse-policy.ts";
import type { Policy } from "../../iam/policy.ts";
import { type Role, roleByArn } from "../../iam/roles.ts";
import type { Session } from "../../iam/sessions.ts";
import { checkTrust } from "../../iam/trust.ts";
import { AwsError } from "../../wire/errors.ts";

const NAME = /^[\w+=,.@-]{2,64}$/;
const CHAINED_SECONDS = 3_600;

const invalid = (message: string) => new AwsError("ValidationError", message);

/** @throws AwsError for what no policy could allow, Refusal where one does not. */
export function assumeRole(input: AssumeRoleCommandInput, call: Call): { role: Role; session: Session; arn: string } {
  const name = input.RoleSessionName ?? "";
  checkNames(name, input.SourceIdentity);
  const policies = sessionPolicies(input);
  const tags = sessionTags(input, call);
  const role = trustedRole(input, call, tags);
  const seconds = input.DurationSeconds ?? CHAINED_SECONDS;
  checkDuration(seconds, role, call);
  const sourceIdentity = call.caller.session?.sourceIdentity ?? input.SourceIdentity;
  const session: Session = {
    account: role.account.id,
    role: role.name,
    name,
    tags: tags.all,
    ...(tags.transitive.length > 0 ? { transitive: tags.transitive } : {}),
    issuedAt: call.realNow,
    expiresAt: call.realNow + seconds * 1000,
    ...(sourceIdentity ? { sourceIdentity } : {}),
    ...(policies.length > 0 ? { policies } : {}),
  };
  return { role, session, arn: sessionArn(role.account, role.name, name) };
}

function checkNames(name: string, source: string | undefined): void {
  if (!NAME.test(name))
    throw invalid(`Value '${name}' at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]{2,64}`);
  if (source !== undefined && !NAME.test(source))
    throw invalid(`Value '${source}' at 'sourceIdentity' failed to satisfy constraint: [\\w+=,.@-]{2,64}`);
}

/** A role taken on by a role's session is held for an hour at most, whatever the role itself allows. */
function checkDuration(seconds: number, role: Role, call: Call): void {
  if (seconds < 900 || seconds > 43_200) throw invalid("The requested DurationSeconds must be between 900 and 43200");
  if (call.caller.role && seconds > CHAINED_SECONDS)
    throw invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
  if (seconds > role.maxSession)
    throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
}

function sessionPolicies(input: AssumeRoleCommandInput): Policy[] {
  const { Policy: inline, PolicyArns = [] } = input;
  if (PolicyArns.length > 10) throw invalid("At most 10 managed policies may be passed");
  if (inline !== undefined && inline.length > 2048)
    throw new AwsError("PackedPolicyTooLarge", "The inline policy is longer than 2048 characters");
  return [
    ...(inline === undefined ? [] : [parsePolicy(inline)]),
    ...PolicyArns.map(({ arn = "" }) => {
      const found = managedPolicy(arn);
      if (!found)
        throw new AwsError("MalformedPolicyDocument", `The policy ${arn} does not exist or is not attachable.`);
      return found.policy;
    }),
  ];
}

interface SessionTags {
  given: Record<string, string>;
  transitive: string[];
  /** Of this session: those that came along, and those given. */
  all: Record<string, string>;
}

function sessionTags(input: AssumeRoleCommandInput, call: Call): SessionTags {
  const { session } = call.caller;
  const given = Object.fromEntries((input.Tags ?? []).map((tag) => [tag.Key ?? "", tag.Value ?? ""]));
  const keys = Object.keys(given);
  if (keys.length > 50) throw invalid("At most 50 session tags may be passed");
  if (keys.length !== (input.Tags ?? []).length) throw invalid("A session tag is given twice");
  const system = keys.find(
    (key) => key.toLowerCase().startsWith("aws:") || !/^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u.test(key),
  );
  if (system !== undefined) throw invalid(`The session tag ${system} is not valid`);
  const inherited = session?.transitive ?? [];
  const overridden = keys.find((key) => inherited.some((k) => k.toLowerCase() === key.toLowerCase()));
  if (overridden !== undefined)
    throw invalid(
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session: ${overridden}`,
    );
  const passed = input.TransitiveTagKeys ?? [];
  const foreign = passed.find((key) => !keys.includes(key));
  if (foreign !== undefined) throw invalid(`The transitive tag key ${foreign} must be among the session tags`);
  const carried = Object.fromEntries(inherited.map((key) => [key, session?.tags[key] ?? ""]));
  return { given, transitive: [...inherited, ...passed], all: { ...carried, ...given } };
}

/** A role that does not exist is refused in the same words as one that does not trust. */
function trustedRole(input: AssumeRoleCommandInput, call: Call, tags: SessionTags): Role {
  const { caller } = call;
  const arn = input.RoleArn ?? "";
  const role = roleByArn(arn);
  if (!role) throw denial(caller, "sts:AssumeRole", arn, "implicitDeny");
  const carried = caller.session?.sourceIdentity;
  if (carried && input.SourceIdentity && carried !== input.SourceIdentity)
    throw denial(caller, "sts:SetSourceIdentity", arn, "explicitDeny");
  const tagKeys = Object.keys(tags.given);
  const keys: Keys = {
    ...call.keys,
    "sts:rolesessionname": input.RoleSessionName ?? "",
    ...(input.ExternalId ? { "sts:externalid": input.ExternalId } : {}),
    ...((input.SourceIdentity ?? carried) ? { "sts:sourceidentity": input.SourceIdentity ?? carried ?? "" } : {}),
    ...(tags.transitive.length > 0 ? { "sts:transitivetagkeys": tags.transitive } : {}),
  };
  checkTrust(caller, role, "sts:AssumeRole", keys);
  if (input.SourceIdentity ?? carried) checkTrust(caller, role, "sts:SetSourceIdentity", keys);
  if (tagKeys.length > 0 || tags.transitive.length > 0) checkTrust(caller, role, "sts:TagSession", keys);
  return role;
}
