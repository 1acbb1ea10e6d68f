import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { bucketNamed } from "./find.ts";
import { type FoundObject, objectsIn } from "./objects.ts";

type Entry = { prefix: string } | FoundObject;

const encodeKey = (key: string) => encodeURIComponent(key).replaceAll("%2F", "/");

/** Keys below the prefix; those that go on past a delimiter are rolled up into one common prefix. */
function entriesOf(objects: FoundObject[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  for (const object of objects) {
    const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    if (end < 0) {
      entries.push(object);
      continue;
    }
    const common = object.key.slice(0, end + delimiter.length);
    const last = entries.at(-1);
    if (!(last && "prefix" in last && last.prefix === common)) entries.push({ prefix: common });
  }
  return entries;
}

export function listObjects(
  input: ListObjectsV2CommandInput,
  call: Call,
): Omit<ListObjectsV2CommandOutput, "$metadata"> {
  const { Prefix = "", Delimiter = "", StartAfter = "", EncodingType, ContinuationToken } = input;
  const size = Math.min(input.MaxKeys ?? 1000, 1000);
  if (size < 0) throw new AwsError("InvalidArgument", "Argument max-keys must be an integer between 0 and 2147483647");
  const bucket = bucketNamed(call, input.Bucket);
  const inputs = { bucket: bucket.name, Prefix, Delimiter };
  const invalid = () => new AwsError("InvalidArgument", "The continuation token provided is incorrect");
  const cursor = openCursor(ContinuationToken, inputs, call.now, invalid);
  const objects = objectsIn(call, bucket).filter((o) => o.key.startsWith(Prefix) && o.key > StartAfter);
  const page = pageOf(entriesOf(objects, Prefix, Delimiter), cursor, size, inputs);
  const shown = (key: string) => (EncodingType === "url" ? encodeKey(key) : key);
  const found = page.items.filter((entry) => "key" in entry);
  const common = page.items.filter((entry) => "prefix" in entry);
  return {
    Name: bucket.name,
    Prefix: shown(Prefix),
    ...(Delimiter ? { Delimiter: shown(Delimiter) } : {}),
    ...(StartAfter ? { StartAfter: shown(StartAfter) } : {}),
    ...(EncodingType ? { EncodingType } : {}),
    ...(ContinuationToken ? { ContinuationToken } : {}),
    MaxKeys: size,
    KeyCount: page.items.length,
    IsTruncated: page.next !== undefined,
    ...(page.next ? { NextContinuationToken: page.next } : {}),
    Contents: found.map((object) => ({
      Key: shown(object.key),
      LastModified: new Date(object.modifiedAt),
      ETag: `"${object.etag}"`,
      Size: object.size,
      StorageClass: object.storageClass,
      ...(input.FetchOwner ? { Owner: { ID: call.account.id } } : {}),
    })),
    CommonPrefixes: common.map(({ prefix }) => ({ Prefix: shown(prefix) })),
  };
}
