import { randomUUID } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { DatasetError, type DatasetInfo } from "../ports/datasets.ts";
import type { RowSource, Scalar } from "../ports/tools.ts";
import type { NewResult, ThreadFile } from "./thread-file.ts";

/** Rows stored without a pause: a few milliseconds, so that a click is acknowledged in between. */
const BATCH = 1_000;

/**
 * Stores rows as they are read. They become a dataset at the end, all of them or none; the file may be closed and opened
 * again in between, so it is asked for at each step.
 */
export async function addSpooled(
  use: <T>(job: (file: ThreadFile) => T) => T,
  result: NewResult,
  spool: RowSource,
): Promise<DatasetInfo> {
  const known = use((file) => file.known(result.toolCallId));
  if (known) return known;
  const name = randomUUID().replaceAll("-", "");
  const store = (rows: Scalar[][]) => use((file) => file.collect(name, result.table.columns, rows));
  try {
    let batch: Scalar[][] = [];
    for await (const row of spool.rows()) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      store(batch);
      batch = [];
      await breathe();
    }
    store(batch);
    return use((file) => file.adopt(name, result, spool.count));
  } catch (error) {
    use((file) => file.discard(name));
    if (error instanceof DatasetError) throw error;
    throw new DatasetError("The rows of this result could not be read. Ask for a shorter period.", { cause: error });
  }
}
