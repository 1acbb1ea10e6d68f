import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askFor, daysIn, spanBefore } from "../../../tools/cost/compare-periods.ts";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { seoul, startToolServer, type ToolServer } from "../support/tool-server.ts";

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

const paid = async () => (await account.journal()).filter(({ operation }) => operation === "GetCostAndUsage");

test("two periods come from one paid request, and a follow-up pays nothing", async () => {
  const { text, table } = await server.call("cost_compare", { period: "this month" });
  await expect(text).toMatchFileSnapshot("../__snapshots__/cost-compare.txt");
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
    "service:text",
    "usage_type:text",
    "before:money",
    "after:money",
    "change:money",
    "change_percent:percent",
  ]);
  expect((await paid()).map(({ input }) => input)).toEqual([
    {
      TimePeriod: { Start: "2026-10-01", End: "2026-11-22" },
      Granularity: "DAILY",
      Metrics: ["UnblendedCost"],
      GroupBy: [
        { Type: "DIMENSION", Key: "SERVICE" },
        { Type: "DIMENSION", Key: "USAGE_TYPE" },
      ],
      Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund", "Tax"] } } },
    },
  ]);
  const again = await server.call("cost_compare", { period: "month to date", previous: "2026-10-01..2026-10-21" });
  expect(again.table.rows).toEqual(table.rows);
  expect(again.table.source).toMatchObject({ requests: 0, cached: 1, usd: 0 });
});

test("periods far apart are one request by days where few groups are asked for", async () => {
  const before = (await paid()).length;
  const periods = { period: "2026-11-02..2026-11-08", previous: "2026-03-02..2026-03-08" };
  const { table } = await server.call("cost_compare", { ...periods, group_by: ["region"] });
  const asked = (await paid()).slice(before).map(({ input }) => [input.TimePeriod, input.Granularity]);
  expect(asked).toEqual([[{ Start: "2026-03-02", End: "2026-11-09" }, "DAILY"]]);
  const [before7, after7] = await Promise.all(
    ["2026-03-02..2026-03-08", "2026-11-02..2026-11-08"].map(async (period) => {
      const { totals } = (await server.call("cost_query", { period })).table;
      return totals.usd! - (totals.tax ?? 0);
    }),
  );
  expect(table.totals.before).toBeCloseTo(before7!, 4);
  expect(table.totals.after).toBeCloseTo(after7!, 4);
});

const at = (runId: string | undefined, more: object = {}) => ({ context: { ...seoul, runId, ...more } });

test("of two periods that no one request holds a question reads one, and a later turn the other", async () => {
  const asked = async () => (await paid()).map(({ input }) => input);
  const before = (await paid()).length;
  const far = { period: "2026-10-05..2026-10-08", previous: "2026-03-02..2026-03-08", group_by: ["usage_type"] };
  const half = await server.call("cost_compare", far, at("t-1"));
  expect(half.code).toBe("ambiguous");
  expect(half.text).toBe(
    "2026-10-05..2026-10-08 cost USD 2,317.41 (without credits, refunds and tax). No single request holds both periods: 2026-03-02..2026-03-08 takes another paid request (USD 0.01), and what drove the difference is known after it. Ask which is wanted, and end the turn: Read 2026-03-02..2026-03-08 too and compare (USD 0.01); whole months: 2026-10 / 2026-03 by usage type; 2026-10-05..2026-10-08 / 2026-03-02..2026-03-08 by region; the time just before: 2026-10-05..2026-10-08 / 2026-10-01..2026-10-04 by usage type.",
  );
  // A model that goes on by itself, also with the periods the other way round and with a yes of its own.
  const swapped = { ...far, period: far.previous, previous: far.period };
  for (const args of [far, swapped, { ...far, agreed_pages: 20 }])
    expect((await server.call("cost_compare", args, at("t-1"))).code).toBe("ambiguous");
  expect((await asked()).slice(before)).toMatchObject([
    { TimePeriod: { Start: "2026-10-05", End: "2026-10-09" }, Granularity: "DAILY" },
  ]);

  const { table } = await server.call("cost_compare", far, at("t-2"));
  expect((await asked()).slice(before + 1)).toMatchObject([{ TimePeriod: { Start: "2026-03-02", End: "2026-03-09" } }]);
  expect(table.source).toMatchObject({ requests: 1, cached: 1, usd: 0.01 });
  expect(table.notes.find(({ code }) => code === "reproduce")?.text).toBe(
    "In the Cost Explorer console: Unblended costs, daily, 2026-03-02 to 2026-03-08 and, by itself, 2026-10-05 to 2026-10-08, grouped by Usage type, filter Charge type: excludes Credit, Refund, Tax.",
  );
  expect(table.totals.after).toBeCloseTo(2317.41, 2);
  const again = await server.call("cost_compare", far, at("t-3"));
  expect(again.table.rows).toEqual(table.rows);
  // What cost_query asks is the same request: each serves the other.
  const one = await server.call("cost_query", { period: far.previous, group_by: ["usage_type"] });
  expect([again.table.source.requests, one.table.source.requests]).toEqual([0, 0]);
});

