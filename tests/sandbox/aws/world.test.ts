import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, seoulMidnight, utcDays } from "../../../sandbox/aws/world/calendar.ts";
import { truthAt } from "../../../sandbox/aws/world/truth.ts";
import { worldAt } from "../../../sandbox/aws/world/world.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");

function digest(seed: string, now: number): string {
  const world = worldAt(seed, now);
  const hash = createHash("sha256");
  for (const day of utcDays(now - 30 * DAY, now)) hash.update(JSON.stringify([world.costOf(day), world.eventsOf(day)]));
  hash.update(JSON.stringify([world.instances(now), world.findings]));
  for (const group of world.logGroups) hash.update(JSON.stringify([...world.logLines(group, now - HOUR, now)]));
  return hash.digest("hex");
}

describe("the world", () => {
  it("is the same for the same seed and time, and another for another seed", () => {
    expect(digest("haneul-1", NOW)).toBe(digest("haneul-1", NOW));
    expect(digest("haneul-2", NOW)).not.toBe(digest("haneul-1", NOW));
  });

  it("does not change yesterday's ordinary numbers when the day turns", () => {
    const today = worldAt("haneul-1", NOW);
    const tomorrow = worldAt("haneul-1", NOW + DAY);
    const quiet = NOW - 40 * DAY;
    expect(tomorrow.costOf(seoulMidnight(quiet))).toEqual(today.costOf(seoulMidnight(quiet)));
    expect(tomorrow.eventsOf(seoulMidnight(quiet))).toEqual(today.eventsOf(seoulMidnight(quiet)));
    const starts = (now: number) => truthAt("haneul-1", now).instanceStarts(NOW - 3 * DAY, NOW - DAY);
    expect(starts(NOW + DAY)).toEqual(starts(NOW));
  });

  it("always has somebody who started a named instance yesterday, an error in the last hour, and the story", () => {
    for (let day = 0; day < 12; day += 1) {
      const now = NOW + day * 5 * DAY + day * HOUR;
      const midnight = seoulMidnight(now);
      const truth = truthAt("haneul-1", now);
      const starts = truth.instanceStarts(midnight - DAY, midnight);
      expect(starts.map((s) => s.names[0])).toContain("data-batch-1");
      expect([...truth.errorCounts("/haneul/order-api", now - HOUR, now).values()].length).toBeGreaterThan(0);
      const failed = truth.failedSignIns(now - 7 * DAY, now).filter((f) => f.ip === "185.220.101.34");
      expect(failed.map((f) => f.user)).toEqual(Array(7).fill("sarah.lee"));
      expect(truth.highFindings()).toHaveLength(2);
    }
  });

  it("has some thirty thousand events in ninety days", () => {
    const world = worldAt("haneul-1", NOW);
    const count = utcDays(NOW - 90 * DAY, NOW).reduce((n, day) => n + world.eventsOf(day).length, 0);
    expect(count).toBeGreaterThan(26_000);
    expect(count).toBeLessThan(33_000);
  });

  it("tells one event across the services: the GPU launch is an event, two instances, a cost and a finding", () => {
    const world = worldAt("haneul-1", NOW);
    const gpu = world.instances(NOW).filter((i) => i.type === "g5.12xlarge");
    const day = Math.floor(world.setting.story.gpuLaunch / DAY) * DAY;
    const event = world.eventsOf(day).find((e) => e.name === "RunInstances");
    expect([event?.username, event?.region, event?.resources.map((r) => r.name)]).toEqual([
      "hana.choi",
      "us-east-1",
      gpu.map((i) => i.id),
    ]);
    const cost = world.costOf(day + DAY).filter((r) => r.usageType === "BoxUsage:g5.12xlarge");
    expect(cost.map((r) => [r.unblended, r.tags])).toEqual([
      [expect.closeTo(136.128, 6), {}],
      [expect.closeTo(136.128, 6), {}],
    ]);
    expect(world.findings.some((f) => f.instance?.id === gpu[0]?.id)).toBe(true);
  });
});
