import { afterAll, beforeAll, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { matches } from "../../../tools/cloudtrail/event-filter.ts";
import type { TrailEvent } from "../../../tools/cloudtrail/read-event.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { haneul, startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read") });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const lookups = async () => (await account.journal()).filter(({ operation }) => operation === "LookupEvents");

test("who started EC2 instances yesterday", async () => {
  const { text, table } = await server.call("trail_find_events", {
    period: "yesterday",
    events: ["RunInstances", "StartInstances"],
  });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/trail-find-events.txt");
  expect(table.columns.map(({ name }) => name)).toEqual([
    "time",
    "event",
    "user",
    "source_ip",
    "region",
    "resource",
    "error",
    "outcome",
    "read_only",
    "event_id",
    "detail",
    "role",
  ]);
  expect(table.scope.regions).toEqual(["ap-northeast-2", "us-east-1"]);
});

test("failed console sign-ins of an address are found in us-east-1 even when only Seoul is asked", async () => {
  // In a month others fail to sign in as well.
  const { table } = await server.call("trail_find_events", {
    period: "30d",
    events: ["ConsoleLogin"],
    errors_only: true,
    ip: "185.220.101.34",
    regions: ["ap-northeast-2"],
  });
  expect(table.scope.regions).toEqual(["ap-northeast-2", "us-east-1"]);
  const attack = table.rows;
  expect(attack.map((row) => row[3])).toEqual(Array.from({ length: 7 }, () => "185.220.101.34"));
  expect(new Set(attack.map((row) => row[2]))).toEqual(new Set(["sarah.lee"]));
  expect(new Set(table.rows.map((row) => row[7]))).toEqual(new Set(["failed"]));
  expect(attack[0]![10]).toBe("signin.amazonaws.com, without MFA, via browser");
});

test("sends the most telling filter and applies the rest itself", async () => {
  const before = (await lookups()).length;
  await server.call("trail_find_events", {
    period: "24h",
    user: "minsu.park",
    source: "ec2.amazonaws.com",
    writes_only: true,
  });
  const sent = (await lookups()).slice(before).map(({ input }) => input.LookupAttributes);
  expect(new Set(sent.map((attributes) => JSON.stringify(attributes)))).toEqual(
    new Set([JSON.stringify([{ AttributeKey: "Username", AttributeValue: "minsu.park" }])]),
  );
});

test("finds an instance's events by its Name tag and shows name before id", async () => {
  const named = await server.call("trail_find_events", { period: "7d", resource: "grafana-1", writes_only: true });
  expect(named.table.rows.length).toBeGreaterThan(0);
  const id = /\((i-[0-9a-f]+)\)/.exec(String(named.table.rows[0]![5]))![1]!;
  expect(named.table.rows[0]![5]).toBe(`grafana-1 (${id})`);
  const byId = await server.call("trail_find_events", { period: "7d", resource: id, writes_only: true });
  expect(byId.table.rows).toEqual(named.table.rows);
});

test("none is an answer that says what was searched", async () => {
  const { text, table } = await server.call("trail_find_events", { period: "yesterday", events: ["DeleteBucket"] });
  expect(table.rows).toEqual([]);
  expect(shown(text)).toMatchInlineSnapshot(`
    "trail_find_events: 0 rows.
    Totals: events 0, users 0, failed 0.
    Period: 2026-11-19T15:00:00Z to 2026-11-20T15:00:00Z (end excluded; words read in Asia/Seoul)
    Searched: haneul-prod (417205938164); ap-northeast-2, us-east-1.
    Note: No management event matches (events DeleteBucket); all pages were read. Data events (such as S3 objects) are not part of this history.
    Source: CloudTrail, 2 requests."
  `);
});

test("says where the history begins when more was asked for", async () => {
  const { table } = await server.call("trail_find_events", { period: "200d", events: ["DeleteBucket"] });
  expect(table.notes.map(({ code }) => code)).toContain("retention");
  expect(table.period?.from).toMatch(/^2026-08-23T03:00:\d\dZ$/);
});

