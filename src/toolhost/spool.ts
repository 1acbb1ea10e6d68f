import { constants } from "node:fs";
import { lstat, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { Column, RowSource, Scalar } from "../ports/tools.ts";
import { misfit } from "./result-schema.ts";

/** A spool file is one row of JSON a line. The name is checked, so that a server can name no file but one in the folder. */
const spooled = z.object({ file: z.string().regex(/^[0-9a-f-]{36}\.ndjson$/), rows: z.int().nonnegative() });

/** More than any result may hold; a server that writes more is not read. */
const MAX_BYTES = 512 * 1024 * 1024;

export class SpoolError extends Error {
  override name = "SpoolError";
}

/** The rows a result left in the folder, or null where it has none. Throws SpoolError for what must not be read. */
export async function spoolOf(
  result: CallToolResult,
  folder: string,
  columns: readonly Column[],
): Promise<RowSource | null> {
  const given = result._meta?.["opsthread/spooled"];
  if (given === undefined) return null;
  const named = spooled.safeParse(given);
  if (!named.success) throw new SpoolError("the rows left behind are not named as agreed");
  const path = join(folder, named.data.file);
  const found = await lstat(path).catch(() => null);
  if (!found?.isFile() || found.size > MAX_BYTES) throw new SpoolError("the rows left behind cannot be read");
  return {
    count: named.data.rows,
    rows: () => readRows(path, columns, named.data.rows),
    dispose: () => rm(path, { force: true }),
  };
}

async function* readRows(path: string, columns: readonly Column[], expected: number): AsyncGenerator<Scalar[]> {
  let index = 0;
  // What was looked at may have been replaced since by a link to what only the bot may open.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    for await (const line of createInterface({
      input: file.createReadStream({ encoding: "utf8" }),
      crlfDelay: Infinity,
    })) {
      yield parseRow(line, columns, index);
      index += 1;
    }
  } finally {
    await file.close();
  }
  if (index !== expected) throw new SpoolError(`the rows left behind are ${index}, not ${expected}`);
}

function parseRow(line: string, columns: readonly Column[], index: number): Scalar[] {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new SpoolError(`row ${index} is no JSON`);
  }
  const problem = misfit(columns, [row]);
  if (problem) throw new SpoolError(problem.replace("row 0", `row ${index}`));
  return row as Scalar[];
}
