/** Batches: each entry succeeds or fails for itself; only the batch as a whole is refused by an error. */
import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { AwsError } from "../../wire/errors.ts";

interface Entry {
  Id: string | undefined;
}

/** @throws AwsError EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct, InvalidBatchEntryId. */
export function inBatch<E extends Entry, R>(
  entries: E[] | undefined,
  run: (entry: E) => R,
): { Successful: (R & { Id: string })[]; Failed: BatchResultErrorEntry[] } {
  const all = entries ?? [];
  if (all.length === 0) throw new AwsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (all.length > 10)
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are 10. You have sent ${all.length}.`,
    );
  const ids = all.map((entry) => entry.Id ?? "");
  const wrong = ids.find((id) => !/^[\w-]{1,80}$/.test(id));
  if (wrong !== undefined)
    throw new AwsError(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new AwsError("BatchEntryIdsNotDistinct", `Id ${twice} repeated.`);
  const Successful: (R & { Id: string })[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of all) {
    const Id = entry.Id ?? "";
    try {
      Successful.push({ ...run(entry), Id });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}