test("what an earlier question has read is compared with at once, and its provisional days are told", async () => {
  const query = { period: "2026-11-16..2026-11-20", group_by: ["operation"] };
  const known = await server.call("cost_query", query, at("t-1"));
  const compared = { ...query, previous: "2026-02-02..2026-02-06" };
  // The turn that has just read it has paid for its one request.
  const before = (await paid()).length;
  const half = await server.call("cost_compare", compared, at("t-1"));
  expect([half.code, (await paid()).length - before]).toEqual(["ambiguous", 0]);
  expect(half.text).toMatch(
    /^2026-11-16\.\.2026-11-20 cost USD [\d,.]+ .*: 2026-02-02\.\.2026-02-06 takes another paid request/,
  );
  const { table } = await server.call("cost_compare", compared, at("t-2"));
  expect([known.table.source.requests, table.source.requests]).toEqual([1, 1]);
  expect(table.totals.after).toBeCloseTo(known.table.totals.usd! - (known.table.totals.tax ?? 0), 4);
  expect(table.notes.find(({ code }) => code === "provisional_days")?.params?.from).toMatch(/^2026-11-(19|20)$/);
});

test("who has no turns, and who may pay once and cannot be asked, pay once a call at most", async () => {
  const asking = async (args: object, meta: object) => {
    const before = (await paid()).length;
    const { code } = await server.call("cost_compare", args, meta);
    return [code, (await paid()).length - before];
  };
  const far = { period: "2026-10-13..2026-10-15", previous: "2026-02-10..2026-02-12", group_by: ["tag:team"] };
  expect(await asking(far, at("t-1", { paidRequests: 1 }))).toEqual(["ambiguous", 0]);
  expect(await asking(far, { context: null })).toEqual(["ambiguous", 1]);
  expect(await asking(far, at("t-2", { paidRequests: 1 }))).toEqual([null, 1]);
  const other = { ...far, previous: "2026-02-17..2026-02-19" };
  expect(await asking(other, at("t-3"))).toEqual([null, 1]);
  const alone = { ...far, period: "2026-10-20..2026-10-22", previous: "2026-02-24..2026-02-26" };
  expect([await asking(alone, { context: null }), await asking(alone, { context: null })]).toEqual([
    ["ambiguous", 1],
    [null, 1],
  ]);
});

test("a yes to the other period is none to further pages of it", async () => {
  const far = { period: "2026-10-24..2026-10-25", previous: "2026-02-03..2026-02-04", group_by: ["usage_type"] };
  expect((await server.call("cost_compare", far, at("t-1"))).code).toBe("ambiguous");
  await account.fault({ operation: "GetCostAndUsage", kind: "empty_page", times: 1 });
  const before = (await paid()).length;
  const part = await server.call("cost_compare", { ...far, agreed_pages: 20 }, at("t-2"));
  expect([part.code, (await paid()).length - before]).toEqual(["budget", 1]);
  const { table } = await server.call("cost_compare", { ...far, agreed_pages: 20 }, at("t-3"));
  expect([table.source.requests, (await paid()).length - before]).toEqual([1, 2]);
});

test("periods too long for days are two requests by months, of which a part is told as what it is", async () => {
  const long = {
    period: "2026-05-20..2026-08-20",
    previous: "2025-12-05..2026-03-15",
    group_by: ["service", "region"],
  };
  expect((await server.call("cost_compare", long, at("t-1"))).code).toBe("ambiguous");
  const { table } = await server.call("cost_compare", long, at("t-2"));
  expect((await paid()).slice(-2).map(({ input }) => [input.TimePeriod, input.Granularity])).toEqual([
    [{ Start: "2026-05-20", End: "2026-08-21" }, "MONTHLY"],
    [{ Start: "2025-12-05", End: "2026-03-16" }, "MONTHLY"],
  ]);
  const days = { period: "2026-05-20..2026-08-20", group_by: ["region"] };
  const { totals } = (await server.call("cost_query", days, at("t-3"))).table;
  expect(table.totals.after).toBeCloseTo(totals.usd! - (totals.tax ?? 0), 3);
});

