import type { Account } from "../../world/account.ts";
import { roleArn } from "../arn.ts";
import type { Policy } from "../policy.ts";
import { allow, deny, policy } from "./statements.ts";

/** AWS's own AdministratorAccess. */
export const everything: Policy = policy(allow("Everything", ["*"]));

export const mayAssume = (...roles: [Account, name: string][]): Policy =>
  policy(
    allow(
      "Assume",
      ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      roles.map(([account, name]) => roleArn(account, name)),
    ),
  );

/** Looks at everything, and runs, stops, restarts and tags hosts without asking anybody. */
export const operatorPolicy: Policy = policy(
  allow("Look", [
    ...["ec2:Describe*", "elasticloadbalancing:Describe*", "autoscaling:Describe*", "ecs:Describe*", "ecs:List*"],
    ...["rds:Describe*", "cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*", "cloudtrail:LookupEvents"],
    ...["logs:Describe*", "logs:FilterLogEvents", "logs:StartQuery", "logs:GetQueryResults", "tag:Get*"],
    ...["health:Describe*", "ssm:Describe*", "ssm:List*"],
  ]),
  allow("Power", ["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"]),
  allow("Tags", ["ec2:CreateTags", "ec2:DeleteTags", "tag:TagResources", "tag:UntagResources"]),
  deny("NoAccess", ["iam:*", "ec2:TerminateInstances"]),
);
