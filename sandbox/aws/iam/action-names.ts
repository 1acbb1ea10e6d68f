/** Operations whose IAM action is not called like them. https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const exceptions: Record<string, string> = {
  "lambda:Invoke": "lambda:InvokeFunction",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "s3:ListObjects": "s3:ListBucket",
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:HeadBucket": "s3:ListBucket",
  "s3:HeadObject": "s3:GetObject",
  "s3:DeleteObjects": "s3:DeleteObject",
  "s3:DeleteBucketTagging": "s3:PutBucketTagging",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "sqs:SendMessageBatch": "sqs:SendMessage",
  "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
};

export function actionOf(prefix: string, operation: string): string {
  const name = `${prefix}:${operation}`;
  return exceptions[name] ?? name;
}
