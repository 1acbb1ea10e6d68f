import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createClock } from "../../tools/clock.ts";

test("is the real time unless it was moved", () => {
  const clock = createClock({ start: null, file: null }, () => 1_000);
  expect([clock.now(), clock.moved]).toEqual([1_000, false]);
});

test("starts where it is told and runs on from there", () => {
  let real = 5_000;
  const clock = createClock({ start: "2026-11-21T03:00:00Z", file: null }, () => real);
  real += 1_500;
  expect([new Date(clock.now()).toISOString(), clock.moved]).toEqual(["2026-11-21T03:00:01.500Z", true]);
});

test("follows the control file, and keeps running when it is unreadable", () => {
  const file = join(mkdtempSync(join(tmpdir(), "clock-")), "clock.json");
  let real = 10_000;
  const clock = createClock({ start: "2026-01-01T00:00:00Z", file }, () => real);
  expect(new Date(clock.now()).toISOString()).toBe("2026-01-01T00:00:00.000Z");
  writeFileSync(file, JSON.stringify({ now: "2026-11-21T03:00:00Z", set_at: 9_000 }));
  real += 100;
  expect(new Date(clock.now()).toISOString()).toBe("2026-11-21T03:00:01.100Z");
  writeFileSync(file, "{ half");
  real += 100;
  expect(new Date(clock.now()).toISOString()).toBe("2026-11-21T03:00:01.200Z");
});
