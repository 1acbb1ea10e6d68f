import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGzip } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createDocumentation } from "../../tools/docs/documentation.ts";
import { readPages } from "../../tools/read-pages.ts";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { haneul, seoul, startToolServer, type ToolServer } from "./support/tool-server.ts";

/** Rows of the reliability page's list of cases that are the tools' to pass, over the real wire. */
let account: SampleAccount;
let server: ToolServer;
beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServer({ env: account.env("read") });
});
afterEach(() => account.clearFaults());
afterAll(() => server.close());

const sent = async (operation: string) => (await account.journal()).filter((entry) => entry.operation === operation);

test("row 33: a body that unpacks to gigabytes is left at the limit of bytes", async () => {
  const megabyte = Buffer.alloc(1_048_576, 32);
  let unpacked = 0;
  const bomb = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    const gzip = createGzip();
    gzip.pipe(response);
    const feed = () => {
      if (unpacked >= 2_000 || response.destroyed) return void gzip.end();
      unpacked += 1;
      if (gzip.write(megabyte)) setImmediate(feed);
      else gzip.once("drain", feed);
    };
    feed();
    response.once("close", () => gzip.destroy());
  });
  await new Promise<void>((ready) => bomb.listen(0, "127.0.0.1", ready));
  const at = `http://127.0.0.1:${(bomb.address() as AddressInfo).port}/`;
  const before = process.memoryUsage().rss;
  const docs = createDocumentation((_url, init) => fetch(at, init));
  await expect(docs.search("severity", new AbortController().signal)).rejects.toThrow(/too large/);
  bomb.closeAllConnections();
  await new Promise((done) => bomb.close(done));
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576);
  expect(unpacked).toBeLessThan(200);
});

const lists: [tool: string, args: object, operation: string][] = [
  ["inventory_find_instances", {}, "DescribeInstances"],
  ["inventory_find", { type: "security group" }, "DescribeSecurityGroups"],
  ["logs_list_groups", {}, "DescribeLogGroups"],
  ["alarms_list", {}, "DescribeAlarms"],
  ["dashboards_read", {}, "ListDashboards"],
  ["guardduty_list_findings", {}, "ListFindings"],
  ["trail_find_events", { period: "2026-11-20", events: ["StartInstances"] }, "LookupEvents"],
];
/** What a row is about: its first columns. Others may grow while one looks. */
const identities = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row.slice(0, 3)));

test.each(lists)(
  "row 35: %s counts nothing twice when a token repeats itself, stops, and says so",
  async (tool, args, operation) => {
    const usual = await server.call(tool, args);
    const before = (await sent(operation)).length;
    await account.fault({ operation, kind: "repeated_token", times: 200 });
    const { table, text } = await server.call(tool, args);
    expect((await sent(operation)).length - before).toBeLessThanOrEqual(50);
    expect(new Set(identities(table.rows)).size).toBe(table.rows.length);
    expect(identities(usual.table.rows)).toEqual(expect.arrayContaining(identities(table.rows)));
    const told = [table.truncated?.why.en, ...table.notes.map(({ text: note }) => note)].join("; ");
    expect(told).toMatch(/page limit|pages|not all|more than was read/i);
    expect(text).toMatch(/page|not all|more than was read/i);
  },
);

test.each(lists)("row 35: %s reads past an empty page that has a token", async (tool, args, operation) => {
  const usual = await server.call(tool, args);
  await account.fault({ operation, kind: "empty_page" });
  const { table } = await server.call(tool, args);
  expect(identities(table.rows).sort()).toEqual(identities(usual.table.rows).sort());
});

test("row 35: pages end at the limit, and a list that is cut is not complete", async () => {
  let page = 0;
  const endless = async () => {
    page += 1;
    return { next: `t-${page}` };
  };
  expect(await readPages(50, endless, ({ next }) => next)).toMatchObject({ requests: 50, complete: false });
  expect(
    await readPages(
      50,
      async () => ({ next: "" }),
      ({ next }) => next,
    ),
  ).toMatchObject({ requests: 1, complete: true });
});

