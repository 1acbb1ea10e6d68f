/** The account's policies, as a team following the product's documentation would have written them. */
import type { Policy, Statement } from "./evaluate.ts";

export const ACCOUNT = "417205938164";
export const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const user = (name: string) => `arn:aws:iam::${ACCOUNT}:user/${name}`;

const policy = (...statements: Statement[]): Policy => ({ Version: "2012-10-17", Statement: statements });
const allow = (Sid: string, Action: string[], Resource: string | string[] = "*"): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});
const deny = (Sid: string, Action: string[]): Statement => ({ Sid, Effect: "Deny", Action, Resource: "*" });

export const everything = policy(allow("Everything", ["*"]));

export const mayAssume = (roleName: string): Policy =>
  policy(allow("Assume", ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"], role(roleName)));

export const readTrust: Policy = policy({
  Effect: "Allow",
  Principal: { AWS: user("opsthread-reader") },
  Action: ["sts:AssumeRole"],
});

export const readPolicy: Policy = policy(
  allow("Ec2", ["ec2:Describe*"]),
  allow("Balancers", ["elasticloadbalancing:Describe*"]),
  allow("Metrics", [
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:ListMetrics",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:DescribeAlarmHistory",
  ]),
  allow("LogQueries", ["logs:StopQuery", "logs:GetQueryResults", "logs:DescribeLogGroups"]),
  allow(
    "LogGroups",
    ["logs:StartQuery", "logs:FilterLogEvents", "logs:DescribeLogStreams"],
    [`arn:aws:logs:*:${ACCOUNT}:log-group:/haneul/*`, `arn:aws:logs:*:${ACCOUNT}:log-group:/aws/*`],
  ),
  allow("Trail", ["cloudtrail:LookupEvents"]),
  allow("Findings", [
    "guardduty:ListDetectors",
    "guardduty:GetDetector",
    "guardduty:ListFindings",
    "guardduty:GetFindings",
    "guardduty:GetFindingsStatistics",
  ]),
  allow("Cost", ["ce:GetCostAndUsage", "ce:GetCostForecast", "ce:GetDimensionValues"]),
  allow("Self", ["sts:GetCallerIdentity"]),
  deny("Never", [
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter*",
    "ssm:SendCommand",
    "kms:Decrypt",
    "s3:GetObject",
    "lambda:GetFunction",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ec2:GetPasswordData",
    "ec2:GetConsoleOutput",
    "ec2:GetConsoleScreenshot",
    "ec2:DescribeInstanceAttribute",
    "sts:AssumeRole",
  ]),
);

export const actTrust: Policy = policy({
  Effect: "Allow",
  Principal: { AWS: user("opsthread-exec") },
  Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
  Condition: { StringLike: { "sts:SourceIdentity": "U*", "sts:RoleSessionName": "apr-*" } },
});

const instances = `arn:aws:ec2:*:${ACCOUNT}:instance/*`;
const managed = { StringEquals: { "aws:ResourceTag/opsthread": "managed" } };

export const actPolicy: Policy = policy(
  {
    ...allow("Ec2", ["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"], instances),
    Condition: managed,
  },
  {
    ...allow("Term", ["ec2:TerminateInstances"], instances),
    Condition: { StringEquals: { ...managed.StringEquals, "aws:ResourceTag/opsthread-terminate": "yes" } },
  },
  {
    ...allow("Tags", ["ec2:CreateTags", "ec2:DeleteTags"], instances),
    Condition: {
      ...managed,
      "ForAllValues:StringNotLike": { "aws:TagKeys": ["opsthread*", "aws:*", "env*", "owner*"] },
    },
  },
  { ...allow("SsmHost", ["ssm:SendCommand"], instances), Condition: managed },
  allow("SsmDoc", ["ssm:SendCommand"], `arn:aws:ssm:*:${ACCOUNT}:document/opsthread-*`),
  allow("SsmRead", ["ssm:GetCommandInvocation", "ssm:ListCommands", "ssm:CancelCommand"]),
  allow("Look", ["ec2:DescribeInstances", "ec2:DescribeInstanceStatus"]),
  deny("Never", [
    "iam:*",
    "organizations:*",
    "kms:*",
    "cloudtrail:*",
    "guardduty:Delete*",
    "guardduty:Update*",
    "guardduty:Disassociate*",
    "guardduty:Stop*",
    "config:*",
    "secretsmanager:*",
    "ssm:GetParameter*",
    "ec2:ModifyInstanceAttribute",
    "ec2:RunInstances",
  ]),
);
