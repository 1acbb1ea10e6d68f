import type * as S3 from "@aws-sdk/client-s3";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { defineService } from "../../wire/service.ts";
import { bucketsOf } from "../../world/buckets.ts";
import { removeTags, setTags, tagsOf } from "../tags.ts";
import { isPublic, policyOf } from "./access.ts";
import { bucketNamed, bucketResource, objectResource } from "./find.ts";
import { listObjects } from "./list.ts";
import { deleteObject, putObject } from "./objects.ts";
import { readObject } from "./read-object.ts";

interface InBucket {
  Bucket: string | undefined;
}
interface OfObject extends InBucket {
  Key: string | undefined;
}

const ofBucket = (input: InBucket, call: Call) => bucketResource(call, input.Bucket);
const ofObject = (input: OfObject) => [objectResource(input.Bucket, input.Key)];

const recordBucket = (input: InBucket) => ({
  request: { bucketName: input.Bucket },
  resources: [{ type: "AWS::S3::Bucket", name: `arn:aws:s3:::${input.Bucket}` }],
});

export const s3 = defineService<typeof S3>({
  package: "@aws-sdk/client-s3",
  client: "S3Client",
  scope: "s3",
  iam: "s3",
  operations: {
    ListBuckets(input, call) {
      const { ContinuationToken, MaxBuckets, ...rest } = input;
      const invalid = () => new AwsError("InvalidArgument", "The continuation token provided is incorrect");
      const cursor = openCursor(ContinuationToken, rest, call.now, invalid);
      const found = bucketsOf(call.world.setting).filter(
        (b) =>
          b.createdAt <= call.now &&
          b.name.startsWith(input.Prefix ?? "") &&
          (!input.BucketRegion || b.region === input.BucketRegion),
      );
      const page = pageOf(found, cursor, MaxBuckets ?? 10_000, rest);
      return {
        Buckets: page.items.map((b) => ({
          Name: b.name,
          CreationDate: new Date(b.createdAt),
          BucketRegion: b.region,
          BucketArn: b.arn,
        })),
        Owner: { ID: call.account.id },
        ...(input.Prefix ? { Prefix: input.Prefix } : {}),
        ...(page.next ? { ContinuationToken: page.next } : {}),
      };
    },

    HeadBucket: (input, call) => ({
      BucketRegion: bucketNamed(call, input.Bucket).region as S3.BucketLocationConstraint,
      AccessPointAlias: false,
    }),

    GetBucketLocation(input, call) {
      const { region } = bucketNamed(call, input.Bucket);
      // The oldest region has no name here.
      return region === "us-east-1" ? {} : { LocationConstraint: region as S3.BucketLocationConstraint };
    },

    GetBucketTagging(input, call) {
      const bucket = bucketNamed(call, input.Bucket);
      const tags = Object.entries(tagsOf(call, bucket.arn, bucket.tags));
      if (tags.length === 0) throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404);
      return { TagSet: tags.map(([Key, Value]) => ({ Key, Value })) };
    },

    /** Replaces all tags there are. */
    PutBucketTagging(input, call) {
      const bucket = bucketNamed(call, input.Bucket);
      const tags = Object.fromEntries((input.Tagging?.TagSet ?? []).map((t) => [t.Key ?? "", t.Value ?? ""]));
      const gone = Object.keys(tagsOf(call, bucket.arn, bucket.tags)).filter((key) => !(key in tags));
      removeTags(call, bucket.arn, gone);
      setTags(call, bucket.arn, tags);
      return {};
    },

    DeleteBucketTagging(input, call) {
      const bucket = bucketNamed(call, input.Bucket);
      removeTags(call, bucket.arn, Object.keys(tagsOf(call, bucket.arn, bucket.tags)));
      return {};
    },

    GetBucketVersioning: (input, call) =>
      bucketNamed(call, input.Bucket).versioning ? { Status: "Enabled", MFADelete: "Disabled" } : {},

    GetBucketEncryption(input, call) {
      bucketNamed(call, input.Bucket);
      const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const }, BucketKeyEnabled: false };
      return { ServerSideEncryptionConfiguration: { Rules: [rule] } };
    },

    GetBucketLifecycleConfiguration(input, call) {
      bucketNamed(call, input.Bucket);
      throw new AwsError("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", 404);
    },

    GetBucketLogging(input, call) {
      bucketNamed(call, input.Bucket);
      return {};
    },

    GetBucketAcl(input, call) {
      bucketNamed(call, input.Bucket);
      const owner = { ID: call.account.id };
      return { Owner: owner, Grants: [{ Grantee: { ...owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
    },

    GetPublicAccessBlock(input, call) {
      if (!bucketNamed(call, input.Bucket).publicAccessBlock)
        throw new AwsError(
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found",
          404,
        );
      const all = { BlockPublicAcls: true, IgnorePublicAcls: true };
      return {
        PublicAccessBlockConfiguration: { ...all, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      };
    },

    GetBucketPolicy(input, call) {
      const Policy = policyOf(bucketNamed(call, input.Bucket));
      if (Policy === undefined) throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
      return { Policy };
    },

    GetBucketPolicyStatus(input, call) {
      const bucket = bucketNamed(call, input.Bucket);
      if (policyOf(bucket) === undefined)
        throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
      return { PolicyStatus: { IsPublic: isPublic(bucket) } };
    },

    ListObjectsV2: listObjects,

    HeadObject: (input, call) => readObject(input, call).head,

    GetObject(input, call) {
      const { head, body } = readObject(input, call);
      if (!body)
        throw new AwsError("NotImplemented", "The sample account knows this object's size, not its content", 501);
      return { ...head, Body: body };
    },

    PutObject(input, call) {
      const bucket = bucketNamed(call, input.Bucket);
      const content = Buffer.from((input.Body as Uint8Array | undefined) ?? []);
      const more = { contentType: input.ContentType, metadata: input.Metadata };
      const etag = putObject(call, bucket, input.Key ?? "", content, more);
      return { ETag: `"${etag}"`, ServerSideEncryption: "AES256" };
    },

    DeleteObject(input, call) {
      deleteObject(call, bucketNamed(call, input.Bucket), input.Key ?? "");
      return {};
    },

    DeleteObjects(input, call) {
      const bucket = bucketNamed(call, input.Bucket);
      const keys = (input.Delete?.Objects ?? []).map(({ Key }) => Key ?? "");
      for (const key of keys) deleteObject(call, bucket, key);
      return input.Delete?.Quiet ? {} : { Deleted: keys.map((Key) => ({ Key })) };
    },
  },
  resources: {
    HeadBucket: ofBucket,
    GetBucketLocation: ofBucket,
    GetBucketTagging: ofBucket,
    PutBucketTagging: ofBucket,
    DeleteBucketTagging: ofBucket,
    GetBucketVersioning: ofBucket,
    GetBucketEncryption: ofBucket,
    GetBucketLifecycleConfiguration: ofBucket,
    GetBucketLogging: ofBucket,
    GetBucketAcl: ofBucket,
    GetPublicAccessBlock: ofBucket,
    GetBucketPolicy: ofBucket,
    GetBucketPolicyStatus: ofBucket,
    ListObjectsV2: ofBucket,
    HeadObject: ofObject,
    GetObject: ofObject,
    PutObject: ofObject,
    DeleteObject: ofObject,
    DeleteObjects: (input) => (input.Delete?.Objects ?? []).map(({ Key }) => objectResource(input.Bucket, Key)),
  },
  recordings: { PutBucketTagging: recordBucket, DeleteBucketTagging: recordBucket },
});
