import type * as STS from "@aws-sdk/client-sts";
import type { Session } from "../../iam/sessions.ts";
import { type User, users } from "../../iam/users.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { accountOfKey } from "../../world/users.ts";
import { assumeRole } from "./assume-role.ts";

const HOUR = 3_600;
const invalid = (message: string) => new AwsError("ValidationError", message);

const credentialsOf = (issued: { accessKeyId: string; secret: string; token: string }, session: Session) => ({
  AccessKeyId: issued.accessKeyId,
  SecretAccessKey: issued.secret,
  SessionToken: issued.token,
  Expiration: new Date(session.expiresAt),
});

export const sts = defineService<typeof STS>({
  package: "@aws-sdk/client-sts",
  client: "STSClient",
  scope: "sts",
  iam: "sts",
  operations: {
    GetCallerIdentity: (_input, { caller }) => ({
      Account: caller.account.id,
      Arn: caller.arn,
      UserId: caller.userId,
    }),

    AssumeRole(input, call) {
      const { role, session, arn } = assumeRole(input, call);
      return {
        Credentials: credentialsOf(call.sessions.issue(session, call.requestId), session),
        AssumedRoleUser: { Arn: arn, AssumedRoleId: `${role.id}:${session.name}` },
        ...(session.policies ? { PackedPolicySize: packedSize(session) } : {}),
        ...(session.sourceIdentity ? { SourceIdentity: session.sourceIdentity } : {}),
      };
    },

    GetSessionToken(input, call) {
      const { caller } = call;
      if (caller.session || !caller.user)
        throw new AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
      const seconds = input.DurationSeconds ?? 12 * HOUR;
      if (seconds < 900 || seconds > 36 * HOUR)
        throw invalid("The requested DurationSeconds must be between 900 and 129600");
      if (input.SerialNumber) throw new AwsError("AccessDenied", "MultiFactorAuthentication failed", 403);
      const session: Session = {
        account: caller.account.id,
        user: caller.user,
        name: caller.user,
        tags: {},
        issuedAt: call.realNow,
        expiresAt: call.realNow + seconds * 1000,
      };
      return { Credentials: credentialsOf(call.sessions.issue(session, call.requestId), session) };
    },

    GetAccessKeyInfo(input, call) {
      const id = input.AccessKeyId ?? "";
      if (!/^A[A-Z0-9]{15,127}$/.test(id)) throw invalid(`Invalid access key id: ${id}`);
      const owner = Object.values<User>(users).find((u) => u.accessKeyId === id);
      const account = owner?.account.id ?? call.sessions.accountOf(id) ?? accountOfKey(call.world.setting.seed, id);
      if (!account) throw invalid(`The access key id ${id} does not exist`);
      return { Account: account };
    },
  },
  resources: {
    // The role's own trust is checked by the operation, together with this.
    AssumeRole: () => [],
    // Everybody may have a session of their own.
    GetSessionToken: () => [],
  },
  recordings: {
    AssumeRole: (input, output) => ({
      readOnly: true,
      request: {
        roleArn: input.RoleArn,
        roleSessionName: input.RoleSessionName,
        durationSeconds: input.DurationSeconds,
        externalId: input.ExternalId,
        policy: input.Policy,
        policyArns: input.PolicyArns?.map(({ arn }) => ({ arn })),
        tags: input.Tags?.map(({ Key, Value }) => ({ key: Key, value: Value })),
        transitiveTagKeys: input.TransitiveTagKeys,
        sourceIdentity: input.SourceIdentity,
      },
      ...(output
        ? {
            response: {
              credentials: {
                accessKeyId: output.Credentials?.AccessKeyId,
                sessionToken: output.Credentials?.SessionToken,
                expiration: output.Credentials?.Expiration?.toISOString(),
              },
              assumedRoleUser: {
                assumedRoleId: output.AssumedRoleUser?.AssumedRoleId,
                arn: output.AssumedRoleUser?.Arn,
              },
              sourceIdentity: output.SourceIdentity,
            },
          }
        : {}),
      resources: [{ type: "AWS::IAM::Role", name: input.RoleArn ?? "" }],
    }),
  },
});

/** Percent of the room that policies and tags of a session may take up together. */
const packedSize = (session: Session): number =>
  Math.min(100, Math.ceil(JSON.stringify([session.policies, session.tags]).length / 41));
