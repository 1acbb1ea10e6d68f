/** Every figure of the cost tools against the world itself, never against the API, for two seeds. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { dev } from "../../../sandbox/aws/world/account.ts";
import { addressesOf } from "../../../sandbox/aws/world/addresses.ts";
import { anomaliesAt } from "../../../sandbox/aws/world/anomalies.ts";
import type { BilledRow } from "../../../sandbox/aws/world/billing.ts";
import { categoryOf } from "../../../sandbox/aws/world/cost-categories.ts";
import { imagesOf } from "../../../sandbox/aws/world/images.ts";
import { rightsizingAt } from "../../../sandbox/aws/world/rightsizing.ts";
import { snapshotsAt } from "../../../sandbox/aws/world/snapshots.ts";
import { volumesAt } from "../../../sandbox/aws/world/volumes.ts";
import type { Table } from "../../../tools/results.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { haneul, seoul, startToolServer, type ToolServer } from "../support/tool-server.ts";

const now = Date.parse(NOW);
const DAY = 86_400_000;
const role = `arn:aws:iam::${dev.id}:role/OpsthreadRead`;
const haneulDev = { id: dev.id, name: dev.name, regions: ["ap-northeast-2"], read: { role } };
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const date = (time: number) => new Date(time).toISOString().slice(0, 10);
const sum = (rows: readonly BilledRow[]) => rows.reduce((total, row) => total + row.unblended, 0);
const ofType =
  (...types: string[]) =>
  (row: BilledRow) =>
    types.includes(row.recordType);
const charged = (row: BilledRow) => !["Credit", "Refund"].includes(row.recordType);
const byUse = (row: BilledRow) => charged(row) && row.recordType !== "Tax";

describe.each(["haneul-1", "haneul-3"])("the account of %s", (seed) => {
  let account: SampleAccount;
  let server: ToolServer;
  const { bill, setting, world } = factsOf(seed, now);

  beforeAll(async () => {
    account = await startSampleAccount(NOW, seed);
    server = await startToolServer({ env: account.env("read"), config: { accounts: [haneul, haneulDev] } });
  });
  afterAll(async () => {
    await server.close();
    await account.stop();
  });

  const table = async (name: string, args: object): Promise<Table> => (await server.call(name, args)).table;
  const note = ({ notes }: Table, code: string) => notes.find((one) => one.code === code)?.params;
  /** To the cent and beyond: AWS writes ten decimals, a table six. */
  const same = (actual: Map<string, number>, rows: readonly BilledRow[], keyOf: (row: BilledRow) => string) => {
    const expected = new Map([...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, sum(group)]));
    const billed = (of: Map<string, number>) => [...of].flatMap(([key, usd]) => (Math.abs(usd) < 5e-7 ? [] : [key]));
    expect(billed(actual).sort()).toEqual(billed(expected).sort());
    for (const [key, usd] of expected) expect([key, actual.get(key) ?? 0]).toEqual([key, expect.closeTo(usd, 5)]);
  };
  const sums = ({ rows }: Table, keys: number) =>
    new Map(rows.map((row) => [row.slice(0, keys).join(" / "), Number(row[keys])]));

  test.each([
    ["2026-08", "2026-09"],
    ["2026-09", "2026-10"],
    ["2026-10", "2026-11"],
  ])("the closed month %s ties to its invoice to the cent", async (month, next) => {
    const rows = bill(utc(`${month}-01`), utc(`${next}-01`));
    const answer = await table("cost_query", { period: month, granularity: "total" });
    const invoice = Math.round(sum(rows) * 100) / 100;
    expect(note(answer, "invoice_total")).toEqual({ usd: invoice });
    expect(Math.round(answer.totals.net! * 100) / 100).toBe(invoice);
    expect(answer.totals.usd).toBeCloseTo(sum(rows.filter(charged)), 5);
    expect(answer.totals.gross).toBeCloseTo(
      sum(rows.filter((row) => charged(row) && !/Discount$/.test(row.recordType))),
      5,
    );
    expect(answer.totals.tax).toBeCloseTo(sum(rows.filter(ofType("Tax"))), 5);
    expect(answer.totals.credits).toBeCloseTo(sum(rows.filter(ofType("Credit"))), 5);
    const refunds = sum(rows.filter(ofType("Refund")));
    expect(refunds < 0).toBe(month === "2026-10");
    expect(answer.totals.refunds ?? 0).toBeCloseTo(refunds, 5);
    if (month !== "2026-10") return;
    const net = Math.round((answer.totals.usd! + answer.totals.credits! + refunds) * 100) / 100;
    expect(note(answer, "credits_excluded")).toEqual({ credits: -420, refunds: -86.4, net });
    const typed = await table("cost_query", { period: month, group_by: ["record_type"], include_credits: true });
    const ofRefunds = typed.rows.filter((row) => row[1] === "Refund");
    expect(ofRefunds.map(([day, , usd]) => [day, usd])).toEqual([["2026-10-14", refunds]]);
  });

  test("cost per day and service is that of the bill, tax and discounts in, credits and refunds out", async () => {
    const answer = await table("cost_query", { period: "2026-10-10..2026-10-20", group_by: ["service"] });
    const rows = bill(utc("2026-10-10"), utc("2026-10-21"));
    expect(rows.some(ofType("Refund"))).toBe(true);
    same(sums(answer, 2), rows.filter(charged), (row) => `${date(row.day)} / ${row.service}`);
  });

  test("three months by region are those of the bill", async () => {
    const period = "2026-08..2026-10";
    const answer = await table("cost_query", { period, group_by: ["region"], granularity: "monthly" });
    const rows = bill(utc("2026-08-01"), utc("2026-11-01")).filter(charged);
    same(sums(answer, 2), rows, (row) => `${date(row.day).slice(0, 7)} / ${row.region}`);
  });

  test("cost by tag tells the share without it, by category all of it", async () => {
    const rows = bill(utc("2026-10-01"), utc("2026-11-01")).filter(charged);
    const tags = await table("cost_query", { period: "2026-10", group_by: ["tag:team"], granularity: "total" });
    same(sums(tags, 1), rows, (row) => row.tags.team || "(none)");
    const untagged = sum(rows.filter((row) => !row.tags.team));
    expect(tags.totals.untagged).toBeCloseTo(untagged, 4);
    expect(tags.totals.untagged_percent).toBeCloseTo((untagged / sum(rows)) * 100, 4);
    const categories = { period: "2026-10", group_by: ["category:Product", "region"], granularity: "total" };
    same(sums(await table("cost_query", categories), 2), rows, (row) => `${categoryOf(row.tags)} / ${row.region}`);
  });

  test("cost by instance type, purchase option and availability zone is that of the hosts", async () => {
    const rows = bill(utc("2026-11-05"), utc("2026-11-08")).filter((row) => charged(row) && row.region === "us-east-1");
    const asked = { period: "2026-11-05..2026-11-07", granularity: "total", regions: ["us-east-1"] };
    const by = (...groups: string[]) => table("cost_query", { ...asked, group_by: groups });
    same(sums(await by("instance_type", "availability_zone"), 2), rows, ({ instance, usageType }) =>
      [/(?:BoxUsage|NodeUsage):(.+)/.exec(usageType)?.[1] ?? "NoInstanceType", instance?.zone ?? "NoAZ"].join(" / "),
    );
    same(sums(await by("purchase_type"), 1), rows, () => "On Demand Instances");
    for (const group of ["operation", "platform", "tenancy", "legal_entity", "invoicing_entity"])
      expect([group, (await by(group)).totals.usd]).toEqual([group, expect.closeTo(sum(rows), 5)]);
  });

  test("amortized and net cost are their own columns of the bill", async () => {
    const rows = bill(utc("2026-11-09"), utc("2026-11-16")).filter(charged);
    for (const [metric, read] of [
      ["amortized", (row: BilledRow) => row.amortized],
      ["net_unblended", (row: BilledRow) => row.netUnblended],
    ] as const) {
      const { totals } = await table("cost_query", { period: "last week", metric });
      expect(totals.usd).toBeCloseTo(
        rows.reduce((total, row) => total + read(row), 0),
        5,
      );
    }
  });

  test("the month to date is compared with the same days of the last month, and the GPU story is the driver", async () => {
    const answer = await table("cost_compare", { period: "month to date" });
    const before = bill(utc("2026-10-01"), utc("2026-10-22")).filter(byUse);
    const after = bill(utc("2026-11-01"), utc("2026-11-22")).filter(byUse);
    expect(note(answer, "compared_with")).toEqual({ from: "2026-10-01", to: "2026-10-21", days: 21, days_after: 21 });
    const key = (row: BilledRow) => `${row.service} / ${row.usageType}`;
    same(sums(answer, 2), before, key);
    same(new Map(answer.rows.map((row) => [row.slice(0, 2).join(" / "), Number(row[3])])), after, key);
    expect(answer.totals.change).toBeCloseTo(sum(after) - sum(before), 4);
    const gpu = after.filter((row) => row.usageType === "BoxUsage:g5.12xlarge");
    expect(note(answer, "driver")).toMatchObject({
      by: "service, usage_type",
      name: "Amazon Elastic Compute Cloud - Compute",
      inner_name: "BoxUsage:g5.12xlarge",
    });
    expect(note(answer, "driver")?.inner_change).toBeCloseTo(sum(gpu), 4);
    expect(answer.rows[0]?.slice(0, 3)).toEqual(["Amazon Elastic Compute Cloud - Compute", "BoxUsage:g5.12xlarge", 0]);
  });

  test("two periods that no one request holds differ by what the bill says, and so does what drove it", async () => {
    const far = {
      period: "2026-11-09..2026-11-15",
      previous: "2026-04-06..2026-04-12",
      group_by: ["usage_type", "region"],
    };
    const turn = (runId: string) => server.call("cost_compare", far, { context: { ...seoul, runId } });
    expect((await turn("far-1")).code).toBe("ambiguous");
    const { table: answer } = await turn("far-2");
    const before = bill(utc("2026-04-06"), utc("2026-04-13")).filter(byUse);
    const after = bill(utc("2026-11-09"), utc("2026-11-16")).filter(byUse);
    const key = (row: BilledRow) => `${row.usageType} / ${row.region}`;
    same(sums(answer, 2), before, key);
    same(new Map(answer.rows.map((row) => [row.slice(0, 2).join(" / "), Number(row[3])])), after, key);
    expect(answer.totals.change).toBeCloseTo(sum(after) - sum(before), 4);
    const grown = [...Map.groupBy([...before, ...after], ({ usageType }) => usageType).keys()]
      .map((usage) => {
        const of = (rows: readonly BilledRow[]) => sum(rows.filter(({ usageType }) => usageType === usage));
        return { usage, by: of(after) - of(before) };
      })
      .sort((a, b) => b.by - a.by);
    expect(note(answer, "driver")).toMatchObject({ name: grown[0]!.usage, change: expect.closeTo(grown[0]!.by, 4) });
    expect(answer.source).toMatchObject({ requests: 1, cached: 1, usd: 0.01 });
  });

  test("which service grew most from one month to the next", async () => {
    const answer = await table("cost_compare", { period: "last month", group_by: ["service"] });
    const before = bill(utc("2026-09-01"), utc("2026-10-01")).filter(byUse);
    const after = bill(utc("2026-10-01"), utc("2026-11-01")).filter(byUse);
    same(sums(answer, 1), before, (row) => row.service);
    const grown = [...Map.groupBy(after, (row) => row.service)]
      .map(([service, rows]) => ({ service, by: sum(rows) - sum(before.filter((row) => row.service === service)) }))
      .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
    expect(answer.rows.slice(0, 3).map((row) => row[0])).toEqual(grown.slice(0, 3).map(({ service }) => service));
    expect(answer.rows[0]?.[3]).toBeCloseTo(grown[0]!.by, 4);
  });

  test("the forecast is AWS's, and the month's finished days are added once they are known", async () => {
    const daily = sum(bill(utc("2026-11-07"), utc("2026-11-21")).filter(byUse)) / 14;
    const alone = await table("cost_forecast", {});
    expect(alone.totals.forecast).toBeCloseTo(daily * 10, 4);
    expect(alone.totals.low).toBeCloseTo(daily * 10 * 0.92, 4);
    expect(alone.totals.high).toBeCloseTo(daily * 10 * 1.08, 4);
    expect(alone.totals.total).toBeUndefined();

    await server.call("cost_query", { period: "this month", granularity: "total" });
    const whole = await table("cost_forecast", { until: "2026-11" });
    const spent = sum(bill(utc("2026-11-01"), utc("2026-11-21")).filter(byUse));
    expect(whole.totals.spent_before_today).toBeCloseTo(spent, 4);
    expect(whole.totals.total).toBeCloseTo(spent + daily * 10, 4);
    expect(whole.totals.total_high).toBeCloseTo(spent + daily * 10 * 1.08, 4);
    expect(whole.source).toMatchObject({ requests: 0, usd: 0 });
  });

  test("peers row 14: the anomaly that lasts for days is found, with its root cause and what it cost", async () => {
    const answer = await table("cost_anomalies", { period: "30d" });
    const known = anomaliesAt(setting, now).sort((a, b) => b.impact - a.impact);
    expect(known.length).toBe(2);
    const name = (one: string) => answer.columns.findIndex((column) => column.name === one);
    expect(
      answer.rows.map((row) =>
        ["start", "end", "service", "region", "usage_type", "anomaly_id"].map((c) => row[name(c)]),
      ),
    ).toEqual(known.map((one) => [one.start, one.end, one.service, one.region, one.usageType, one.id]));
    for (const [index, one] of known.entries())
      for (const column of ["impact", "actual", "expected"] as const)
        expect(answer.rows[index]?.[name(column)]).toBeCloseTo(one[column], 2);
    expect(answer.totals.anomalies).toBe(2);
  });

  test("rightsizing names the hosts with hardly any load and what they save", async () => {
    const answer = await table("cost_savings", { kind: "rightsizing" });
    const known = rightsizingAt(setting, now);
    expect(answer.rows.map((row) => [row[1], row[3], row[4], row[5]])).toEqual(
      known.map(({ host, target }) => [host.id, host.type, target ? "modify" : "terminate", target ?? null]),
    );
    const saving = known.reduce((total, one) => total + one.monthlySaving, 0);
    expect(answer.totals).toMatchObject({ candidates: known.length });
    expect(answer.totals.monthly_saving).toBeCloseTo(saving, 4);
  });

  test("waste is what nothing uses, over both regions, at list prices", async () => {
    const answer = await table("cost_savings", { kind: "waste" });
    const stopped = new Set(world.instances(now).flatMap((host) => (host.running ? [] : [host.id])));
    const volumes = volumesAt(setting, now);
    const inImages = new Set(imagesOf(setting).map((image) => image.snapshot));
    const old = snapshotsAt(setting, now).filter(
      ({ id, startedAt }) => !inImages.has(id) && startedAt < now - 90 * DAY,
    );
    const ids = {
      unattached_volume: volumes.filter((volume) => !volume.attached).map(({ id }) => id),
      idle_address: addressesOf(setting).flatMap((one) => (one.usedBy ? [] : [one.allocationId])),
      old_snapshot: old.map(({ id }) => id),
      stopped_instance_disk: volumes
        .filter(({ attached }) => stopped.has(attached?.instance ?? ""))
        .map(({ id }) => id),
    };
    for (const [kind, expected] of Object.entries(ids)) {
      expect(expected.length).toBeGreaterThan(0);
      const found = answer.rows.filter((row) => row[0] === kind).map((row) => String(row[1]));
      expect([kind, found.sort()]).toEqual([kind, expected.sort()]);
    }
    const rate = { gp3: 0.0912, gp2: 0.114 };
    const disks = (kept: readonly string[]) =>
      volumes.filter(({ id }) => kept.includes(id)).reduce((usd, { gib, type }) => usd + gib * rate[type], 0);
    expect(answer.totals.unattached_volumes_usd).toBeCloseTo(disks(ids.unattached_volume), 4);
    expect(answer.totals.stopped_instance_disks_usd).toBeCloseTo(disks(ids.stopped_instance_disk), 4);
    expect(answer.totals.idle_addresses_usd).toBeCloseTo(ids.idle_address.length * 3.65, 4);
    expect(answer.totals.old_snapshots_usd).toBeCloseTo(
      old.reduce((usd, { gib }) => usd + gib * 0.05, 0),
      4,
    );
    const rows = bill(utc("2026-10-22"), utc("2026-11-21")).filter(charged);
    const share = sum(rows.filter((row) => !row.tags.team)) / sum(rows);
    expect(answer.totals.untagged_percent).toBeCloseTo(share * 100, 4);
  });

  test("the coverage of the savings plan falls with the GPU hosts", async () => {
    const answer = await table("cost_savings", { kind: "commitments" });
    const covered = (from: string, to: string) =>
      sum(bill(utc(from), utc(to)).filter(ofType("SavingsPlanCoveredUsage")));
    const months = [
      ["2026-09", covered("2026-09-01", "2026-10-01")],
      ["2026-10", covered("2026-10-01", "2026-11-01")],
      ["2026-11", covered("2026-11-01", "2026-11-21")],
    ] as const;
    const coverage = answer.rows;
    expect(coverage.map((row) => row[0])).toEqual(months.map(([month]) => month));
    for (const [index, [, usd]] of months.entries()) expect(coverage[index]?.[2]).toBeCloseTo(usd, 4);
    expect(Number(coverage[2]?.[1])).toBeLessThan(Number(coverage[1]?.[1]));
    const used = await table("cost_savings", { kind: "commitments", report: "savings_plans_utilization" });
    const fee = sum(bill(utc("2026-09-01"), utc("2026-11-21")).filter(ofType("SavingsPlanRecurringFee")));
    expect(used.totals.commitment).toBeCloseTo(fee, 4);
  });

  test("reservations cover the hours of the database that was reserved, from the day it was", async () => {
    const known = factsOf(seed, now, now, dev);
    const context = { context: { ...seoul, accounts: ["haneul-dev"] } };
    const asked = { kind: "commitments", report: "reservation_coverage", account: "haneul-dev" };
    const { table: answer } = await server.call("cost_savings", asked, context);
    const hours = (from: string, to: string, type: string) =>
      known
        .bill(utc(from), utc(to))
        .filter(ofType(type))
        .filter((row) => /BoxUsage|InstanceUsage:db|NodeUsage/.test(row.usageType));
    const quantity = (rows: readonly BilledRow[]) => rows.reduce((total, row) => total + row.quantity, 0);
    const months = [
      ["2026-09", "2026-09-01", "2026-10-01"],
      ["2026-10", "2026-10-01", "2026-11-01"],
      ["2026-11", "2026-11-01", "2026-11-21"],
    ] as const;
    expect(answer.rows.length).toBe(3);
    for (const [index, [month, from, to]] of months.entries()) {
      const [reserved, onDemand] = [hours(from, to, "DiscountedUsage"), hours(from, to, "Usage")];
      const [covered, rest] = [quantity(reserved), quantity(onDemand)];
      expect(answer.rows[index]).toEqual([
        month,
        expect.closeTo(covered / (covered + rest), 5),
        expect.closeTo(covered, 4),
        expect.closeTo(rest, 4),
        expect.closeTo(sum(onDemand), 4),
      ]);
    }
    expect(answer.rows.map((row) => Number(row[2]) > 0)).toEqual([false, true, true]);
    expect(answer.notes.map(({ code }) => code)).not.toContain("no_reservations");
    // The bill of the month has it as a fee and as use that costs nothing more.
    const bill = await server.call(
      "cost_query",
      { period: "2026-11", group_by: ["record_type"], account: "haneul-dev" },
      context,
    );
    same(
      sums(bill.table, 2),
      known.bill(utc("2026-11-01"), utc("2026-11-22")),
      (row) => `${date(row.day)} / ${row.recordType}`,
    );
  });
});
