import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesByRow } from "./support/rows.ts";

const WANTED = [
  1,
  2,
  ...Array.from({ length: 14 }, (_, i) => i + 8),
  ...Array.from({ length: 14 }, (_, i) => i + 26),
  40,
  41,
  42,
  44,
  45,
  46,
  47,
  48,
  49,
  50,
  51,
  53,
  54,
];

test("docs/faults.md has every row of changes, and each file it names holds its row", () => {
  const byRow = filesByRow("tests");
  const told = new Map(
    readFileSync("docs/faults.md", "utf8")
      .split("\n")
      .flatMap((line) => {
        const row = /^\| (\d+) +\|/.exec(line)?.[1];
        return row
          ? [[Number(row), [...line.matchAll(/`tests\/([^`]+)`/g)].map(([, file = ""]) => file)] as const]
          : [];
      }),
  );
  const wrong = [...told].flatMap(([row, files]) => files.filter((file) => !byRow.get(row)?.includes(file)));
  expect(wrong).toEqual([]);
  expect(WANTED.filter((row) => !told.get(row)?.length)).toEqual([]);
});
