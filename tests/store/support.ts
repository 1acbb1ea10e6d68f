import type { Clock } from "../../src/ports/clock.ts";

/** A clock that stands still until it is moved. Starts at 2026-11-20 09:00 KST. */
export function testClock(start = "2026-11-20T00:00:00Z"): Clock & { move: (ms: number) => void } {
  let now = Date.parse(start);
  return { now: () => now, moved: false, move: (ms) => (now += ms) };
}
