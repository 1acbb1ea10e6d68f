/** The action that each service itself asks for when its resource is tagged or untagged through the tagging API. */
const actions: Record<string, readonly [tag: string, untag: string]> = {
  autoscaling: ["autoscaling:CreateOrUpdateTags", "autoscaling:DeleteTags"],
  cloudwatch: ["cloudwatch:TagResource", "cloudwatch:UntagResource"],
  connect: ["connect:TagResource", "connect:UntagResource"],
  ec2: ["ec2:CreateTags", "ec2:DeleteTags"],
  ecs: ["ecs:TagResource", "ecs:UntagResource"],
  elasticloadbalancing: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
  lambda: ["lambda:TagResource", "lambda:UntagResource"],
  logs: ["logs:TagResource", "logs:UntagResource"],
  rds: ["rds:AddTagsToResource", "rds:RemoveTagsFromResource"],
  s3: ["s3:PutBucketTagging", "s3:PutBucketTagging"],
  sns: ["sns:TagResource", "sns:UntagResource"],
  sqs: ["sqs:TagQueue", "sqs:UntagQueue"],
};

export function serviceAction(arn: string, kind: "tag" | "untag"): string {
  const service = arn.split(":")[2] ?? "";
  return actions[service]?.[kind === "tag" ? 0 : 1] ?? `${service}:${kind === "tag" ? "TagResource" : "UntagResource"}`;
}