test("the course of what rose in a region is read from the comparison, and adds up to it", async () => {
  const period = "2026-11-01..2026-11-18";
  const compared = await server.call("cost_compare", { period, group_by: ["usage_type", "region"] });
  const before = (await paid()).length;
  const course = { period, group_by: ["usage_type"], granularity: "daily", regions: ["us-east-1"] };
  const { table } = await server.call("cost_query", course);
  expect([(await paid()).length - before, table.source]).toMatchObject([0, { requests: 0, cached: 1, usd: 0 }]);
  expect(table.notes.map(({ code }) => code)).toContain("tax_excluded");
  expect(new Set(table.rows.map(([day]) => day)).size).toBe(18);
  const added = new Map<unknown, number>();
  for (const [, usage, usd] of table.rows) added.set(usage, (added.get(usage) ?? 0) + Number(usd));
  const after = compared.table.rows.filter(([, region, , usd]) => region === "us-east-1" && usd !== 0);
  expect([...added.keys()].sort()).toEqual(after.map(([usage]) => usage).sort());
  for (const [usage, , , usd] of after) expect(added.get(usage)).toBeCloseTo(Number(usd), 4);
  const net = await server.call("cost_query", { ...course, include_credits: true });
  expect(net.table.source.requests).toBe(1);
});

test("nothing in either period is an answer", async () => {
  const { table } = await server.call("cost_compare", { period: "2026-11-03", group_by: ["record_type"] });
  expect(table.notes.map(({ code }) => code)).not.toContain("none_found");
  const days = table.notes.find(({ code }) => code === "compared_with")?.params;
  expect(days).toEqual({ from: "2026-11-02", to: "2026-11-02", days: 1, days_after: 1 });
});

test.each([
  [{ period: "24h" }, "billed per day"],
  [{ period: "7d", previous: "someday" }, "Accepted: today"],
  [{ period: "7d", group_by: ["service", "region", "account"] }, "group_by"],
])("refuses %j with a sentence", async (args, part) => {
  const answer = await server.call("cost_compare", args);
  expect(answer.code).toBe("invalid_input");
  expect(answer.text).toContain(part);
});

describe("the period before", () => {
  test.each([
    ["a month so far", "2026-11-01", "2026-11-22", "2026-10-01", "2026-10-22"],
    ["a long month so far, after a short one", "2026-03-01", "2026-03-31", "2026-02-01", "2026-03-01"],
    ["a whole month", "2026-10-01", "2026-11-01", "2026-09-01", "2026-10-01"],
    ["three whole months", "2026-08-01", "2026-11-01", "2026-05-01", "2026-08-01"],
    ["seven days", "2026-11-14", "2026-11-21", "2026-11-07", "2026-11-14"],
    ["one day", "2026-11-20", "2026-11-21", "2026-11-19", "2026-11-20"],
    ["a month and a half", "2026-10-01", "2026-11-16", "2026-08-16", "2026-10-01"],
  ])("of %s", (_name, from, to, before, until) => {
    expect(spanBefore({ from, to })).toEqual({ from: before, to: until });
  });

  const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const span = fc
    .tuple(fc.integer({ min: 20_000, max: 20_800 }), fc.integer({ min: 1, max: 200 }))
    .map(([from, length]) => ({ from: date(from), to: date(from + length) }));

  test("is never too far for one request where it begins with a month, or is short", () => {
    fc.assert(
      fc.property(span, (after) => {
        const short = daysIn(after) <= 37;
        const months = after.from.endsWith("-01") && after.to.endsWith("-01");
        fc.pre(short || months);
        expect(askFor(spanBefore(after), after, ["service", "usage_type"])).not.toBeNull();
      }),
    );
  });

  test("never reaches into the period itself and is never empty", () => {
    fc.assert(
      fc.property(span, (after) => {
        const before = spanBefore(after);
        expect(before.to <= after.from && daysIn(before) > 0).toBe(true);
      }),
    );
  });

  test("what is asked covers both, and no month that is asked as one belongs to both or half to one", () => {
    fc.assert(
      fc.property(span, span, fc.constantFrom(["region"], ["service", "usage_type"]), (before, after, groups) => {
        const asked = askFor(before, after, groups);
        if (!asked) return;
        for (const period of [before, after]) expect(asked.from <= period.from && asked.to >= period.to).toBe(true);
        if (asked.granularity === "DAILY") return;
        const [first, second] = before.from <= after.from ? [before, after] : [after, before];
        expect([first.to.slice(8), second.from.slice(8)]).toEqual(["01", "01"]);
      }),
    );
  });
});
