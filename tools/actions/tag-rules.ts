import { InputError } from "../errors.ts";

/**
 * Keys by which rights and tiers are decided: whoever can write them could grant themselves everything, or pass a
 * resource off as another's. The act role's policy denies the same ones.
 */
const AUTHORISING = [/^opsthread/i, /^aws:/i, /^env/i, /^stage$/i, /^tier$/i, /^owner/i];

const authorising = (keys: readonly string[]): string[] =>
  keys.filter((key) => AUTHORISING.some((rule) => rule.test(key)));

export const DECIDES = "decides about rights or tiers, so it is never changed";

/** Of canonical arguments: an order that would change such a key is no order, whoever approved it. */
export const noneAuthorises = (keys: readonly string[]): boolean => authorising(keys).length === 0;

/** @throws InputError for a key that no approval may change. */
export function refuseAuthorising(keys: readonly string[]): void {
  const bad = authorising(keys);
  if (bad.length === 0) return;
  throw new InputError({
    ko: `${bad.join(", ")} 태그는 권한이나 승인 단계를 정하므로 이 봇이 바꿀 수 없습니다 (승인이 있어도 허용하지 않음). opsthread*, aws:*, env*, stage, tier, owner* 키는 계정 관리자가 직접 바꿔야 합니다.`,
    en: `${bad.join(", ")} decides about rights or tiers, so this bot never changes it, approved or not. Keys opsthread*, aws:*, env*, stage, tier and owner* are for whoever administers the account.`,
  });
}

/** What each service itself asks for when its resource is tagged or untagged through the tagging API. */
const serviceActions: Readonly<Record<string, readonly [tag: string[], untag: string[]]>> = {
  cloudwatch: [["cloudwatch:TagResource"], ["cloudwatch:UntagResource"]],
  ec2: [["ec2:CreateTags"], ["ec2:DeleteTags"]],
  ecs: [["ecs:TagResource"], ["ecs:UntagResource"]],
  elasticloadbalancing: [["elasticloadbalancing:AddTags"], ["elasticloadbalancing:RemoveTags"]],
  lambda: [["lambda:TagResource"], ["lambda:UntagResource"]],
  logs: [["logs:TagResource"], ["logs:UntagResource"]],
  rds: [["rds:AddTagsToResource"], ["rds:RemoveTagsFromResource"]],
  // A bucket's tags are deleted under the same action as they are put.
  s3: [
    ["s3:GetBucketTagging", "s3:PutBucketTagging"],
    ["s3:GetBucketTagging", "s3:PutBucketTagging"],
  ],
  sns: [["sns:TagResource"], ["sns:UntagResource"]],
  sqs: [["sqs:TagQueue"], ["sqs:UntagQueue"]],
};

const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";

export const isTaggable = (arn: string): boolean => serviceOf(arn) in serviceActions;

export function tagActions(arns: readonly string[], kind: "tag" | "untag"): string[] {
  const services = [...new Set(arns.map(serviceOf))].sort();
  return services.flatMap((service) => serviceActions[service]?.[kind === "tag" ? 0 : 1] ?? []);
}
