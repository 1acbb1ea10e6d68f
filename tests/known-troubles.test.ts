import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const PAGE = "docs/known-troubles.md";
const ROW = /^\| (\d+) +\|.*\|(.*)\|$/;
const SHOWN = /`(tests\/[^`]+\.test\.ts)` "([^"]+)"/g;
/** Those that concern answers; approvals have their own page of promises. */
const WANTED = [1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 21, 22, 23, 24].concat(
  Array.from({ length: 13 }, (_, i) => i + 27),
);

test("every trouble of the page is shown by tests that exist", () => {
  const rows = readFileSync(PAGE, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, number, shown] = ROW.exec(line) ?? [];
      return number === undefined ? [] : [{ number: Number(number), shown: [...(shown ?? "").matchAll(SHOWN)] }];
    });
  expect(rows.map(({ number }) => number)).toEqual(WANTED);
  const missing = rows.flatMap(({ number, shown }) => {
    if (shown.length === 0) return [`row ${number} names no test`];
    return shown.flatMap(([, file, title]) =>
      existsSync(file!) && readFileSync(file!, "utf8").includes(`${title}"`)
        ? []
        : [`row ${number}: ${file} "${title}"`],
    );
  });
  expect(missing).toEqual([]);
});
