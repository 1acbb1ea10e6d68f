import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROWS = /^rows? (\d+(?:(?:, | and )\d+)*):/;
const TITLE = /["'`](rows? \d+(?:(?:, | and )\d+)*:)/g;

/** The rows of docs/faults.md that a test stands for, by its title and those of what it stands in. */
export function rowsOf(titles: string[]): number[] {
  return titles.flatMap((title) => ROWS.exec(title)?.[1]?.match(/\d+/g) ?? []).map(Number);
}

/** Row to the files that have a test of it, each path below `folder`. */
export function filesByRow(folder: string): Map<number, string[]> {
  const byRow = new Map<number, string[]>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".test.ts")) continue;
    const titles = [...readFileSync(join(folder, file), "utf8").matchAll(TITLE)].map(([, title = ""]) => title);
    for (const row of new Set(rowsOf(titles))) byRow.set(row, [...(byRow.get(row) ?? []), file]);
  }
  return byRow;
}

/** All of them, or those of one row. */
export function testFilesWithRows(folder: string, row: number | null): string[] {
  const byRow = filesByRow(folder);
  const files = row === null ? [...byRow.values()].flat() : (byRow.get(row) ?? []);
  return [...new Set(files)].map((file) => join(folder, file));
}
