import { expect, test } from "vitest";
import { chooseBin, usualStep } from "../../../tools/metrics/bins.ts";

const at = (time: string) => Date.parse(time);
const HOUR = 3_600_000;

/** What is read of the last hours at a moment that is no round minute. */
function lastHours(hours: number, asked?: "1m") {
  const now = at("2026-11-21T03:32:10Z");
  const window = { fromMs: now - hours * HOUR, toMs: now, zone: "Asia/Seoul" };
  const { bin, fromMs, toMs } = chooseBin(window, now, { asked, every: asked ? 60 : usualStep(window) });
  return `${bin} ${new Date(fromMs).toISOString().slice(0, 16)} ${new Date(toMs).toISOString().slice(0, 16)}`;
}

test("a few hours are read by the minute, longer ones by five, whole steps only; by the minute where it is asked for", () => {
  expect([lastHours(3), lastHours(6), lastHours(24), lastHours(72), lastHours(6, "1m")]).toEqual([
    "1m 2026-11-21T00:32 2026-11-21T03:32",
    "5m 2026-11-20T21:30 2026-11-21T03:30",
    "5m 2026-11-20T03:30 2026-11-21T03:30",
    "15m 2026-11-18T03:30 2026-11-21T03:30",
    "1m 2026-11-20T21:32 2026-11-21T03:32",
  ]);
});
