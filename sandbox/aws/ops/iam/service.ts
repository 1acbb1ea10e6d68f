import type * as IAM from "@aws-sdk/client-iam";
import type { Call } from "../../call.ts";
import { roleArn, userArn } from "../../iam/arn.ts";
import { parsePolicy } from "../../iam/parse-policy.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { usersOf } from "../../world/users.ts";
import { credentialReport, REPORT_KEPT_MS } from "./credential-report.ts";
import { paged } from "./pages.ts";
import { roleReads } from "./role-reads.ts";
import { rolesOf } from "./roles.ts";
import { contextKeysOf, givenSources, principalSources, simulate } from "./simulate.ts";
import { userReads } from "./user-reads.ts";

/** When the report was last asked for, in sample time. */
const reports = (call: Call) => call.state.things<number>("credential-report");

const ofUser = (input: { UserName?: string | undefined }, call: Call) => [
  { arn: userArn(call.account, input.UserName ?? call.caller.user ?? ""), tags: {} },
];
const ofRole = (input: { RoleName: string | undefined }, call: Call) => [
  { arn: roleArn(call.account, input.RoleName ?? ""), tags: {} },
];

export const iam = defineService<typeof IAM>({
  package: "@aws-sdk/client-iam",
  client: "IAMClient",
  scope: "iam",
  iam: "iam",
  operations: {
    ...userReads,
    ...roleReads,

    /** The first answer says that it has begun; asked again, it is there. */
    GenerateCredentialReport(_input, call) {
      const since = reports(call).get(call.account.id);
      if (since !== undefined && call.now - since < REPORT_KEPT_MS) return { State: "COMPLETE" };
      reports(call).set(call.account.id, call.now);
      return {
        State: "STARTED",
        Description: "No report exists. Starting a new report generation task",
      };
    },

    GetCredentialReport(_input, call) {
      const since = reports(call).get(call.account.id);
      if (since === undefined) throw new AwsError("ReportNotPresent", "No report exists. Generate one first.", 410);
      if (call.now - since > REPORT_KEPT_MS)
        throw new AwsError("ReportExpired", "The report is older than four hours.", 410);
      return {
        Content: Buffer.from(credentialReport(call)),
        ReportFormat: "text/csv",
        GeneratedTime: new Date(since),
      };
    },

    GetAccountSummary(_input, call) {
      const all = usersOf(call.world.setting);
      return {
        SummaryMap: {
          Users: all.length,
          Groups: new Set(all.flatMap((user) => user.groups)).size,
          Roles: rolesOf(call).length,
          MFADevices: all.filter((user) => user.mfa).length + 1,
          MFADevicesInUse: all.filter((user) => user.mfa).length + 1,
          AccountMFAEnabled: 1,
          AccountAccessKeysPresent: 0,
          AccountSigningCertificatesPresent: 0,
          AccessKeysPerUserQuota: 2,
          UsersQuota: 5_000,
          RolesQuota: 1_000,
        },
      };
    },

    ListAccountAliases: (_input, call) => ({ AccountAliases: [call.account.name], IsTruncated: false }),

    SimulatePrincipalPolicy(input, call) {
      const sources = [...principalSources(call, input.PolicySourceArn), ...givenSources(input.PolicyInputList)];
      const boundary = givenSources(input.PermissionsBoundaryPolicyInputList);
      const { items, end } = paged(simulate(sources, boundary, input), input, call);
      return { EvaluationResults: items, ...end };
    },

    SimulateCustomPolicy(input, call) {
      const boundary = givenSources(input.PermissionsBoundaryPolicyInputList);
      const { items, end } = paged(simulate(givenSources(input.PolicyInputList), boundary, input), input, call);
      return { EvaluationResults: items, ...end };
    },

    GetContextKeysForCustomPolicy: (input) => ({
      ContextKeyNames: contextKeysOf((input.PolicyInputList ?? []).map((text) => parsePolicy(text, "InvalidInput"))),
    }),

    GetContextKeysForPrincipalPolicy(input, call) {
      const sources = [...principalSources(call, input.PolicySourceArn), ...givenSources(input.PolicyInputList)];
      return { ContextKeyNames: contextKeysOf(sources.map((source) => source.policy)) };
    },
  },
  resources: {
    GetUser: ofUser,
    ListAccessKeys: ofUser,
    ListMFADevices: ofUser,
    GetLoginProfile: ofUser,
    ListGroupsForUser: ofUser,
    ListAttachedUserPolicies: ofUser,
    ListUserPolicies: ofUser,
    GetUserPolicy: ofUser,
    GetRole: ofRole,
    ListAttachedRolePolicies: ofRole,
    ListRolePolicies: ofRole,
    GetRolePolicy: ofRole,
    SimulatePrincipalPolicy: (input) => [{ arn: input.PolicySourceArn ?? "*", tags: {} }],
  },
});