const classes: [kind: string, code: string, says: RegExp, requests: number][] = [
  ["throttle", "throttled", /limiting|throttl/i, 3],
  ["expired", "expired_credentials", /credentials|expired/i, 1],
  ["deny", "access_denied", /needs the permission ec2:DescribeInstances/, 1],
  ["not_enabled", "access_denied", /us-east-1 or this service is not enabled in haneul-prod \(OptInRequired\)/, 1],
  ["clock_skew", "expired_credentials", /the clock of the bot's host differs/, 3],
  ["http503", "unavailable", /again/i, 3],
  ["html_page", "unavailable", /again/i, 3],
  ["xml_page", "unavailable", /again/i, 3],
  ["cut", "unavailable", /again/i, 3],
  ["half_body", "unavailable", /again/i, 3],
];

test.each(classes)(
  "row 36: %s is told as %s, and a read is tried at most three times",
  async (kind, code, says, most) => {
    const before = (await sent("DescribeInstances")).length;
    await account.fault({ operation: "DescribeInstances", kind, times: 10 });
    const answer = await server.call("inventory_find_instances", { regions: ["us-east-1"] });
    expect([answer.code, answer.text]).toEqual([code, expect.stringMatching(says)]);
    const attempts = (await sent("DescribeInstances")).length - before;
    expect(attempts).toBeLessThanOrEqual(most);
  },
);

test("row 36: two refusals for haste are tried over, and nobody notices", async () => {
  await account.fault({ operation: "DescribeInstances", kind: "throttle", times: 2 });
  const { table } = await server.call("inventory_find_instances", { regions: ["us-east-1"] });
  expect([table.rows.length, table.scope.skipped]).toEqual([2, []]);
});

test("row 37: one region of five that is down is named, the rest answered; it is not taken for nothing", async () => {
  const regions = ["ap-northeast-2", "us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"];
  const five = await startToolServer({ env: account.env("read"), config: { accounts: [{ ...haneul, regions }] } });
  await account.fault({ operation: "DescribeInstances", kind: "http503", region: "us-east-1", times: 10 });
  const { table, text } = await five.call("inventory_find_instances", {});
  await five.close();
  expect(table.scope.regions).toEqual(regions.filter((region) => region !== "us-east-1"));
  expect(table.scope.skipped.map(({ region }) => region)).toEqual(["us-east-1"]);
  expect(text).toContain("Not searched: us-east-1: ec2:DescribeInstances failed");
});

test("row 37: without STS the server starts, says what is wrong, and works once it answers", async () => {
  await account.fault({ service: "sts", operation: "*", kind: "http503", times: 50 });
  const own = await startToolServer({ env: account.env("read"), config: {} });
  const down = await own.call("inventory_find_instances", {}, { context: { ...seoul, accounts: ["default"] } });
  await account.clearFaults();
  const up = await own.call("inventory_find_instances", {}, { context: { ...seoul, accounts: ["default"] } });
  await own.close();
  expect(["unavailable", "expired_credentials"]).toContain(down.code);
  expect(down.text).toMatch(/[.]$/);
  expect(up.table.rows.length).toBeGreaterThan(0);
});

test("row 38: twenty questions at once to CloudTrail stay within two requests a second, none is throttled, all are answered", async () => {
  const before = (await sent("LookupEvents")).length;
  const events = Array.from({ length: 5 }, (_, index) => `RowThirtyEight${index}`);
  const started = performance.now();
  const answers = await Promise.all(
    [...events, ...events, ...events, ...events].map((event) =>
      server.call("trail_find_events", { period: "2026-11-12", events: [event], regions: ["us-east-1"] }),
    ),
  );
  const seconds = (performance.now() - started) / 1_000;
  const lookups = (await sent("LookupEvents")).slice(before);
  expect(lookups.every(({ outcome }) => outcome === "ok")).toBe(true);
  expect(lookups).toHaveLength(events.length);
  expect(lookups.length).toBeLessThanOrEqual(2 * seconds + 2);
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => null));
});

test("row 39: of a hundred questions to Cost Explorer the limit's are sent, the rest refused with the number", async () => {
  const config = { accounts: [haneul], limits: { cost_explorer_day: 3, logs_scan_gb: 0.01 } };
  const thrifty = await startToolServer({ env: account.env("read"), config });
  const before = (await sent("GetCostAndUsage")).length;
  const days = Array.from({ length: 100 }, (_, index) =>
    new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10),
  );
  const answers = await Promise.all(days.map((period) => thrifty.call("cost_query", { period })));
  const scan = await thrifty.call("logs_query", { groups: ["web"], period: "30d", query: "stats count(*)" });
  await thrifty.close();
  expect((await sent("GetCostAndUsage")).length - before).toBe(3);
  const refused = answers.filter(({ code }) => code === "budget");
  expect(refused).toHaveLength(97);
  expect(new Set(refused.map(({ text }) => text))).toEqual(
    new Set([expect.stringMatching(/^Today's limit of 3 Cost Explorer requests \(USD 0\.01 each\) is used up\./)]),
  );
  expect([scan.code, scan.text]).toEqual([
    "budget",
    expect.stringMatching(/^This query would scan about [\d.]+ GB \(under USD 0\.01\), over the limit of 0\.01 GB/),
  ]);
});
