import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListEventDataStoresCommand,
  ListTrailsCommand,
  type LookupAttributeKey,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from "@aws-sdk/client-cloudtrail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/truth/truth.ts";
import type { TrailEvent } from "../../../sandbox/aws/world/trail-event.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const DAY = 86_400_000;
const truth = truthAt("haneul-1", NOW);

let account: Account;
beforeAll(async () => {
  account = await startAccount(["--now", new Date(NOW).toISOString()]);
});
afterAll(() => account.stop());

/** With the SDK's usual retries, so that the two-per-second limit is waited out. */
const client = (region: string) => new CloudTrailClient({ ...account.as("admin", region), maxAttempts: 6 });

async function lookup(region: string, input: LookupEventsCommandInput) {
  const trail = client(region);
  const events = [];
  let NextToken: string | undefined;
  do {
    const page = await trail.send(new LookupEventsCommand({ ...input, NextToken }));
    events.push(...(page.Events ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return events;
}

const span = { StartTime: new Date(NOW - 8 * DAY), EndTime: new Date(NOW) };
const named = (AttributeValue: string) => ({
  ...span,
  LookupAttributes: [{ AttributeKey: "EventName" as const, AttributeValue }],
});
const recordOf = (event: { CloudTrailEvent?: string | undefined } | undefined) =>
  JSON.parse(event?.CloudTrailEvent ?? "{}");

describe("LookupEvents", () => {
  it("finds who started instances, newest first, as the world has it", async () => {
    const events = await lookup("ap-northeast-2", named("StartInstances"));
    const expected = truth.instanceStarts(NOW - 8 * DAY, NOW).filter((s) => s.name === "StartInstances");
    expect(expected.length).toBeGreaterThanOrEqual(8);
    expect(events.map((e) => [e.Username, e.EventTime?.getTime(), e.Resources?.[0]?.ResourceName])).toEqual(
      expected.reverse().map((s) => [s.user, s.time, s.instanceIds[0]]),
    );
    expect(recordOf(events[0])).toMatchObject({
      eventVersion: "1.11",
      eventSource: "ec2.amazonaws.com",
      awsRegion: "ap-northeast-2",
      userIdentity: { type: "IAMUser", userName: events[0]?.Username },
      responseElements: { instancesSet: { items: [{ currentState: { code: 0, name: "pending" } }] } },
      recipientAccountId: "417205938164",
      requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tlsDetails: { clientProvidedHostHeader: "ec2.ap-northeast-2.amazonaws.com" },
    });
  });

  it("keeps global sign-ins in us-east-1: seven failures of sarah.lee from a Tor exit", async () => {
    const events = await lookup("us-east-1", named("ConsoleLogin"));
    const failed = events.map(recordOf).filter((e) => e.responseElements.ConsoleLogin === "Failure");
    expect(failed.filter((e) => e.sourceIPAddress === "185.220.101.34").map((e) => e.userIdentity.userName)).toEqual(
      Array(7).fill("sarah.lee"),
    );
    const expected = truth.failedSignIns(NOW - 8 * DAY, NOW).filter((f) => f.region === "us-east-1");
    expect(failed.length).toBe(expected.length);
  });

  it("shows the call of a service's role by its session, and that of a service itself without a user name", async () => {
    const week = { StartTime: new Date(NOW - 14 * DAY), EndTime: new Date(NOW) };
    const scaled = await lookup("ap-northeast-2", {
      ...week,
      LookupAttributes: [{ AttributeKey: "Username", AttributeValue: "AutoScaling" }],
    });
    expect(scaled.map((e) => e.EventName)).toEqual(expect.arrayContaining(["RunInstances", "TerminateInstances"]));
    expect(recordOf(scaled[0]).userIdentity).toMatchObject({
      type: "AssumedRole",
      sessionContext: { sessionIssuer: { userName: "AWSServiceRoleForAutoScaling" } },
      invokedBy: "autoscaling.amazonaws.com",
    });
    const { Events = [] } = await client("ap-northeast-2").send(new LookupEventsCommand(named("AssumeRole")));
    const byService = Events.find((e) => recordOf(e).userIdentity.type === "AWSService");
    expect(byService && "Username" in byService).toBe(false);
    expect(byService?.Resources?.map((r) => r.ResourceType)).toContain("AWS::IAM::Role");
  });

  const release = truth.events(NOW - 3 * DAY, NOW).find((e) => e.name === "RegisterTaskDefinition") as TrailEvent;
  it.each<[LookupAttributeKey, (event: TrailEvent) => string, (event: TrailEvent) => boolean]>([
    ["EventId", (e) => e.id, (e) => e.id === release.id],
    ["EventName", (e) => e.name, (e) => e.name === release.name],
    ["EventSource", (e) => e.source, (e) => e.source === release.source],
    ["Username", (e) => e.username, (e) => e.username === release.username],
    ["ReadOnly", (e) => String(e.readOnly), (e) => !e.readOnly],
    ["AccessKeyId", (e) => e.accessKeyId ?? "", (e) => e.accessKeyId === release.accessKeyId],
    [
      "ResourceType",
      (e) => e.resources[0]?.type ?? "",
      (e) => e.resources.some((r) => r.type === release.resources[0]?.type),
    ],
    [
      "ResourceName",
      (e) => e.resources[0]?.name ?? "",
      (e) => e.resources.some((r) => r.name === release.resources[0]?.name),
    ],
  ])("looks up by %s", async (AttributeKey, readOf, matches) => {
    const [from, to] = [release.time - DAY / 48, release.time + DAY / 48];
    const found = await lookup("ap-northeast-2", {
      StartTime: new Date(from),
      EndTime: new Date(to),
      LookupAttributes: [{ AttributeKey, AttributeValue: readOf(release) }],
    });
    const expected = truth.events(from, to + 1).filter((e) => e.region === "ap-northeast-2" && matches(e));
    expect(found.map((e) => e.EventId).toSorted()).toEqual(expected.map((e) => e.id).toSorted());
    expect(found.map((e) => e.EventId)).toContain(release.id);
  });

  it("pages without a gap or a double, and binds a token to the inputs it came with", async () => {
    const all = await lookup("ap-northeast-2", { StartTime: new Date(NOW - DAY / 4), EndTime: new Date(NOW) });
    const expected = truth.events(NOW - DAY / 4, NOW).filter((e) => e.region === "ap-northeast-2");
    expect(new Set(all.map((e) => e.EventId)).size).toBe(all.length);
    expect(all.length).toBe(expected.length);
    const first = await client("ap-northeast-2").send(new LookupEventsCommand({ ...span, MaxResults: 5 }));
    const other = new LookupEventsCommand({ ...named("StopInstances"), NextToken: first.NextToken });
    expect((await failure(client("ap-northeast-2").send(other))).name).toBe("InvalidNextTokenException");
  });

  it("takes one attribute, and remembers neither the future nor what is older than ninety days", async () => {
    const attribute = { AttributeKey: "Username" as const, AttributeValue: "root" };
    const two = new LookupEventsCommand({ LookupAttributes: [attribute, attribute] });
    expect((await failure(client("us-east-1").send(two))).name).toBe("InvalidLookupAttributesException");
    const later = { StartTime: new Date(NOW + 60_000), EndTime: new Date(NOW + DAY) };
    expect(await lookup("ap-northeast-2", later)).toEqual([]);
    const old = { StartTime: new Date(NOW - 120 * DAY), EndTime: new Date(NOW - 91 * DAY) };
    expect(await lookup("us-east-1", old)).toEqual([]);
  });

  it("throttles past two requests a second in one region", async () => {
    const trail = new CloudTrailClient(account.as("admin", "us-west-2"));
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        failure(trail.send(new LookupEventsCommand({}))).then(
          (e) => e.name,
          () => "ok",
        ),
      ),
    );
    expect(outcomes.toSorted()).toEqual([
      "ThrottlingException",
      "ThrottlingException",
      "ThrottlingException",
      "ok",
      "ok",
    ]);
  });
});

describe("the trail", () => {
  it("is one for all regions, logging, without data events; there is no event data store", async () => {
    const trail = client("us-east-1");
    const { trailList = [] } = await trail.send(new DescribeTrailsCommand({}));
    expect(trailList).toEqual([
      expect.objectContaining({ Name: "haneul-prod-trail", IsMultiRegionTrail: true, HomeRegion: "ap-northeast-2" }),
    ]);
    const Name = trailList[0]?.TrailARN;
    expect((await trail.send(new ListTrailsCommand({}))).Trails?.map((t) => t.TrailARN)).toEqual([Name]);
    expect((await trail.send(new GetTrailCommand({ Name }))).Trail).toEqual(trailList[0]);
    expect((await trail.send(new GetTrailStatusCommand({ Name }))).IsLogging).toBe(true);
    const { EventSelectors } = await trail.send(new GetEventSelectorsCommand({ TrailName: Name }));
    expect(EventSelectors?.map((s) => [s.ReadWriteType, s.DataResources])).toEqual([["All", []]]);
    expect((await trail.send(new ListEventDataStoresCommand({}))).EventDataStores).toEqual([]);
    const shadow = new DescribeTrailsCommand({ includeShadowTrails: false });
    expect((await trail.send(shadow)).trailList).toEqual([]);
    expect((await failure(trail.send(new GetTrailCommand({ Name: "other" })))).name).toBe("TrailNotFoundException");
  });
});
