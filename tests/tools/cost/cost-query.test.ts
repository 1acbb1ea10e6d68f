import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { consoleName } from "../../../tools/cost/groups.ts";
import { type SampleAccount, startOwnAccount } from "../support/sample-account.ts";
import { haneul, seoul, startToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;
const data = mkdtempSync(join(tmpdir(), "tools-"));

beforeAll(async () => {
  account = await startOwnAccount();
  server = await startToolServer({ env: account.env("read"), data });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});
beforeEach(() => account.clearFaults());

const paid = async () => (await account.journal()).filter(({ operation }) => operation === "GetCostAndUsage");

test("last week's cost by service, per UTC billing day", async () => {
  const { text, table } = await server.call("cost_query", { period: "last week", group_by: ["service"] });
  await expect(text).toMatchFileSnapshot("../__snapshots__/cost-query.txt");
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(["day:day", "service:text", "usd:money"]);
  expect(table.period).toEqual({
    from: "2026-11-09T00:00:00Z",
    to: "2026-11-16T00:00:00Z",
    zone: "Asia/Seoul",
    utcDays: true,
  });
  expect(table.scope).toEqual({ accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: [], skipped: [] });
  expect(new Set(table.rows.map((row) => row[0])).size).toBe(7);
  const sum = table.rows.reduce((total, row) => total + Number(row[2]), 0);
  expect(table.totals.usd).toBeCloseTo(sum, 4);
});

test("asks Cost Explorer exactly one canonical question, record types along, so that net costs nothing more", async () => {
  const before = (await paid()).length;
  const question = { period: "2026-11-01..2026-11-03", services: ["RDS", "EC2"], regions: ["us-east-1"] };
  await server.call("cost_query", question);
  const net = await server.call("cost_query", { ...question, include_credits: true });
  expect(net.table.source.requests).toBe(0);
  const asked = (await paid()).slice(before);
  expect(asked.map(({ input }) => input)).toEqual([
    {
      TimePeriod: { Start: "2026-11-01", End: "2026-11-04" },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
      GroupBy: [{ Type: "DIMENSION", Key: "RECORD_TYPE" }],
      Filter: {
        And: [
          {
            Dimensions: {
              Key: "SERVICE",
              Values: ["Amazon Elastic Compute Cloud - Compute", "Amazon Relational Database Service", "EC2 - Other"],
            },
          },
          { Dimensions: { Key: "REGION", Values: ["us-east-1"] } },
        ],
      },
    },
  ]);
});

test("with two groups there is no room for record types: AWS leaves credits out itself", async () => {
  const before = (await paid()).length;
  const group_by = ["category:Product", "tag:team"];
  const { table } = await server.call("cost_query", { period: "2026-11-02", group_by, granularity: "total" });
  expect(table.columns.map(({ name }) => name)).toEqual(["category_Product", "tag_team", "usd"]);
  expect(table.totals).toEqual({ usd: table.totals.usd, days: 1 });
  expect((await paid()).slice(before).map(({ input }) => input)).toEqual([
    {
      TimePeriod: { Start: "2026-11-02", End: "2026-11-03" },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
      GroupBy: [
        { Type: "COST_CATEGORY", Key: "Product" },
        { Type: "TAG", Key: "team" },
      ],
      Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund"] } } },
    },
  ]);
});

test("peers row 1: credits that outweigh the use never hide it", async () => {
  const question = { period: "2026-11-01", services: ["Amazon Elastic Compute Cloud - Compute"] };
  const { table } = await server.call("cost_query", { ...question, include_credits: true });
  expect(table.totals.net).toBeLessThan(0);
  expect(table.totals.credits).toBe(-420);
  const told = table.notes.find(({ code }) => code === "credits_included");
  expect(told?.params).toEqual({ credits: -420, refunds: 0, charged: Math.round(table.totals.gross! * 100) / 100 });
  expect(told?.text).toMatch(
    /^Credits \(USD -420\.00\) and refunds \(USD 0\.00\) are taken off; without them it is USD \d/,
  );
  const gross = await server.call("cost_query", question);
  expect(gross.table.totals.usd).toBeCloseTo(table.totals.usd! + 420, 4);
  expect(gross.table.notes[0]).toMatchObject({ code: "credits_excluded", params: { credits: -420, refunds: 0 } });
});

test("peers row 2: a metric is one word, and AWS is sent the list it wants", async () => {
  const before = (await paid()).length;
  for (const metric of ["unblended", "amortized", "net_unblended"])
    expect((await server.call("cost_query", { period: "2026-10-06", metric })).code).toBeNull();
  expect((await paid()).slice(before).map(({ input }) => input.Metrics)).toEqual([
    ["UnblendedCost"],
    ["AmortizedCost"],
    ["NetUnblendedCost"],
  ]);
  const refused = await server.call("cost_query", { period: "2026-10-06", metric: '["UnblendedCost"]' });
  expect(refused.code).toBe("invalid_input");
  expect(refused.text).toContain("unblended");
});

test.each([
  ["yesterday", "2026-11-20", "2026-11-21"],
  ["last week", "2026-11-09", "2026-11-16"],
  ["month to date", "2026-11-01", "2026-11-22"],
  ["지난달", "2026-10-01", "2026-11-01"],
  ["7d", "2026-11-14", "2026-11-21"],
])("peers row 3: the period %s needs no dates from the model", async (period, from, to) => {
  const { table } = await server.call("cost_query", { period, granularity: "total" });
  expect([table.period?.from.slice(0, 10), table.period?.to.slice(0, 10)]).toEqual([from, to]);
});

test("peers row 5: every request goes to the one endpoint of Cost Explorer, whatever the account's regions are", async () => {
  expect(new Set((await paid()).map(({ region }) => region))).toEqual(new Set(["us-east-1"]));
});

test("peers row 13: each page is paid and counted, and a failed request is not", async () => {
  const data = mkdtempSync(join(tmpdir(), "tools-"));
  const config = { accounts: [haneul], limits: { cost_explorer_day: 4 } };
  const small = await startToolServer({ env: account.env("read"), config, data });
  const usage = { period: "2026-07-15..2026-10-31", group_by: ["usage_type"] };
  await account.fault({ operation: "GetCostAndUsage", kind: "deny", times: 1 });
  expect((await small.call("cost_query", usage)).code).toBe("access_denied");
  const before = (await paid()).length;
  const pages = async () => (await paid()).slice(before).map(({ input }) => input.NextPageToken !== undefined);
  const first = await small.call("cost_query", usage);
  expect([first.code, await pages()]).toEqual(["budget", [false]]);
  expect(first.text).toBe(
    "Cost Explorer splits this answer over several pages, of which 1 was read. Each further page costs USD 0.01, and needs the yes of the person who asks. Ask whether to read the rest, and end the turn; after a yes call again with agreed_pages: 20. Or ask for a shorter period, fewer groups, or months.",
  );
  // A model that agrees with itself, in the turn that asked: the first page is there already, and no other is read.
  expect([(await small.call("cost_query", { ...usage, agreed_pages: 20 })).code, await pages()]).toEqual([
    "budget",
    [false],
  ]);
  const later = { context: { ...seoul, runId: "r-2" } };
  const whole = await small.call("cost_query", { ...usage, agreed_pages: 20 }, later);
  expect([whole.table.source, await pages()]).toMatchObject([{ requests: 1, usd: 0.01 }, [false, true]]);
  expect(whole.table.totals.days).toBe(109);
  const again = await small.call("cost_query", usage, { context: { ...seoul, runId: "r-3" } });
  expect([again.table.totals, await pages()]).toEqual([whole.table.totals, [false, true]]);
  const used = async (period: string) =>
    (await small.call("cost_query", { period })).table.notes.find(({ code }) => code === "requests_nearly_used")
      ?.params;
  expect(await used("2026-10-07")).toBeUndefined();
  expect(await used("2026-10-08")).toEqual({ of: "day", used: 4, limit: 4 });
  await small.close();
});

test("names what it divides by as the console does", () => {
  expect(
    ["usage_type", "account", "record_type", "availability_zone", "tag:team", "category:Product"].map(consoleName),
  ).toEqual([
    "Usage type",
    "Linked account",
    "Charge type",
    "Availability Zone",
    "Tag: team",
    "Cost category: Product",
  ]);
});

test("tells how to see the figure in the console", async () => {
  const { table } = await server.call("cost_query", {
    period: "last week",
    group_by: ["region"],
    services: ["S3"],
    metric: "amortized",
  });
  expect(table.notes.find(({ code }) => code === "reproduce")).toEqual({
    code: "reproduce",
    text: "In the Cost Explorer console: Amortized costs, daily, 2026-11-09 to 2026-11-15, grouped by Region, filter Service: Amazon Simple Storage Service; Charge type: excludes Credit, Refund.",
    params: {
      metric: "amortized",
      filter: "Service: Amazon Simple Storage Service; Charge type: excludes Credit, Refund",
      granularity: "daily",
      group_by: "Region",
    },
  });
});

test("peers rows 11 and 12: answers the same question from disk, also in other words, as a total, and after a restart", async () => {
  const first = await server.call("cost_query", { period: "last week", group_by: ["region"] });
  expect(first.table.source).toMatchObject({ requests: 1, cached: 0, usd: 0.01 });
  const before = (await paid()).length;
  const total = await server.call("cost_query", {
    period: "2026-11-09..2026-11-15",
    group_by: ["region"],
    granularity: "total",
  });
  expect(total.table.source).toMatchObject({ requests: 0, cached: 1, usd: 0 });
  expect(total.table.columns.map(({ name }) => name)).toEqual(["region", "usd"]);
  expect(total.table.totals.usd).toBeCloseTo(first.table.totals.usd!, 4);
  expect(total.table.notes.map(({ code }) => code)).toEqual(["credits_excluded", "reproduce", "cached"]);

  await server.close();
  server = await startToolServer({ env: account.env("read"), data });
  const again = await server.call("cost_query", { period: "last week", group_by: ["region"] });
  expect(again.table.rows).toEqual(first.table.rows);
  expect(again.table.source.cached).toBe(1);
  expect((await paid()).length).toBe(before);
});

test("peers row 10: marks provisional days, and cost without the tag", async () => {
  const { table } = await server.call("cost_query", {
    period: "this month",
    group_by: ["tag:team"],
    granularity: "monthly",
  });
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(["month:day", "tag_team:text", "usd:money"]);
  expect(new Set(table.rows.map((row) => row[0]))).toEqual(new Set(["2026-11"]));
  expect(table.rows.map((row) => row[1])).toContain("(none)");
  const provisional = table.notes.find(({ code }) => code === "provisional_days");
  expect(provisional?.params?.from).toMatch(/^2026-11-(19|20|21)$/);
  expect(table.source.freshTo).toBe(`${provisional?.params?.from}T00:00:00Z`);
});

test("includes credits when asked to", async () => {
  const { table } = await server.call("cost_query", {
    period: "last month",
    group_by: ["record_type"],
    granularity: "total",
    include_credits: true,
  });
  expect(table.notes.map(({ code }) => code)).not.toContain("credits_excluded");
  expect(table.rows.length).toBeGreaterThan(0);
});

test("no cost is an answer that names what was searched", async () => {
  const { text, table } = await server.call("cost_query", { period: "last week", services: ["Amazon Mars"] });
  expect(table.totals.usd).toBe(0);
  expect(text).toContain("No cost was recorded for this question (services: Amazon Mars).");
  const mars = await server.call("cost_query", { period: "last week", regions: ["mars-north-1"] });
  expect(mars.text).toContain("No cost was recorded for this question (regions: mars-north-1).");
});

test("a tag that nothing carries is told from cost without the tag", async () => {
  const { table } = await server.call("cost_query", { period: "yesterday", group_by: ["service", "tag:Team"] });
  expect(table.notes.find(({ code }) => code === "tag_without_cost")?.params).toEqual({ tag: "Team" });
  const known = await server.call("cost_query", { period: "yesterday", group_by: ["tag:team", "service"] });
  expect(known.table.notes.map(({ code }) => code)).not.toContain("tag_without_cost");
});

test("stops at the day's limit of paid requests, and says so", async () => {
  const config = { accounts: [{ name: "haneul-prod", regions: ["ap-northeast-2"] }], limits: { cost_explorer_day: 1 } };
  const limited = await startToolServer({ env: account.env("read"), config });
  await limited.call("cost_query", { period: "2026-11-01" });
  const refused = await limited.call("cost_query", { period: "2026-11-02" });
  expect(refused).toMatchObject({ code: "budget" });
  expect(refused.text).toContain("limit of 1 Cost Explorer requests");
  expect((await limited.call("cost_query", { period: "2026-11-01" })).table.source.cached).toBe(1);
  await limited.close();
});

test.each([
  [{ period: "24h" }, "invalid_input", "billed per day"],
  [{ period: "soon" }, "invalid_input", "Accepted: today, yesterday"],
  [{ period: "7d", group_by: ["colour"] }, "invalid_input", "use service, region"],
  [{ period: "7d", group_by: ["category:Colour"] }, "invalid_input", "Cost category Colour does not exist"],
  [{ period: "7d", group_by: ["service", "region", "account"] }, "invalid_input", "group_by"],
  [{ period: "7d", color: "red" }, "invalid_input", 'Unrecognized key: "color"'],
  [{ period: "7d", account: "elsewhere" }, "invalid_input", "haneul-prod"],
  [{}, "invalid_input", "period"],
])("refuses %j with a sentence", async (args, code, part) => {
  const answer = await server.call("cost_query", args);
  expect(answer.code).toBe(code);
  expect(answer.text).toContain(part);
});

test.each([
  ["deny", "access_denied", "needs the permission ce:GetCostAndUsage"],
  ["throttle", "throttled", "AWS is limiting ce:GetCostAndUsage"],
  ["expired", "expired_credentials", "did not accept the credentials"],
  ["http503", "unavailable", "Try again"],
])("explains %s", async (kind, code, part) => {
  await account.fault({ operation: "GetCostAndUsage", kind, times: 3 });
  const answer = await server.call("cost_query", { period: "2026-10-01..2026-10-02", group_by: ["usage_type"] });
  expect(answer.code).toBe(code);
  expect(answer.text).toContain(part);
});
