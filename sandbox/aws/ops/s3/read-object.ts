import type { GetObjectCommandInput, HeadObjectCommandInput } from "@aws-sdk/client-s3";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { bucketNamed } from "./find.ts";
import { objectNamed } from "./objects.ts";

/** An object's headers, and its bytes where the account has them; both of the range that was asked for. */
export function readObject(input: GetObjectCommandInput | HeadObjectCommandInput, call: Call) {
  const object = objectNamed(call, bucketNamed(call, input.Bucket), input.Key);
  const etag = `"${object.etag}"`;
  if (input.IfMatch !== undefined && input.IfMatch !== etag)
    throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
  if (input.IfNoneMatch === etag) throw new AwsError("NotModified", "Not Modified", 304);
  const range = rangeOf(input.Range, object.size);
  const [from, to] = range ?? [0, object.size - 1];
  const head = {
    AcceptRanges: "bytes",
    LastModified: new Date(object.modifiedAt),
    ContentLength: to - from + 1,
    ETag: etag,
    ContentType: object.contentType,
    ServerSideEncryption: "AES256" as const,
    ...(Object.keys(object.metadata).length > 0 ? { Metadata: object.metadata } : {}),
    ...(range ? { ContentRange: `bytes ${from}-${to}/${object.size}` } : {}),
  };
  return { head, body: object.content?.subarray(from, to + 1) };
}

/** First and last byte of `bytes=0-99`, `bytes=100-` or `bytes=-50`; undefined for the whole. */
function rangeOf(header: string | undefined, size: number): [number, number] | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (from > to) throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416);
  return [from, to];
}
