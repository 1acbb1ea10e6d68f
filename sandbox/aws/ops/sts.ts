import type * as STS from "@aws-sdk/client-sts";
import type { Call } from "../call.ts";
import { authorize } from "../iam/authorize.ts";
import { roleByArn, type Session } from "../iam/callers.ts";
import { evaluate, type Policy } from "../iam/evaluate.ts";
import { ACCOUNT } from "../iam/policies.ts";
import { AwsError, Refusal } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";

const invalid = (message: string) => new AwsError("ValidationError", message);

export const sts = defineService<typeof STS>({
  package: "@aws-sdk/client-sts",
  client: "STSClient",
  scope: "sts",
  iam: "sts",
  operations: {
    GetCallerIdentity: (_input, { caller }) => ({ Account: ACCOUNT, Arn: caller.arn, UserId: caller.userId }),

    AssumeRole(input, call) {
      const arn = input.RoleArn ?? "";
      const name = input.RoleSessionName ?? "";
      const tags = Object.fromEntries((input.Tags ?? []).map((tag) => [tag.Key ?? "", tag.Value ?? ""]));
      checkInput(name, input.SourceIdentity, input.DurationSeconds, input.Policy);
      const keys: Record<string, string | string[]> = { "sts:rolesessionname": name };
      if (input.SourceIdentity) keys["sts:sourceidentity"] = input.SourceIdentity;
      if (input.Tags) keys["aws:tagkeys"] = Object.keys(tags);
      const actions = ["sts:AssumeRole"];
      if (input.SourceIdentity) actions.push("sts:SetSourceIdentity");
      if (input.Tags) actions.push("sts:TagSession");
      const role = trusted(call, arn, actions, keys);
      const seconds = input.DurationSeconds ?? 3600;
      const session: Session = {
        role: role.name,
        name,
        tags,
        issuedAt: call.realNow,
        expiresAt: call.realNow + seconds * 1000,
        ...(input.SourceIdentity ? { sourceIdentity: input.SourceIdentity } : {}),
        ...(input.Policy ? { policy: JSON.parse(input.Policy) as Policy } : {}),
      };
      const { accessKeyId, secret, token } = call.sessions.issue(session, call.requestId);
      return {
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secret,
          SessionToken: token,
          Expiration: new Date(session.expiresAt),
        },
        AssumedRoleUser: {
          Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role.name}/${name}`,
          AssumedRoleId: `${role.id}:${name}`,
        },
        ...(input.SourceIdentity ? { SourceIdentity: input.SourceIdentity } : {}),
      };
    },
  },
  resources: { AssumeRole: (input) => [{ arn: input.RoleArn ?? "", tags: {} }] },
  recordings: {
    AssumeRole: (input, output) => ({
      request: {
        roleArn: input.RoleArn,
        roleSessionName: input.RoleSessionName,
        durationSeconds: input.DurationSeconds,
        sourceIdentity: input.SourceIdentity,
      },
      ...(output
        ? { response: { assumedRoleUser: output.AssumedRoleUser, sourceIdentity: output.SourceIdentity } }
        : {}),
      resources: [{ type: "AWS::IAM::Role", name: input.RoleArn ?? "" }],
    }),
  },
});

function checkInput(name: string, source: string | undefined, seconds: number | undefined, policy: string | undefined) {
  if (!/^[\w+=,.@-]{2,64}$/.test(name))
    throw invalid(`Value '${name}' at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]{2,64}`);
  if (source !== undefined && !/^[\w+=,.@-]{2,64}$/.test(source))
    throw invalid(`Value '${source}' at 'sourceIdentity' failed to satisfy constraint: [\\w+=,.@-]{2,64}`);
  if (seconds !== undefined && (seconds < 900 || seconds > 3600))
    throw invalid("The requested DurationSeconds must be between 900 and the role's maximum of 3600");
  if (policy === undefined) return;
  if (policy.length > 2048)
    throw new AwsError("PackedPolicyTooLarge", "The inline policy is longer than 2048 characters");
  try {
    if (!Array.isArray(JSON.parse(policy).Statement)) throw new Error("no statements");
  } catch {
    throw new AwsError("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
  }
}

/** Caller and role must both agree; a role that does not exist is refused in the same words. */
function trusted(call: Call, arn: string, actions: string[], keys: Record<string, string | string[]>) {
  const { caller } = call;
  const role = roleByArn(arn);
  const refusal = new Refusal(
    "denied",
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
  );
  if (!role) throw refusal;
  for (const action of actions) {
    authorize(caller, action, [{ arn, tags: {} }], keys);
    const statements = role.trust.Statement.filter((s) => s.Principal?.AWS === caller.arn);
    const trust = [[{ Statement: statements }]];
    if (evaluate(trust, { action, resource: { arn, tags: {} }, keys }) !== "allowed") throw refusal;
  }
  return role;
}
