import { randomUUID } from "node:crypto";
import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { cutTo } from "./format/cap-table.ts";
import type { Table } from "./results.ts";

/** The folder for rows that are too many for a message, named by the host in `_meta`; a host that names none gets a part. */
const SPOOL_KEY = "opsthread/spool";
const meta = z.object({ [SPOOL_KEY]: z.string().optional() });

/** Past these a result is cut and says so. */
const MAX_ROWS = 200_000;
const MAX_BYTES = 256 * 1024 * 1024;

export interface Spooled {
  file: string;
  rows: number;
}

export function spoolFolder(sent: unknown): string | null {
  const read = meta.safeParse(sent ?? {});
  const folder = read.success ? read.data[SPOOL_KEY] : undefined;
  return folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : null;
}

/** Writes the rows, one of JSON a line, and returns the table without them. */
export function spoolRows(folder: string, table: Table): { table: Table; spooled: Spooled } {
  const lines: string[] = [];
  let bytes = 0;
  for (const row of table.rows.slice(0, MAX_ROWS)) {
    const line = `${JSON.stringify(row)}\n`;
    bytes += Buffer.byteLength(line);
    if (bytes > MAX_BYTES) break;
    lines.push(line);
  }
  const file = `${randomUUID()}.ndjson`;
  const path = join(folder, file);
  writeFileSync(path, lines.join(""), { mode: 0o600, flag: "wx" });
  // The folder keeps others out. Where this process has a user of its own, the host reads by the folder's group.
  chmodSync(path, 0o640);
  const truncated = lines.length < table.rows.length ? cutTo(lines.length, table) : table.truncated;
  return { table: { ...table, rows: [], truncated }, spooled: { file, rows: lines.length } };
}
