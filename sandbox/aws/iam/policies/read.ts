import { type Account, dev } from "../../world/account.ts";
import { roleArn } from "../arn.ts";
import type { Policy } from "../policy.ts";
import { allow, policy } from "./statements.ts";

/** Whatever else allows them: contents and secrets, and what would lead out of the role. */
const never = [
  ...["secretsmanager:GetSecretValue", "ssm:GetParameter*", "kms:Decrypt"],
  ...["ssm:SendCommand", "ssm:StartSession", "ssm:StartAutomationExecution"],
  ...["s3:GetObject*", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
  ...["lambda:GetFunction", "lambda:GetFunctionConfiguration", "lambda:InvokeFunction"],
  ...["ec2:GetPasswordData", "ec2:GetConsoleOutput", "ec2:GetConsoleScreenshot", "ec2:DescribeInstanceAttribute"],
  ...["ec2:DescribeLaunchTemplateVersions", "ec2:GetLaunchTemplateData"],
  ...["connect:GetFederationToken", "connect:GetContactAttributes"],
];

/**
 * What the product reads: how things are set up and how they fare, in all families; of contents only log lines of
 * the groups named here. It changes nothing: besides looking, it starts queries and takes alarms from their queue.
 */
export function readPolicy(account: Account): Policy {
  const logGroups = (path: string) => `arn:aws:logs:*:${account.id}:log-group:${path}`;
  return policy(
    allow("Ec2", ["ec2:Describe*"]),
    allow("Balancers", ["elasticloadbalancing:Describe*"]),
    allow("Scaling", ["autoscaling:Describe*"]),
    allow("Containers", ["ecs:Describe*", "ecs:List*"]),
    allow("Databases", ["rds:Describe*", "rds:ListTagsForResource"]),
    allow("Functions", [
      ...["lambda:List*", "lambda:GetAlias", "lambda:GetAccountSettings"],
      ...["lambda:GetFunctionConcurrency", "lambda:GetPolicy"],
    ]),
    allow("Metrics", ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"]),
    allow("LogQueries", ["logs:Describe*", "logs:ListTags*", "logs:GetQueryResults", "logs:StopQuery"]),
    allow(
      "LogGroups",
      [
        ...["logs:StartQuery", "logs:FilterLogEvents", "logs:GetLogEvents"],
        ...["logs:GetLogGroupFields", "logs:GetLogRecord"],
      ],
      ["/haneul/*", "/aws/*", "/ecs/*"].map(logGroups),
    ),
    allow("Trail", [
      ...["cloudtrail:LookupEvents", "cloudtrail:Describe*", "cloudtrail:GetEventSelectors"],
      ...["cloudtrail:GetTrail*", "cloudtrail:List*"],
    ]),
    allow("Findings", ["guardduty:Describe*", "guardduty:Get*", "guardduty:List*"]),
    allow("Cost", ["ce:Describe*", "ce:Get*", "ce:List*"]),
    allow("Hosts", ["ssm:Describe*", "ssm:List*", "ssm:GetCommandInvocation", "ssm:GetDocument"]),
    allow("Automations", ["ssm:GetAutomationExecution", "ssm:GetInventory"]),
    allow("Queues", ["sqs:List*", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"]),
    allow(
      "AlertQueue",
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      `arn:aws:sqs:*:${account.id}:aws-alerts`,
    ),
    allow("Topics", ["sns:Get*", "sns:List*"]),
    allow("Access", ["iam:Get*", "iam:List*", "iam:Simulate*", "iam:GenerateCredentialReport"]),
    allow("Tags", ["tag:Get*", "resource-explorer-2:Search", "resource-explorer-2:Get*", "resource-explorer-2:List*"]),
    allow("ContactCentre", ["connect:Describe*", "connect:Get*", "connect:List*", "connect:Search*"]),
    allow("Advice", ["health:Describe*", "support:Describe*", "trustedadvisor:Get*", "trustedadvisor:List*"]),
    allow("Queries", [
      ...["athena:Get*", "athena:List*", "athena:BatchGet*"],
      ...["athena:StartQueryExecution", "athena:StopQueryExecution"],
    ]),
    allow("Buckets", [
      ...["s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetBucket*", "s3:GetAccountPublicAccessBlock"],
      ...["s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration"],
    ]),
    allow("Self", ["sts:GetCallerIdentity", "sts:GetAccessKeyInfo"]),
    allow("OtherAccount", ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"], roleArn(dev, "OpsthreadRead")),
    { Sid: "Never", Effect: "Deny", Action: never, Resource: "*" },
    { Sid: "NoOtherRole", Effect: "Deny", Action: "sts:AssumeRole", NotResource: roleArn(dev, "OpsthreadRead") },
  );
}
