/** The objects of a bucket: those the world has, and what calls have put there and deleted since. */
import { createHash } from "node:crypto";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Bucket, StoredObject } from "../../world/buckets.ts";

/** What a call has made of an object. */
interface Change {
  deleted?: true;
  object?: Omit<StoredObject, "body">;
  /** Base64. */
  content?: string;
  contentType?: string;
  metadata?: Record<string, string>;
}

export interface FoundObject extends Omit<StoredObject, "body"> {
  /** Undefined: the world says only how large it is. */
  content?: Buffer;
  contentType: string;
  metadata: Record<string, string>;
}

/** What calls put is kept in a small file: large things are refused. */
const KEPT_BYTES = 1024 * 1024;

const types: Record<string, string> = {
  html: "text/html",
  txt: "text/plain",
  csv: "text/csv",
  json: "application/json",
};

const changes = (call: Call) => call.state.things<Change>("s3-object");
const idOf = (call: Call, bucket: Bucket, key: string) => `${call.account.id}/${bucket.name}/${key}`;

const ofWorld = ({ body, ...object }: StoredObject): FoundObject => ({
  ...object,
  ...(body === undefined ? {} : { content: Buffer.from(body) }),
  contentType: types[object.key.split(".").at(-1) ?? ""] ?? "binary/octet-stream",
  metadata: {},
});

export function objectsIn(call: Call, bucket: Bucket): FoundObject[] {
  const objects = new Map(bucket.objects(call.now).map((object) => [object.key, ofWorld(object)]));
  const opening = idOf(call, bucket, "");
  for (const [id, change] of changes(call).all()) {
    if (!id.startsWith(opening)) continue;
    const { object, content, contentType = "binary/octet-stream", metadata = {} } = change;
    if (change.deleted) objects.delete(id.slice(opening.length));
    else if (object && content !== undefined)
      objects.set(object.key, { ...object, content: Buffer.from(content, "base64"), contentType, metadata });
  }
  // As bytes, which is how S3 sorts.
  return [...objects.values()].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

/** @throws AwsError NoSuchKey. */
export function objectNamed(call: Call, bucket: Bucket, key: string | undefined): FoundObject {
  const found = objectsIn(call, bucket).find((object) => object.key === key);
  if (!found) throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
  return found;
}

/** @throws AwsError EntityTooLarge. */
export function putObject(
  call: Call,
  bucket: Bucket,
  key: string,
  content: Buffer,
  more: { contentType?: string | undefined; metadata?: Record<string, string> | undefined },
): string {
  if (content.length > KEPT_BYTES)
    throw new AwsError("EntityTooLarge", "The sample account keeps objects of up to 1 MiB", 400);
  const etag = createHash("md5").update(content).digest("hex");
  const object = { key, size: content.length, modifiedAt: call.now, storageClass: "STANDARD" as const, etag };
  changes(call).set(idOf(call, bucket, key), {
    object,
    content: content.toString("base64"),
    ...(more.contentType ? { contentType: more.contentType } : {}),
    ...(more.metadata ? { metadata: more.metadata } : {}),
  });
  return etag;
}

export function deleteObject(call: Call, bucket: Bucket, key: string): void {
  changes(call).set(idOf(call, bucket, key), { deleted: true });
}
