import { describe, expect, it } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { DAY, HOUR, MINUTE, seoulMidnight } from "../../../sandbox/aws/world/calendar.ts";
import { contactCentreOf } from "../../../sandbox/aws/world/contact-centre.ts";
import { databasesOf } from "../../../sandbox/aws/world/databases.ts";
import { vpcEndpointsOf } from "../../../sandbox/aws/world/gateways.ts";
import { gpuIds } from "../../../sandbox/aws/world/instance-id.ts";
import { securityGroupId, securityGroupsOf } from "../../../sandbox/aws/world/security-groups.ts";
import type { Story } from "../../../sandbox/aws/world/story.ts";
import type { TrailEvent } from "../../../sandbox/aws/world/trail-event.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const SEEDS = ["haneul-1", "haneul-2", "haneul-3", "haneul-4", "haneul-5", "haneul-6"];

/** `[user, name, region, Seoul time]`. */
const told = (event: TrailEvent | undefined) =>
  event && [event.username, event.name, event.region, new Date(event.time + 9 * HOUR).toISOString().slice(5, 16)];

const storyOf = (seed: string) => {
  const facts = factsOf(seed, NOW);
  const { story, cast, names } = facts.setting;
  const at = (time: number, name: string) =>
    facts.events(time - MINUTE, time + MINUTE).find((event) => event.name === name && event.time === time);
  return { ...facts, story, cast, names, at };
};

describe.each(SEEDS)("the stories of %s", (seed) => {
  const { story, cast, names, at, events, setting, world, bill } = storyOf(seed);
  const { anchor } = setting;

  it("happen in an order that makes sense, in the windows the questions name", () => {
    const day = (time: number) => (anchor - seoulMidnight(time)) / DAY;
    expect(anchor).toBe(seoulMidnight(NOW));
    expect(story.deploy).toBeLessThan(story.errorsFrom);
    expect(story.errorsFrom - story.deploy).toBeLessThanOrEqual(5 * MINUTE);
    expect(story.errorsFrom).toBeLessThan(story.rollback);
    expect(story.rollback).toBeLessThan(story.errorsTo);
    expect(day(story.deploy)).toBe(2);
    expect(day(story.errorsTo)).toBe(2);
    expect(day(story.torLogins[0] ?? 0)).toBeLessThanOrEqual(6);
    expect(day(story.gpuLaunch)).toBeGreaterThanOrEqual(13);
    expect(day(story.gpuLaunch)).toBeLessThan(30);
    expect(day(story.rootLogin)).toBeLessThan(30);
    expect(story.portOpened).toBeLessThan(story.bruteForce);
    expect(story.memoryLowered).toBeLessThan(story.outOfMemory[0] ?? 0);
    expect(story.outOfMemory.at(-1)).toBeLessThan(story.memoryRestored);
    expect(story.endpointRemoved).toBeLessThan(story.endpointRestored);
    expect(story.flowChanged).toBeLessThan(story.queueBacksUp);
    const times = Object.entries(story).filter(([key]) => key !== "queueBacksUp") as [keyof Story, unknown][];
    for (const [key, value] of times)
      if (typeof value === "number" && value > 1e12) expect([key, value < anchor]).toEqual([key, true]);
  });

  it("S1: two GPU instances, by one call, in the bill and among the findings", () => {
    const launch = at(story.gpuLaunch, "RunInstances");
    expect(told(launch)?.[0]).toBe(cast[story.gpuLauncher].name);
    const named = launch?.resources.filter((r) => r.type === "AWS::EC2::Instance").map((r) => r.name);
    expect(named).toEqual([...gpuIds(seed)]);
    const day = Math.floor(story.gpuLaunch / DAY) * DAY + DAY;
    const rows = bill(day, day + DAY).filter((row) => row.usageType === "BoxUsage:g5.12xlarge");
    expect(rows.reduce((sum, row) => sum + row.unblended, 0)).toBeCloseTo(272.256, 3);
    expect(world.findings.some((f) => f.instance?.id === gpuIds(seed)[0])).toBe(true);
  });

  it("S2: a deployment by the bot, and the way back by a person", () => {
    const revision = (event: TrailEvent | undefined) => (event?.request as { taskDefinition?: string })?.taskDefinition;
    const [there, back] = [at(story.deploy, "UpdateService"), at(story.rollback, "UpdateService")];
    expect([there?.username, revision(there)]).toEqual([cast.deployBot.name, `order-api:${story.orderRevision.to}`]);
    expect([back?.username, revision(back)]).toEqual([
      cast[story.rollbackBy].name,
      `order-api:${story.orderRevision.from}`,
    ]);
  });

  it("S3: less memory in a new revision, and more again in the next", () => {
    const made = events(story.memoryLowered - HOUR, story.memoryRestored + HOUR)
      .filter(
        (e) => e.name === "RegisterTaskDefinition" && (e.request as { family?: string }).family === "payment-worker",
      )
      .map((e) => {
        const { containerDefinitions } = e.request as { containerDefinitions: { memory: number }[] };
        return [e.username, containerDefinitions[0]?.memory];
      });
    expect(made).toEqual([
      [cast[story.memoryLoweredBy].name, story.memory.lowered],
      [cast[story.memoryRestoredBy].name, story.memory.before],
    ]);
  });

  it("S4: a port open to the world, in the group's rules and in an event, and the attack a day later", () => {
    const opened = at(story.portOpened, "AuthorizeSecurityGroupIngress");
    expect([opened?.username, opened?.resources[0]?.name]).toEqual([
      cast[story.portOpener].name,
      securityGroupId(setting, "bastion"),
    ]);
    const rule = securityGroupsOf(setting)
      .find((group) => group.key === "bastion")
      ?.rules.find((r) => r.cidr === "0.0.0.0/0" && !r.egress);
    expect(rule?.since).toBe(story.portOpened);
    expect(JSON.stringify(opened?.response)).toContain(rule?.id);
    const attack = world.findings.find((f) => f.type.endsWith("SSHBruteForce"));
    expect([attack?.instance?.name, attack?.firstSeen]).toEqual([names.bastion, story.bruteForce]);
  });

  it("S5 and S6: sign-ins from a Tor exit, and the root user who is denied an access key", () => {
    const failed = story.torLogins.map((time) => at(time, "ConsoleLogin"));
    expect(failed.map((e) => [e?.username, e?.sourceIp])).toEqual(
      story.torLogins.map(() => [cast.abroad.name, story.torExit]),
    );
    const root = events(story.rootLogin - HOUR, story.rootLogin + HOUR).filter((e) => e.username === "root");
    expect(root.map((e) => [e.name, e.region, e.errorCode ?? "Success"])).toEqual([
      ["ConsoleLogin", "us-east-1", "Success"],
      ["CreateAccessKey", "us-east-1", "AccessDenied"],
    ]);
  });

  it("S7: the endpoint that was deleted is the one that stood, and the new one stands", () => {
    const [removed, made] = [
      at(story.endpointRemoved, "DeleteVpcEndpoints"),
      at(story.endpointRestored, "CreateVpcEndpoint"),
    ];
    const endpoints = vpcEndpointsOf(setting).filter((e) => e.service.endsWith(".logs"));
    expect([removed?.resources[0]?.name, made?.resources[0]?.name]).toEqual(endpoints.map((e) => e.id));
    expect([removed?.username, made?.username]).toEqual([cast.dataBatch.name, cast[story.endpointRestoredBy].name]);
  });

  it("S8 and S9: who switched storage autoscaling off, and who changed the flow", () => {
    const capped = at(story.autoscalingOff, "ModifyDBInstance");
    const db = databasesOf(setting).instances.find((i) => i.name === names.usersDb);
    expect([capped?.username, capped?.request]).toEqual([
      cast[story.autoscalingOffBy].name,
      expect.objectContaining({ dBInstanceIdentifier: names.usersDb, maxAllocatedStorage: db?.allocatedGib }),
    ]);
    const changed = at(story.flowChanged, "UpdateContactFlowContent");
    const flow = contactCentreOf(setting)?.flows.find((f) => f.arn === changed?.resources[0]?.name);
    expect(flow?.at(story.flowChanged - 1).content).not.toBe(flow?.at(story.flowChanged).content);
    expect(changed?.request).toMatchObject({ Content: flow?.at(story.flowChanged).content });
  });
});

