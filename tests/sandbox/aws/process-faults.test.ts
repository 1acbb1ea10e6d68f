import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import {
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  EC2Client,
  RebootInstancesCommand,
} from "@aws-sdk/client-ec2";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetObjectCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FaultKind } from "../../../sandbox/aws/faults.ts";
import type { JournalEntry } from "../../../sandbox/aws/journal.ts";
import { createThrottle, limitOf } from "../../../sandbox/aws/throttle.ts";
import { limits } from "../../../sandbox/aws/throttle-limits.ts";
import { type Account, failure, startAccount } from "./start-account.ts";

let account: Account;
beforeAll(async () => {
  account = await startAccount(["--now", "2026-11-20T09:00:00+09:00"]);
});
afterAll(() => account.stop());

const control = async (method: string, path: string, body?: object) => {
  const response = await fetch(account.control + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  return { status: response.status, body: (await response.json()) as unknown };
};
const plan = (fault: { kind: FaultKind } & Record<string, unknown>) =>
  control("POST", "/_sandbox/fault", { operation: "DescribeRegions", ...fault });
afterEach(async () => {
  await control("DELETE", "/_sandbox/fault");
});

const ec2 = (user: Parameters<Account["as"]>[0] = "admin", more: object = {}) =>
  new EC2Client({ ...account.as(user), ...more });
const ask = (client = ec2()) => client.send(new DescribeRegionsCommand({}));
const journal = async (query = "") => (await control("GET", `/_sandbox/journal${query}`)).body as JournalEntry[];

describe("a planned fault", () => {
  it("hits as often as asked, after as many as asked, and then no more", async () => {
    await plan({ kind: "throttle", times: 2, after: 1 });
    const outcomes = [];
    for (let i = 0; i < 5; i += 1)
      outcomes.push(
        await ask().then(
          () => "ok",
          (e) => e.name,
        ),
      );
    expect(outcomes).toEqual(["ok", "RequestLimitExceeded", "RequestLimitExceeded", "ok", "ok"]);
  });

  it("hits only the service, region, caller and operations it is planned for", async () => {
    await plan({
      kind: "deny",
      operation: "Describe*",
      service: "ec2",
      region: "us-east-1",
      principal: "*sample-operator",
    });
    await ask();
    await ask(ec2("operator"));
    await new STSClient(account.as("operator", "us-east-1")).send(new GetCallerIdentityCommand({}));
    const hit = new EC2Client(account.as("operator", "us-east-1")).send(new DescribeRegionsCommand({}));
    expect((await failure(hit)).name).toBe("UnauthorizedOperation");
  });

  it("of the wire leaves the client with nothing, or with something that is not AWS", async () => {
    const outcomes: Record<string, string> = {};
    for (const kind of ["cut", "half_body", "html_page", "xml_page", "http503"] as const) {
      await plan({ kind });
      const error = await failure(ask());
      outcomes[kind] = `${error.status ?? "no answer"}`;
    }
    expect(outcomes).toEqual({
      cut: "no answer",
      half_body: "200",
      html_page: "502",
      xml_page: "503",
      http503: "503",
    });
  });

  it("cuts before the operation is run, or after it", async () => {
    const { Reservations = [] } = await ec2().send(new DescribeInstancesCommand({}));
    const running = Reservations.flatMap((r) => r.Instances ?? []).find((i) => i.State?.Name === "running");
    const reboot = () => failure(ec2().send(new RebootInstancesCommand({ InstanceIds: [running?.InstanceId ?? ""] })));
    const outcome = async () => (await journal("?operation=RebootInstances")).map((entry) => entry.outcome);
    await plan({ kind: "cut", operation: "RebootInstances" });
    await reboot();
    await plan({ kind: "execute_then_drop", operation: "RebootInstances" });
    await reboot();
    await plan({ kind: "half_body", operation: "RebootInstances" });
    await reboot();
    expect(await outcome()).toEqual(["cut", "ok, connection dropped", "ok, connection dropped"]);
  });

  it("delays the answer, which comes nevertheless", async () => {
    await plan({ kind: "delay", ms: 250 });
    const started = performance.now();
    await ask();
    expect(performance.now() - started).toBeGreaterThan(240);
  });

  it("of the clock is mended by a client that reads the answer's date", async () => {
    await plan({ kind: "clock_skew", ms: 3_600_000 });
    const client = ec2("admin", { maxAttempts: 1 });
    expect((await failure(ask(client))).name).toBe("RequestExpired");
    expect(Math.round((await client.config.systemClockOffset) / 60_000)).toBe(60);
    // It now signs an hour ahead, is told the real time, and mends itself once more.
    expect((await failure(ask(client))).name).toBe("RequestExpired");
    await expect(ask(client)).resolves.toBeTruthy();
  });

  it("of paging repeats a page under one token, or empties it and goes on where it should", async () => {
    const trail = new CloudTrailClient({ ...account.as("admin"), maxAttempts: 4 });
    // Events that happen meanwhile would move the pages.
    const EndTime = new Date("2026-11-19T23:00:00Z");
    const look = async (NextToken?: string) => {
      const page = await trail.send(new LookupEventsCommand({ MaxResults: 3, NextToken, EndTime }));
      return { ids: page.Events?.map((event) => event.EventId), next: page.NextToken };
    };
    const real = await look();
    const second = await look(real.next);
    await plan({ kind: "repeated_token", operation: "LookupEvents", times: 99 });
    const pages = [await look()];
    for (let i = 0; i < 2; i += 1) pages.push(await look(pages.at(-1)?.next));
    expect(pages.map((page) => page.ids)).toEqual([real.ids, real.ids, real.ids]);
    expect(new Set(pages.map((page) => page.next)).size).toBe(1);
    await control("DELETE", "/_sandbox/fault");
    await plan({ kind: "empty_page", operation: "LookupEvents" });
    const empty = await look(real.next);
    expect(empty.ids ?? []).toEqual([]);
    expect((await look(empty.next)).ids).toEqual(second.ids);
  });

  it("of paging fits services that say so by other names", async () => {
    const iam = new IAMClient(account.as("admin"));
    await plan({ kind: "empty_page", operation: "ListUsers" });
    const empty = await iam.send(new ListUsersCommand({}));
    expect([empty.Users ?? [], empty.IsTruncated]).toEqual([[], true]);
    expect((await iam.send(new ListUsersCommand({ Marker: empty.Marker }))).Users?.length).toBeGreaterThan(5);
  });

  it("is listed while it is planned, and refused when nobody knows its kind or its members", async () => {
    await plan({ kind: "hang", ms: 5 });
    expect((await control("GET", "/_sandbox/fault")).body).toEqual([
      { operation: "DescribeRegions", kind: "hang", ms: 5, times: 1, after: 0 },
    ]);
    expect((await control("POST", "/_sandbox/fault", { operation: "X", kind: "earthquake" })).status).toBe(400);
    expect((await control("POST", "/_sandbox/fault", { operation: "X", kind: "deny", often: 2 })).status).toBe(400);
    expect((await control("POST", "/_sandbox/nothing")).status).toBe(404);
  });
});

describe("the journal", () => {
  it("tells who asked for what, what came of it, and forgets when it is told to", async () => {
    await control("DELETE", "/_sandbox/journal");
    await ask(ec2("operator"));
    await failure(new S3Client(account.as("operator")).send(new GetObjectCommand({ Bucket: "b", Key: "k" })));
    await failure(new S3Client(account.as("operator")).send(new ListBucketsCommand({})));
    const entries = await journal();
    expect(entries.map(({ service, operation, outcome, mutating }) => [service, operation, outcome, mutating])).toEqual(
      [
        ["ec2", "DescribeRegions", "ok", false],
        ["s3", "GetObject", "AccessDenied", false],
        ["s3", "ListBuckets", "AccessDenied", false],
      ],
    );
    expect(entries[1]).toMatchObject({
      account: "417205938164",
      principal: "arn:aws:iam::417205938164:user/sample-operator",
      region: "ap-northeast-2",
      input: { Bucket: "b", Key: "k" },
    });
    expect((await journal("?service=s3&operation=ListBuckets")).length).toBe(1);
    await control("DELETE", "/_sandbox/journal");
    expect(await journal()).toEqual([]);
  });
});

describe("throttling", () => {
  it("holds two lookups a second per account and region, each with its own bucket", () => {
    const throttle = createThrottle();
    const take = (account: string, region: string, now: number) => {
      try {
        throttle.take("cloudtrail:LookupEvents", account, region, now);
        return true;
      } catch {
        return false;
      }
    };
    expect([take("1", "a", 0), take("1", "a", 0), take("1", "a", 0)]).toEqual([true, true, false]);
    expect([take("1", "b", 0), take("2", "a", 0)]).toEqual([true, true]);
    expect([take("1", "a", 499), take("1", "a", 500)]).toEqual([false, true]);
  });

  it("shares one bucket where AWS counts several operations together", () => {
    const throttle = createThrottle();
    const names = ["ListViews", "ListIndexes", "GetView", "ListIndexes"];
    const taken = names.map((name) => {
      try {
        throttle.take(`resource-explorer-2:${name}`, "1", "a", 0);
        return true;
      } catch {
        return false;
      }
    });
    expect(taken).toEqual([true, true, true, false]);
  });

  it("gives the most special row first, and each a source", () => {
    expect(limitOf("ec2:StartInstances")).toMatchObject({ perSecond: 2, burst: 5 });
    expect(limitOf("ec2:DescribeVpcs")).toMatchObject({ perSecond: 20, burst: 100 });
    expect(limitOf("connect:GetCurrentMetricData")).toMatchObject({ perSecond: 5, burst: 8 });
    expect(limitOf("sts:AssumeRole")).toBeUndefined();
    for (const limit of limits)
      expect([limit.actions, limit.burst >= 1, limit.source !== ""]).toEqual([limit.actions, true, true]);
  });

  it("is told in the service's own words, and hidden by a client that waits", async () => {
    const lookup = (maxAttempts: number) =>
      new CloudTrailClient({ ...account.as("admin", "us-east-1"), maxAttempts }).send(
        new LookupEventsCommand({ MaxResults: 1 }),
      );
    const outcomes = await Promise.all(
      [1, 1, 1, 1].map((n) =>
        lookup(n).then(
          () => "ok",
          (e) => e.name,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(["ThrottlingException", "ThrottlingException", "ok", "ok"]);
    await expect(lookup(8)).resolves.toBeTruthy();
  });
});
