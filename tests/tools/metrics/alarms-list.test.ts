import { beforeAll, describe, expect, test } from "vitest";
import { ringingAlarms } from "../../../sandbox/aws/truth/questions/19-ringing-alarms.ts";
import { changesOf } from "../../../sandbox/aws/world/alarm-timeline.ts";
import { alarmsOf } from "../../../sandbox/aws/world/alarms.ts";
import type { SampleAccount } from "../support/sample-account.ts";
import { accountsOfSeeds, seeds } from "../support/seeds.ts";
import { shown } from "../support/shown.ts";
import type { ToolServer } from "../support/tool-server.ts";
import { factsNow, truthOf, utc } from "../support/world.ts";

const NOW = "2026-11-21T03:00:00Z";

const at = accountsOfSeeds();

describe.each(seeds)("in %s", (seed) => {
  let server: ToolServer;
  beforeAll(() => {
    server = at(seed).server;
  });

  test("question 19: what is ringing now, since when, and how many are in which state", async () => {
    const { table } = await server.call("alarms_list", { state: "ALARM" });
    const truth = truthOf(ringingAlarms, seed, NOW, NOW);
    const rows = table.rows.map(([name, , since, , , kind]) => ({ name, kind, since: String(since).slice(0, 19) }));
    expect(rows.sort(byName)).toEqual(
      truth.alarm.map(({ name, kind, since }) => ({ name, kind, since: utc(since!).slice(0, 19) })).sort(byName),
    );
    expect(table.totals).toEqual({
      shown: truth.counts.ALARM,
      alarms: alarmsOf(factsNow(seed).setting).length,
      alarm: truth.counts.ALARM,
      insufficient_data: truth.counts.INSUFFICIENT_DATA,
      ok: truth.counts.OK,
      actions_disabled: 1,
    });
  });

  test("the history of an alarm: each change with the time it lasted", async () => {
    const { table } = await server.call("alarms_list", { name: "order-api-5xx", history: true, period: "7d" });
    const { setting } = factsNow(seed);
    const alarm = alarmsOf(setting).find(({ name }) => name === "order-api-5xx")!;
    const from = Date.parse(NOW) - 7 * 86_400_000;
    const changes = changesOf(setting, alarm, Date.parse(NOW)).filter(({ time }) => time >= from);
    const states = table.rows.filter(([, , kind]) => kind === "state");
    expect(states.map(([time, name, , before, after]) => [time, name, before, after])).toEqual(
      changes
        .map(({ time, from: before, to }) => [utc(new Date(time).toISOString()), "order-api-5xx", before, to])
        .reverse(),
    );
    const rang = changes.find(({ to }) => to === "ALARM")!;
    const ended = changes[changes.indexOf(rang) + 1]!;
    const minutes = states.findLast(([, , , , to]) => to === "ALARM")?.[5];
    expect(minutes).toBeCloseTo((ended.time - rang.time) / 60_000, 0);
    expect(table.totals.to_alarm).toBe(changes.filter(({ to }) => to === "ALARM").length);
    expect(table.rows.map(([, , kind]) => kind)).toContain("action");
  });
});

const byName = (a: { name: unknown }, b: { name: unknown }) => String(a.name).localeCompare(String(b.name));

describe("how it answers", () => {
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(() => {
    ({ account, server } = at("haneul-1"));
  });

  test("all alarms, the ringing ones first, with what they watch", async () => {
    const { text, table } = await server.call("alarms_list");
    await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/alarms-list.txt");
    const watches = Object.fromEntries(table.rows.map((row) => [row[0], row[4]]));
    expect(watches["order-api-5xx"]).toMatch(
      /^Sum of AWS\/ApplicationELB HTTPCode_Target_5XX_Count \(TargetGroup=targetgroup\/order-api-tg\/\w+, LoadBalancer=app\/\S+\) >= 3 in 3 of 5 x 1m$/,
    );
    expect(watches["web-5xx-rate"]).toMatch(
      /^100 \* part \/ whole \(part = Sum of .+; whole = Sum of .+\) > 3 in 2 of 3 x 5m$/,
    );
    expect(watches["order-api-outage"]).toBe('ALARM("order-api-5xx") AND ALARM("web-5xx-rate")');
    expect(table.rows.find(([name]) => name === "data-batch-1-cpu")?.[6]).toBe(false);
    expect(table.rows.find(([name]) => name === "order-api-5xx")?.[7]).toBe("ops-alerts");
  });

  test("a state that none is in says how many were looked at", async () => {
    const { table, text } = await server.call("alarms_list", { name: "nat-bytes-out", state: "INSUFFICIENT_DATA" });
    expect(table.rows).toEqual([]);
    expect(text).toContain("No alarm is in INSUFFICIENT_DATA among the 1 looked at.");
  });

  test("a name that none has is a sentence with the names there are", async () => {
    const answer = await server.call("alarms_list", { name: "mars" });
    expect([answer.code, answer.text]).toEqual([
      "not_found",
      expect.stringContaining(
        'No alarm of haneul-prod in ap-northeast-2, us-east-1 is called "mars". Alarms: aws-alerts-dlq-depth',
      ),
    ]);
  });

  test("a period older than the history that is kept says so", async () => {
    const { table } = await server.call("alarms_list", { history: true, period: "60d" });
    expect(table.notes.map(({ code }) => code)).toContain("history_kept");
    expect(table.totals.state_changes).toBeGreaterThan(5);
  });

  test("one region denied: told, the rest answered; all denied: the permission that is missing", async () => {
    await account.fault({ operation: "DescribeAlarms", kind: "deny", region: "us-east-1" });
    const { table } = await server.call("alarms_list", { state: "ALARM" });
    expect(table.scope.skipped).toMatchObject([
      { region: "us-east-1", why: { en: expect.stringContaining("cloudwatch:DescribeAlarms") } },
    ]);
    expect(table.totals.alarm).toBe(3);
    await account.fault({ operation: "DescribeAlarms", kind: "deny", times: 2 });
    const denied = await server.call("alarms_list");
    expect([denied.code, denied.text]).toEqual(["access_denied", expect.stringContaining("cloudwatch:DescribeAlarms")]);
    await account.clearFaults();
  });
});