describe("seeds", () => {
  it("differ in people, times and amounts; the canonical one is the one of the documents", () => {
    const drawn = SEEDS.map((seed) => {
      const { story, cast } = storyOf(seed);
      return JSON.stringify([story.deploy, story.gpuLaunch, story.errorShare, cast.sre.name, cast.ml.name]);
    });
    expect(new Set(drawn).size).toBe(SEEDS.length);
    const { at, story, cast } = storyOf("haneul-1");
    expect([
      told(at(story.gpuLaunch, "RunInstances")),
      told(at(story.deploy, "UpdateService")),
      told(at(story.rollback, "UpdateService")),
      told(at(story.portOpened, "AuthorizeSecurityGroupIngress")),
    ]).toEqual([
      ["hana.choi", "RunInstances", "us-east-1", "11-04T18:36"],
      ["deploy-bot", "UpdateService", "ap-northeast-2", "11-19T06:50"],
      ["jiwoo.kim", "UpdateService", "ap-northeast-2", "11-19T07:34"],
      ["minsu.park", "AuthorizeSecurityGroupIngress", "ap-northeast-2", "11-17T15:22"],
    ]);
    expect([story.outOfMemory.length, story.torLogins.length, cast.abroad.name]).toEqual([6, 7, "sarah.lee"]);
  });

  it("hang on the anchor, which another time of its day does not move", () => {
    const early = factsOf("haneul-2", seoulMidnight(NOW) + MINUTE).setting.story;
    const late = factsOf("haneul-2", seoulMidnight(NOW) + DAY - MINUTE).setting.story;
    expect(early).toEqual(late);
    expect(factsOf("haneul-2", NOW + DAY).setting.story.deploy).toBe(early.deploy + DAY);
  });
});
