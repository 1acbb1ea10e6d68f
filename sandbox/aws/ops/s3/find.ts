import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { type Bucket, bucketsOf } from "../../world/buckets.ts";
import { tagsOf } from "../tags.ts";

/** @throws AwsError NoSuchBucket. */
export function bucketNamed(call: Call, name: string | undefined): Bucket {
  const found = bucketsOf(call.world.setting).find((bucket) => bucket.name === name);
  if (!found) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404, {});
  return found;
}

/** The bucket as IAM sees it, also where there is none. */
export function bucketResource(call: Call, name: string | undefined) {
  const arn = `arn:aws:s3:::${name ?? ""}`;
  const known = bucketsOf(call.world.setting).find((bucket) => bucket.name === name);
  return [{ arn, tags: tagsOf(call, arn, known?.tags ?? {}) }];
}

export const objectResource = (bucket: string | undefined, key: string | undefined) => ({
  arn: `arn:aws:s3:::${bucket ?? ""}/${key ?? ""}`,
  tags: {},
});