test("a region that refuses is named, and the other still answers", async () => {
  await account.fault({ operation: "LookupEvents", kind: "deny", times: 1 });
  const { table, text } = await server.call("trail_find_events", { period: "yesterday", events: ["StopInstances"] });
  expect(table.scope.regions.length).toBe(1);
  expect(table.scope.skipped).toEqual([
    {
      account: "haneul-prod",
      region: expect.stringMatching(/^(ap-northeast-2|us-east-1)$/),
      why: {
        ko: "cloudtrail:LookupEvents 권한 없음 (AccessDeniedException)",
        en: "no permission for cloudtrail:LookupEvents (AccessDeniedException)",
      },
    },
  ]);
  expect(text).toContain("Not searched: ");
  await account.clearFaults();
});

test("fails with a sentence when every region refuses", async () => {
  await account.fault({ operation: "LookupEvents", kind: "deny", times: 2 });
  const answer = await server.call("trail_find_events", { period: "yesterday", events: ["StopInstances"] });
  expect(answer.code).toBe("access_denied");
  expect(answer.text).toContain("needs the permission cloudtrail:LookupEvents");
  await account.clearFaults();
});

test("any combination of conditions gives the events that meet all of them", async () => {
  const now = Date.parse(NOW);
  const recent = factsOf("haneul-1", now).events(now - 3 * 86_400_000, now);
  const roleOf = (identity: object) =>
    (identity as { sessionContext?: { sessionIssuer?: { userName?: string } } }).sessionContext?.sessionIssuer
      ?.userName;
  const ids = (wanted: (event: (typeof recent)[number]) => boolean) =>
    recent.flatMap((event) => (wanted(event) ? [event.id] : [])).sort();
  const asked = async (args: object) =>
    (await server.call("trail_find_events", { period: "3d", ...args })).table.rows.map((row) => row[9]).sort();
  const config = ids(
    (event) => roleOf(event.identity) === "AWSServiceRoleForConfig" && event.source === "ec2.amazonaws.com",
  );
  expect(config.length).toBeGreaterThan(2);
  expect(await asked({ role: "awsserviceroleforconfig", source: "ec2.amazonaws.com", reads_only: true })).toEqual(
    config,
  );
  const denied = recent.find(({ errorCode, username }) => errorCode && username !== "")!;
  const { errorCode, username } = denied;
  expect(await asked({ user: username, error: errorCode })).toEqual(
    ids((event) => event.errorCode === errorCode && event.username === username),
  );
});

test.each([
  ["Client.UnauthorizedOperation", "AccessDenied", true],
  ["AccessDeniedException", "accessdenied", true],
  ["Client.InvalidInstanceID.NotFound", "InvalidInstanceID.NotFound", true],
  ["Client.InvalidInstanceID.NotFound", "AccessDenied", false],
  [null, "AccessDenied", false],
])("an error %s is found by %s: %s", (error, asked, found) => {
  expect(matches({ error } as TrailEvent, { error: asked })).toBe(found);
});

test("totals count by user and by event", async () => {
  const { table } = await server.call("trail_find_events", { period: "3d", user: "minsu.park", writes_only: true });
  const count = (column: number, value: string) => table.rows.filter((row) => row[column] === value).length;
  const { events, users, failed, ...counted } = table.totals;
  expect([events, users, failed]).toEqual([table.rows.length, 1, count(7, "failed")]);
  expect(counted["user:minsu.park"]).toBe(table.rows.length);
  for (const [key, value] of Object.entries(counted))
    if (key.startsWith("event:")) expect([key, value]).toEqual([key, count(1, key.slice("event:".length))]);
});

test("an empty page with a token is read past; a token that repeats itself ends the reading, and the answer says how far it got", async () => {
  const question = { period: "24h", source: "ec2.amazonaws.com", regions: ["us-east-1"] };
  const whole = (await server.call("trail_find_events", question)).table;
  await account.fault({ operation: "LookupEvents", kind: "empty_page" });
  expect((await server.call("trail_find_events", question)).table.rows).toEqual(whole.rows);
  await account.fault({ operation: "LookupEvents", kind: "repeated_token", times: 2 });
  const { table } = await server.call("trail_find_events", {
    period: "7d",
    source: "ec2.amazonaws.com",
    regions: ["us-east-1"],
  });
  await account.clearFaults();
  expect(new Set(table.rows.map((row) => row[9])).size).toBe(table.rows.length);
  expect(table.truncated?.why.en).toContain("page limit");
  const seen = table.notes.find(({ code }) => code === "seen_back_to")?.params?.at;
  expect(seen).toBe(table.rows.at(-1)![0]);
});

