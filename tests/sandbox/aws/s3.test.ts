import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prod } from "../../../sandbox/aws/world/account.ts";
import { bucketsOf } from "../../../sandbox/aws/world/buckets.ts";
import { seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = "2026-11-20T09:00:00+09:00";
const buckets = bucketsOf(settingOf("haneul-3", prod, seoulMidnight(Date.parse(NOW))));
const open = buckets.find((bucket) => bucket.publicPolicy);
const closed = buckets.find((bucket) => bucket.publicAccessBlock);
const west = buckets.find((bucket) => bucket.region === "us-east-1");

let account: Account;
let s3: S3Client;
beforeAll(async () => {
  account = await startAccount(["--now", NOW, "--seed", "haneul-3"]);
  s3 = new S3Client(account.as("admin"));
});
afterAll(() => account.stop());

describe("buckets", () => {
  it("are listed with their regions, which each of them also tells", async () => {
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map((b) => [b.Name, b.BucketRegion])).toEqual(buckets.map((b) => [b.name, b.region]));
    const location = async (Bucket = "") =>
      (await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint;
    expect([await location(closed?.name), await location(west?.name)]).toEqual([closed?.region, undefined]);
    expect((await s3.send(new HeadBucketCommand({ Bucket: west?.name }))).BucketRegion).toBe("us-east-1");
  });

  it("say whether the public may read them", async () => {
    const ask = async (Bucket = "") => [
      await s3.send(new GetBucketPolicyStatusCommand({ Bucket })).then(
        (r) => r.PolicyStatus?.IsPublic,
        (e) => e.name,
      ),
      await s3.send(new GetPublicAccessBlockCommand({ Bucket })).then(
        (r) => r.PublicAccessBlockConfiguration?.BlockPublicPolicy,
        (e) => e.name,
      ),
    ];
    expect(await ask(open?.name)).toEqual([true, "NoSuchPublicAccessBlockConfiguration"]);
    expect(await ask(closed?.name)).toEqual(["NoSuchBucketPolicy", true]);
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: open?.name }));
    expect(JSON.parse(Policy ?? "").Statement[0].Principal).toBe("*");
  });

  it("keep the tags they are given", async () => {
    const Bucket = closed?.name ?? "";
    const TagSet = [{ Key: "team", Value: "새 팀 <&>" }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
  });

  it("are named when they are not there, with a body and without", async () => {
    const missing = { Bucket: "no-such-bucket" };
    expect(await failure(s3.send(new ListObjectsV2Command(missing)))).toMatchObject({
      name: "NoSuchBucket",
      status: 404,
    });
    expect(await failure(s3.send(new HeadBucketCommand(missing)))).toMatchObject({ name: "NotFound", status: 404 });
  });
});

describe("objects", () => {
  const Bucket = open?.name ?? "";

  it("are put, read whole and in part, and deleted again", async () => {
    const Key = "보고서/2026 11+21 'x'.txt";
    const put = { Bucket, Key, Body: "하늘커머스", ContentType: "text/plain", Metadata: { by: "test" } };
    await s3.send(new PutObjectCommand(put));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect([head.ContentLength, head.ContentType, head.Metadata]).toEqual([15, "text/plain", { by: "test" }]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe("하늘커머스");
    const part = await s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=-6" }));
    expect([await part.Body?.transformToString(), part.ContentRange]).toEqual(["머스", "bytes 9-14/15"]);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(await failure(s3.send(new GetObjectCommand({ Bucket, Key })))).toMatchObject({
      name: "NoSuchKey",
      status: 404,
    });
  });

  it("are listed by prefix, rolled up at a delimiter, and in pages bound to both", async () => {
    for (const name of ["a/1", "a/2", "b/1", "c"])
      await s3.send(new PutObjectCommand({ Bucket, Key: `list/${name}`, Body: name }));
    const list = async (more: object) => {
      const r = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "list/", ...more }));
      return {
        keys: r.Contents?.map((o) => o.Key),
        folders: r.CommonPrefixes?.map((p) => p.Prefix),
        next: r.NextContinuationToken,
      };
    };
    expect(await list({ Delimiter: "/" })).toEqual({
      keys: ["list/c"],
      folders: ["list/a/", "list/b/"],
      next: undefined,
    });
    const first = await list({ MaxKeys: 3 });
    expect(first.keys).toEqual(["list/a/1", "list/a/2", "list/b/1"]);
    expect((await list({ MaxKeys: 3, ContinuationToken: first.next })).keys).toEqual(["list/c"]);
    const other = s3.send(new ListObjectsV2Command({ Bucket, Prefix: "x/", ContinuationToken: first.next }));
    expect((await failure(other)).name).toBe("InvalidArgument");
    const Objects = ["a/1", "a/2", "b/1", "c"].map((name) => ({ Key: `list/${name}` }));
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(4);
    expect((await list({})).keys).toBeUndefined();
  });

  it("of which only the size is known say so instead of making something up", async () => {
    const large = buckets
      .flatMap((b) => b.objects(Date.parse(NOW)).map((o) => ({ Bucket: b.name, ...o })))
      .find((o) => o.body === undefined);
    const where = { Bucket: large?.Bucket, Key: large?.key };
    expect((await s3.send(new HeadObjectCommand(where))).ContentLength).toBe(large?.size);
    expect((await failure(s3.send(new GetObjectCommand(where)))).name).toBe("NotImplemented");
  });
});
