import { expect, test } from "vitest";
import { goalTable, isMet } from "../../bench/goal.ts";

test("a goal is met up to its limit, or from it on where more is better; what was not measured is not met", () => {
  expect(isMet({ what: "ms", measured: 150, limit: 150 })).toBe(true);
  expect(isMet({ what: "ms", measured: 150.1, limit: 150 })).toBe(false);
  expect(isMet({ what: "a second", measured: 15, limit: 15, atLeast: true })).toBe(true);
  expect(isMet({ what: "a second", measured: 14, limit: 15, atLeast: true })).toBe(false);
  expect(isMet({ what: "ms", measured: Number.NaN, limit: 1 })).toBe(false);
});

test("the table says of each goal what was measured, what to reach, and whether it is met", () => {
  const goals = [
    { what: "start, ms", measured: 402.345, limit: 400 },
    { what: "비용, 배", measured: 12, limit: 10, atLeast: true },
  ];
  expect(goalTable(goals).split("\n")).toEqual([
    "goal       measured  to reach         ",
    "start, ms     402.3    <= 400  NOT met",
    "비용, 배         12     >= 10      met",
  ]);
});
