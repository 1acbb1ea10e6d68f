import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/truth/truth.ts";
import { dev, prod } from "../../../sandbox/aws/world/account.ts";
import { alarmsOf } from "../../../sandbox/aws/world/alarms.ts";
import { balancersOf } from "../../../sandbox/aws/world/balancers.ts";
import { DAY, HOUR, seoulMidnight, utcDays, utcMidnight, utcMonth } from "../../../sandbox/aws/world/calendar.ts";
import { contactCentreOf } from "../../../sandbox/aws/world/contact-centre.ts";
import { containersOf } from "../../../sandbox/aws/world/containers.ts";
import { dashboardsOf } from "../../../sandbox/aws/world/dashboards.ts";
import { databasesOf } from "../../../sandbox/aws/world/databases.ts";
import { functionsOf } from "../../../sandbox/aws/world/functions.ts";
import { healthEventsOf } from "../../../sandbox/aws/world/health.ts";
import { machineRolesOf } from "../../../sandbox/aws/world/machine-roles.ts";
import { settingOf } from "../../../sandbox/aws/world/setting.ts";
import { volumesAt } from "../../../sandbox/aws/world/volumes.ts";
import { createWorld, type World, worldAt } from "../../../sandbox/aws/world/world.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");

function digest(world: World, from: number, to: number): string {
  const hash = createHash("sha256");
  for (const day of utcDays(from, to)) hash.update(JSON.stringify([world.costOf(day), world.eventsOf(day)]));
  hash.update(JSON.stringify([world.instances(to), world.findings, healthEventsOf(world.setting)]));
  for (const group of world.logGroups) hash.update(JSON.stringify([...world.logLines(group, to - HOUR / 12, to)]));
  return hash.digest("hex");
}

const countEvents = (world: World) =>
  utcDays(NOW - 90 * DAY, NOW).reduce((n, day) => n + world.eventsOf(day).length, 0);

