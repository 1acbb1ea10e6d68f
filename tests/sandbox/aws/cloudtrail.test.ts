import { CloudTrailClient, LookupEventsCommand, type LookupEventsCommandInput } from "@aws-sdk/client-cloudtrail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthAt } from "../../../sandbox/aws/world/truth.ts";
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

describe("LookupEvents", () => {
  it("finds who started instances, newest first, as the world has it", async () => {
    const events = await lookup("ap-northeast-2", named("StartInstances"));
    const expected = truth.instanceStarts(NOW - 8 * DAY, NOW).filter((s) => s.region === "ap-northeast-2");
    expect(expected.length).toBeGreaterThanOrEqual(8);
    expect(events.map((e) => [e.Username, e.EventTime?.getTime(), e.Resources?.[0]?.ResourceName])).toEqual(
      expected.reverse().map((s) => [s.user, s.time, s.instanceIds[0]]),
    );
    const record = JSON.parse(events[0]?.CloudTrailEvent ?? "");
    expect(record).toMatchObject({
      eventSource: "ec2.amazonaws.com",
      awsRegion: "ap-northeast-2",
      userIdentity: { type: "IAMUser", userName: events[0]?.Username },
      responseElements: { instancesSet: { items: [{ currentState: { code: 0, name: "pending" } }] } },
      recipientAccountId: "417205938164",
    });
  });

  it("keeps global sign-ins in us-east-1: seven failures of sarah.lee from a Tor exit", async () => {
    const events = await lookup("us-east-1", named("ConsoleLogin"));
    const failed = events
      .map((e) => JSON.parse(e.CloudTrailEvent ?? ""))
      .filter((e) => e.responseElements.ConsoleLogin === "Failure");
    expect(failed.filter((e) => e.sourceIPAddress === "185.220.101.34").map((e) => e.userIdentity.userName)).toEqual(
      Array(7).fill("sarah.lee"),
    );
    const expected = truth.failedSignIns(NOW - 8 * DAY, NOW).filter((f) => f.region === "us-east-1");
    expect(failed.length).toBe(expected.length);
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

  it("takes one attribute, and no event from the future", async () => {
    const attribute = { AttributeKey: "Username" as const, AttributeValue: "root" };
    const two = new LookupEventsCommand({ LookupAttributes: [attribute, attribute] });
    expect((await failure(client("us-east-1").send(two))).name).toBe("InvalidLookupAttributesException");
    const later = { StartTime: new Date(NOW + 60_000), EndTime: new Date(NOW + DAY) };
    expect(await lookup("ap-northeast-2", later)).toEqual([]);
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
