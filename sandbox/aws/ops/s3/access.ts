/** Who may reach a bucket from outside: its policy, and whether that makes it public. */
import type { Bucket } from "../../world/buckets.ts";

/** The policy document of a bucket that has one, as text. */
export function policyOf(bucket: Bucket): string | undefined {
  if (!bucket.publicPolicy) return undefined;
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "CampaignPages", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${bucket.arn}/*` },
    ],
  });
}

/** A policy for everybody is public unless the bucket blocks such policies. */
export const isPublic = (bucket: Bucket): boolean => bucket.publicPolicy && !bucket.publicAccessBlock;