describe("the world", () => {
  it("is the same for the same seed and time, and another for another seed", () => {
    const of = (seed: string) => digest(createWorld(settingOf(seed, prod, seoulMidnight(NOW))), NOW - 10 * DAY, NOW);
    const canonical = of("haneul-1");
    expect(of("haneul-1")).toBe(canonical);
    expect(of("haneul-2")).not.toBe(canonical);
  });

  it("keeps its past while the clock goes on and the anchor stays", () => {
    const anchor = seoulMidnight(NOW);
    const [today, later] = [
      createWorld(settingOf("haneul-2", prod, anchor)),
      createWorld(settingOf("haneul-2", prod, anchor)),
    ];
    // The later one is asked for other days first, as a server that has run for a week would have been.
    digest(later, NOW + 3 * DAY, NOW + 6 * DAY);
    expect(digest(later, NOW - 5 * DAY, NOW)).toBe(digest(today, NOW - 5 * DAY, NOW));
    const instances = (world: World) => world.instances(NOW - DAY).map((i) => [i.id, i.launchedAt, i.running]);
    expect(instances(later)).toEqual(instances(today));
  });

  it("does not change yesterday's ordinary numbers when the day turns and the anchor with it", () => {
    const today = worldAt("haneul-1", NOW);
    const tomorrow = worldAt("haneul-1", NOW + DAY);
    const quiet = utcMidnight(NOW - 70 * DAY);
    expect(tomorrow.costOf(quiet)).toEqual(today.costOf(quiet));
    // Deployments of the story's two services hang on the anchor.
    const ordinary = (world: World) => world.eventsOf(quiet).filter((e) => e.username !== "deploy-bot");
    expect(ordinary(today).length).toBeGreaterThan(150);
    expect(ordinary(tomorrow)).toEqual(ordinary(today));
    const starts = (now: number) =>
      truthAt("haneul-1", now)
        .instanceStarts(NOW - 3 * DAY, NOW - DAY)
        .filter((s) => s.name === "StartInstances");
    expect(starts(NOW + DAY)).toEqual(starts(NOW));
  });

  it("always has somebody who started a named instance yesterday, an error in the last hour, and the story", () => {
    for (let day = 0; day < 5; day += 1) {
      const now = NOW + day * 9 * DAY + day * HOUR;
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

  it.each(["haneul-1", "haneul-3"])("has some thirty thousand events in ninety days, most in Seoul: %s", (seed) => {
    const world = worldAt(seed, NOW);
    const count = countEvents(world);
    expect(count).toBeGreaterThan(26_000);
    expect(count).toBeLessThan(33_000);
    const all = utcDays(NOW - 90 * DAY, NOW).flatMap((day) => world.eventsOf(day));
    expect(new Set(all.map((e) => e.region))).toEqual(new Set(["ap-northeast-2", "us-east-1"]));
    const elsewhere = all.filter((e) => /^(iam|cloudfront|route53|ce)\./.test(e.source) || e.username === "root");
    expect(new Set(elsewhere.map((e) => e.region))).toEqual(new Set(["us-east-1"]));
    const kinds = new Set(all.map((e) => (e.identity as { type: string }).type));
    expect(kinds).toEqual(new Set(["IAMUser", "AssumedRole", "AWSService", "Root"]));
    const codes = new Set(all.flatMap((e) => e.errorCode ?? []));
    for (const code of ["AccessDenied", "ThrottlingException", "Client.InvalidInstanceID.NotFound"])
      expect(codes).toContain(code);
    expect(new Set(all.map((e) => e.id)).size).toBe(all.length);
  });

  it.each(["haneul-1", "haneul-4"])("has the size it is said to have: %s", (seed) => {
    const { setting, ...world } = worldAt(seed, NOW);
    const instances = world.instances(NOW);
    const services = new Set(
      utcDays(utcMonth(NOW, -12), NOW)
        .filter((day) => new Date(day).getUTCDate() === 3)
        .flatMap((day) => world.costOf(day).map((row) => row.service)),
    );
    expect({
      instances: instances.length,
      running: instances.filter((i) => i.running).length,
      databases: databasesOf(setting).instances.length,
      functions: functionsOf(setting).length,
      balancers: balancersOf(setting).balancers.length,
      clusters: containersOf(setting).clusters.length > 0,
      logGroups: world.logGroups.length,
      alarms: alarmsOf(setting).length,
      dashboards: dashboardsOf(setting).length,
      findings: world.findings.length,
      queues: contactCentreOf(setting)?.queues.length,
      agents: contactCentreOf(setting)?.agents.length,
      flows: contactCentreOf(setting)?.flows.length,
      unattached: volumesAt(setting, NOW).filter((v) => !v.attached).length,
      services: services.size >= 14,
    }).toEqual({
      instances: 20,
      running: 18,
      databases: 3,
      functions: 12,
      balancers: 2,
      clusters: true,
      logGroups: 9,
      alarms: 18,
      dashboards: 2,
      findings: 25,
      queues: 4,
      agents: 9,
      flows: 6,
      unattached: 4,
      services: true,
    });
  });

  it("has a small second account of its own, without stories", () => {
    const world = createWorld(settingOf("haneul-1", dev, seoulMidnight(NOW)));
    const count = countEvents(world);
    expect(count).toBeGreaterThan(200);
    expect(count).toBeLessThan(900);
    const events = utcDays(NOW - 90 * DAY, NOW).flatMap((day) => world.eventsOf(day));
    expect(events.filter((e) => e.name === "ConsoleLogin" || e.username === "root")).toEqual([]);
    expect(JSON.stringify(events)).not.toContain(prod.id);
    expect(world.findings.map((f) => f.arn.split(":")[4])).toEqual([dev.id, dev.id]);
  });
});

describe("roles", () => {
  it("that events name are roles the account has", () => {
    for (const account of [prod, dev]) {
      const { setting, eventsOf } = createWorld(settingOf("haneul-3", account, seoulMidnight(NOW)));
      const has = new Set(machineRolesOf(setting).map(({ path, name }) => path + name));
      const named = utcDays(NOW - 30 * DAY, NOW)
        .flatMap((day) => eventsOf(day))
        .flatMap(({ identity, request }) => [
          (identity as { sessionContext?: { sessionIssuer?: { arn: string } } }).sessionContext?.sessionIssuer?.arn,
          (request as { roleArn?: string } | undefined)?.roleArn,
        ])
        .flatMap((arn) => arn?.split(":role")[1] ?? []);
      expect(named.length).toBeGreaterThan(20);
      expect([...new Set(named)].filter((path) => !has.has(path))).toEqual([]);
    }
  });
});
