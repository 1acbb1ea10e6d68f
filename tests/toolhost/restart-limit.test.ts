import { expect, test } from "vitest";
import { createRestartLimit } from "../../src/toolhost/restart-limit.ts";

test("three restarts a minute, each waiting longer; then none until the first is a minute old", () => {
  const limit = createRestartLimit(3, 60_000, 500);
  expect([0, 1_000, 5_000, 6_000, 59_999].map((now) => limit.next(now))).toEqual([
    { kind: "start", afterMs: 0 },
    { kind: "start", afterMs: 500 },
    { kind: "start", afterMs: 1_000 },
    { kind: "refuse", forMs: 54_000 },
    { kind: "refuse", forMs: 1 },
  ]);
  expect(limit.next(60_000)).toEqual({ kind: "start", afterMs: 1_000 });
  expect(limit.next(60_500)).toEqual({ kind: "refuse", forMs: 500 });
});