test("the last minutes may not be there yet", async () => {
  const { table } = await server.call("trail_find_events", { period: "1h", events: ["StopInstances"] });
  expect(table.notes.map(({ code, params }) => [code, params])).toContainEqual(["delivery_delay", { minutes: 15 }]);
  expect(table.source.freshTo).toMatch(/^2026-11-21T03:0/);
});

test("a region that is throttled is named", async () => {
  await account.fault({ operation: "LookupEvents", kind: "throttle", times: 3, region: "us-east-1" });
  const { table } = await server.call("trail_find_events", { period: "24h", events: ["StopInstances"] });
  await account.clearFaults();
  expect(table.scope.regions).toEqual(["ap-northeast-2"]);
  expect(table.scope.skipped.map(({ region, why }) => [region, why.ko])).toEqual([
    ["us-east-1", "AWS가 cloudtrail:LookupEvents 호출을 제한 중 (ThrottlingException)"],
  ]);
});

test("all accounts at once, newest first, each row with its own; one that refuses is named", async () => {
  const role = (id: string) => ({ role: `arn:aws:iam::${id}:role/OpsthreadRead` });
  const dev = { id: "530218467790", name: "haneul-dev", regions: ["ap-northeast-2"], read: role("530218467790") };
  const lost = { id: "999999999999", name: "lost", regions: ["ap-northeast-2"], read: role("999999999999") };
  const context = { zone: "UTC", language: "en", accounts: ["haneul-prod", "haneul-dev", "lost"], runId: "r-1" };
  const three = await startToolServer({ env: account.env("read"), config: { accounts: [haneul, dev, lost] } });
  const ask = (name?: string) => {
    const asked = { period: "2026-11-17..2026-11-20", writes_only: true, source: "ec2.amazonaws.com" };
    return three.call("trail_find_events", name ? { ...asked, account: name } : asked, { context });
  };
  const [all, prod, develop] = await Promise.all([ask("all"), ask(), ask("haneul-dev")]);
  const signIns = await three.call("trail_sign_ins", { period: "7d", account: "all" }, { context });
  const changesOf = async (name: string) =>
    (await three.call("trail_changes", { around: "2026-11-17..2026-11-20", account: name }, { context })).table;
  const [changes, ...changesOfEach] = await Promise.all(["all", "haneul-prod", "haneul-dev"].map(changesOf));
  const instances = await three.call("inventory_find_instances", { account: "all" }, { context });
  await three.close();
  expect(all.table.columns.at(-1)?.name).toBe("account");
  const labelled = [
    ...prod.table.rows.map((row) => [...row, "haneul-prod"]),
    ...develop.table.rows.map((row) => [...row, "haneul-dev"]),
  ];
  const byTime = (a: unknown[], b: unknown[]) =>
    String(b[0]).localeCompare(String(a[0])) || (String(a[9]) < String(b[9]) ? -1 : 1);
  expect(all.table.rows.toSorted(byTime)).toEqual(labelled.sort(byTime));
  expect(all.table.rows.map((row) => row[0])).toEqual(
    all.table.rows
      .map((row) => row[0])
      .toSorted()
      .reverse(),
  );
  expect(all.table.totals.events).toBe(labelled.length);
  expect(all.table.scope.accounts.map(({ name }) => name)).toEqual(["haneul-prod", "haneul-dev"]);
  expect(all.table.scope.skipped.map((skip) => skip.account)).toEqual(["lost"]);
  expect(changes!.columns.at(-1)?.name).toBe("account");
  const changed = changesOfEach.flatMap(({ rows }, n) => rows.map((row) => [...row, ["haneul-prod", "haneul-dev"][n]]));
  expect(changes!.rows.toSorted(byTime)).toEqual(changed.sort(byTime));
  expect(changes!.totals.changes).toBe(changed.length);
  expect(new Set(instances.table.rows.map((row) => row.at(-1)))).toEqual(new Set(["haneul-prod", "haneul-dev"]));
  for (const { scope } of [signIns.table, changes!, instances.table]) {
    expect(scope.accounts.map(({ name }) => name)).toEqual(["haneul-prod", "haneul-dev"]);
    expect(scope.skipped.map(({ account }) => account)).toEqual(["lost"]);
  }
  expect([prod.table.rows.length > 0, develop.table.rows.length > 0]).toEqual([true, true]);
});
