import type { RealEnds } from "./real-ends.ts";

const ACCOUNT = "417205938164";
export const HOME_REGION = "ap-northeast-2";

/**
 * Changes are offered only where both ends are the sandbox's: on a local page anybody could be the approver of a real
 * account, and of a real workspace the demo does not know who may approve.
 */
export const mayChange = (real: RealEnds) => !real.aws && !real.slack;

/** The demo's `opsthread.yaml`: the sample account and the cast's channels, as far as those ends are the sandbox's. */
export function teamRules(real: RealEnds): string {
  // The one account of the credentials is called so where none is configured.
  const account = real.aws ? "default" : "haneul-prod";
  const offersChanges = mayChange(real);
  const act = offersChanges ? `\n    act: { role: "arn:aws:iam::${ACCOUNT}:role/OpsthreadAct" }` : "";
  const approvers = (list: string) => (offersChanges ? `, approvers: [${list}]` : "");
  const parts = [
    "# Written by `npm run demo` and `npm run ask` at every start.",
    real.aws
      ? "accounts: []"
      : `accounts:\n  - id: "${ACCOUNT}"\n    name: ${account}\n    regions: [${HOME_REGION}, us-east-1]${act}`,
    ...(real.slack
      ? []
      : [
          `channels:
  ops: { accounts: [${account}], askers: members${approvers("group:aws-approvers")} }
  general: { accounts: [${account}], askers: members${approvers("group:aws-approvers")} }
  sec: { accounts: [${account}], askers: [group:security]${approvers("group:security")} }
  dm: { accounts: [${account}], askers: members${approvers("group:aws-approvers")} }
admins: [U0JIWOO]
oncall: { group: aws-oncall, channel: ops }
# Everything in the sample account is tagged prod: raised, each change would need two people and a typed name.
approvals: { raise: {} }`,
        ]),
    real.model ? "models: { fallback: offline }" : "models: { default: offline, fallback: offline }",
  ];
  return `${parts.join("\n")}\n`;
}
