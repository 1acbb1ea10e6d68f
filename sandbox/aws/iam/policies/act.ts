import type { Account } from "../../world/account.ts";
import type { Policy, Statement } from "../policy.ts";
import { allow, deny, policy } from "./statements.ts";

const managed = { StringEquals: { "aws:ResourceTag/opsthread": "managed" } };

/** Whoever may write these tags could grant themselves everything, or pass a resource off as another's. */
const authorisingTags = ["opsthread*", "aws:*", "env*", "owner*"];
/** In whatever case: the key of `aws:ResourceTag` is compared so. */
const inAnyCase = ["opsthread", "opsthread-terminate", "env", "environment", "stage", "tier", "owner"];

/** What can be done with tags is decided by tags: hence neither those may change nor what they do not allow. */
const tagging = (Sid: string, Action: string[]): Statement => ({
  ...allow(Sid, Action),
  Condition: {
    ...managed,
    "ForAllValues:StringNotLike": { "aws:TagKeys": authorisingTags },
    "ForAllValues:StringNotEqualsIgnoreCase": { "aws:TagKeys": inAnyCase },
    // No keys at all would mean every tag there is.
    Null: { "aws:TagKeys": "false" },
  },
});

/**
 * The ceiling of what the product may change, whatever it was asked and whoever approved; each call gets a session
 * policy that leaves one action on one resource of it. What is changed must carry `opsthread=managed`.
 */
export function actPolicy(account: Account): Policy {
  const arn = (service: string, resource: string) => `arn:aws:${service}:*:${account.id}:${resource}`;
  const onManaged = (Sid: string, Action: string[], Resource: string | string[]): Statement => ({
    ...allow(Sid, Action, Resource),
    Condition: managed,
  });
  const instances = arn("ec2", "instance/*");
  return policy(
    onManaged("Ec2", ["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"], instances),
    {
      ...allow("Term", ["ec2:TerminateInstances"], instances),
      Condition: { StringEquals: { ...managed.StringEquals, "aws:ResourceTag/opsthread-terminate": "yes" } },
    },
    onManaged("SnapshotOf", ["ec2:CreateSnapshot"], arn("ec2", "volume/*")),
    allow("SnapshotTo", ["ec2:CreateSnapshot"], "arn:aws:ec2:*::snapshot/*"),
    {
      ...allow("SnapshotTags", ["ec2:CreateTags"], "arn:aws:ec2:*::snapshot/*"),
      Condition: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } },
    },
    onManaged("Scaling", ["autoscaling:SetDesiredCapacity"], arn("autoscaling", "autoScalingGroup:*")),
    onManaged("Containers", ["ecs:UpdateService"], arn("ecs", "service/*")),
    onManaged(
      "Databases",
      [
        ...["rds:RebootDBInstance", "rds:StartDBInstance", "rds:StopDBInstance"],
        ...["rds:StartDBCluster", "rds:StopDBCluster"],
      ],
      [arn("rds", "db:*"), arn("rds", "cluster:*")],
    ),
    onManaged("Functions", ["lambda:UpdateAlias"], arn("lambda", "function:*")),
    onManaged(
      "Alarms",
      ["cloudwatch:EnableAlarmActions", "cloudwatch:DisableAlarmActions"],
      arn("cloudwatch", "alarm:*"),
    ),
    onManaged("Retention", ["logs:PutRetentionPolicy"], arn("logs", "log-group:*")),
    allow("Findings", ["guardduty:ArchiveFindings", "guardduty:UnarchiveFindings"], arn("guardduty", "detector/*")),
    allow("TagEditor", ["tag:TagResources", "tag:UntagResources"]),
    tagging("Ec2Tags", ["ec2:CreateTags", "ec2:DeleteTags"]),
    tagging("Tags", [
      ...["rds:AddTagsToResource", "rds:RemoveTagsFromResource", "lambda:TagResource", "lambda:UntagResource"],
      ...["ecs:TagResource", "ecs:UntagResource", "autoscaling:CreateOrUpdateTags", "autoscaling:DeleteTags"],
      ...["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags", "logs:TagResource", "logs:UntagResource"],
      ...["cloudwatch:TagResource", "cloudwatch:UntagResource", "sqs:TagQueue", "sqs:UntagQueue"],
      ...["sns:TagResource", "sns:UntagResource", "s3:PutBucketTagging"],
    ]),
    onManaged("SsmHost", ["ssm:SendCommand"], instances),
    allow("SsmDoc", ["ssm:SendCommand"], arn("ssm", "document/opsthread-*")),
    allow("SsmRead", [
      ...["ssm:GetCommandInvocation", "ssm:ListCommands", "ssm:ListCommandInvocations", "ssm:CancelCommand"],
      ...["ssm:DescribeInstanceInformation", "ssm:DescribeDocument", "ssm:GetDocument"],
    ]),
    allow("Look", [
      ...["ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:DescribeVolumes", "ec2:DescribeSnapshots"],
      ...["ec2:DescribeTags", "autoscaling:Describe*", "elasticloadbalancing:Describe*", "ecs:Describe*", "ecs:List*"],
      ...["rds:DescribeDBInstances", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
      ...["lambda:GetAlias", "lambda:ListAliases", "lambda:ListVersionsByFunction", "lambda:ListTags"],
      ...["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      ...["logs:DescribeLogGroups", "logs:ListTagsForResource"],
      ...["guardduty:ListDetectors", "guardduty:GetFindings", "tag:GetResources", "s3:GetBucketTagging"],
      ...["sqs:ListQueueTags", "sns:ListTagsForResource", "sts:GetCallerIdentity"],
      // What became of a call whose answer was lost.
      "cloudtrail:LookupEvents",
    ]),
    deny("Never", [
      ...["iam:*", "organizations:*", "kms:*", "config:*", "secretsmanager:*", "ssm:GetParameter*"],
      ...["cloudtrail:Create*", "cloudtrail:Delete*", "cloudtrail:Put*", "cloudtrail:Stop*", "cloudtrail:Update*"],
      ...["guardduty:Delete*", "guardduty:Update*", "guardduty:Disassociate*", "guardduty:Stop*"],
      ...["ec2:ModifyInstanceAttribute", "ec2:RunInstances", "ec2:AuthorizeSecurityGroup*"],
      ...["ec2:ModifySnapshotAttribute", "logs:Delete*", "s3:Delete*Policy", "s3:PutBucketPolicy", "s3:DeleteObject*"],
    ]),
  );
}
