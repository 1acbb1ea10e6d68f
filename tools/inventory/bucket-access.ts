import { readAwsFailure } from "../aws-failure.ts";
import { awsSdk } from "../aws-sdk.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { AwsCallError } from "../errors.ts";
import type { Note } from "../results.ts";
import type { Estate } from "./estate.ts";
import type { Resource } from "./resource.ts";

export const BUCKET = "s3:bucket";
/** A call for each bucket: past this many the rest stays without a state. */
const MOST = 200;
const AT_ONCE = 8;

export type Access = "public" | "not public";

/**
 * Which buckets their policy opens to everybody, as the state of the resource; one that could not be asked keeps none.
 * Only for a list of buckets: each is a call, and a second one where the policy is public.
 */
export async function readAccess(estate: Estate, account: AccountConfig, call: Call): Promise<void> {
  const buckets = [...estate.resources].filter(([, { type }]) => type === BUCKET).slice(0, MOST);
  for (let at = 0; at < buckets.length; at += AT_ONCE)
    await Promise.all(
      buckets.slice(at, at + AT_ONCE).map(async ([ref, bucket]) => {
        const state = await accessOf(bucket, estate, account, call);
        estate.resources.set(ref, { ...bucket, state });
      }),
    );
}

/** How the states are meant, and of how many buckets they could not be told. */
export function accessNotes(listed: readonly Resource[]): Note[] {
  const unknown = listed.filter(({ state }) => state === null).length;
  const [count, is, its] = unknown === 1 ? ["1 bucket", "is", "its"] : [`${unknown} buckets`, "are", "their"];
  return [
    {
      code: "bucket_access",
      text: "A bucket is public where its policy lets everybody in and no block of public access on the bucket stands against it. ACLs, and the block of the whole account, are not looked at.",
    },
    ...(unknown === 0
      ? []
      : [
          {
            code: "access_unknown",
            text: `Whether ${count} ${is} public is not known: ${its} policy could not be read.`,
            params: { count: unknown },
          },
        ]),
  ];
}

async function accessOf(
  bucket: Resource,
  { tally }: Estate,
  account: AccountConfig,
  call: Call,
): Promise<Access | null> {
  const sdk = awsSdk("client-s3");
  const { id: Bucket, region } = bucket;
  const client = call.aws.client(sdk.S3Client, account, region);
  const at = (action: string) => ({ action, account, region, signal: call.signal });
  /** Null where the bucket has no such configuration at all. */
  const unless = <T>(missing: string, asked: Promise<T>): Promise<T | null> => {
    tally.requests += 1;
    return asked.catch((error: unknown) => {
      if (error instanceof AwsCallError && readAwsFailure(error.cause).name === missing) return null;
      throw error;
    });
  };
  try {
    const policy = await unless(
      "NoSuchBucketPolicy",
      call.aws.send(at("s3:GetBucketPolicyStatus"), (options) =>
        client.send(new sdk.GetBucketPolicyStatusCommand({ Bucket }), options),
      ),
    );
    if (!policy?.PolicyStatus?.IsPublic) return "not public";
    const block = await unless(
      "NoSuchPublicAccessBlockConfiguration",
      call.aws.send(at("s3:GetBucketPublicAccessBlock"), (options) =>
        client.send(new sdk.GetPublicAccessBlockCommand({ Bucket }), options),
      ),
    );
    return block?.PublicAccessBlockConfiguration?.RestrictPublicBuckets ? "not public" : "public";
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof AwsCallError) return null;
    throw error;
  }
}
