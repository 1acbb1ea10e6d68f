import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { failedSignIns } from "../../../sandbox/aws/truth/questions/29-failed-sign-ins.ts";
import { rootUse } from "../../../sandbox/aws/truth/questions/30-root-use.ts";
import type { Table } from "../../../tools/results.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

const DAY = 86_400_000;
const now = Date.parse(NOW);
const seoulTime = (iso: unknown) =>
  `${new Date(Date.parse(String(iso)) + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
const cellsOf = ({ columns, rows }: Table, ...names: string[]) =>
  rows.map((row) => names.map((name) => row[columns.findIndex((column) => column.name === name)]));

describe.each(["haneul-1", "haneul-3"])("sign-ins of %s", (seed) => {
  const facts = factsOf(seed, now);
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(async () => {
    account = await startSampleAccount(NOW, seed);
    server = await startToolServer({ env: account.env("read") });
  });
  afterAll(async () => {
    await server.close();
    await account.stop();
  });

  test("who failed to sign in during the last week, and how often", async () => {
    const truth = failedSignIns.answer(facts, { from: now - 7 * DAY, to: now, zone: "Asia/Seoul" });
    const { table } = await server.call("trail_sign_ins", { period: "7d", kind: "failed" });
    expect(truth.total).toBeGreaterThan(3);
    expect(table.totals).toMatchObject({ sign_ins: truth.total, failed: truth.total, users: truth.users.length });
    for (const { user, count, addresses, first, last, regions } of truth.users) {
      const own = cellsOf(table, "user", "source_ip", "time", "region").filter(([name]) => name === user);
      expect(table.totals[`user:${user}`]).toBe(count);
      expect([...new Set(own.map(([, ip]) => ip))].sort()).toEqual(addresses);
      expect([seoulTime(own.at(-1)![2]), seoulTime(own[0]![2])]).toEqual([first, last]);
      expect([...new Set(own.map(([, , , region]) => region))].sort()).toEqual(regions);
    }
    expect(table.totals[`ip:${truth.suspiciousAddress}`]).toBe(facts.setting.story.torLogins.length);
  });

  test("all that the root user did, sign-in or not", async () => {
    const truth = rootUse.answer(facts, { from: now - 30 * DAY, to: now, zone: "Asia/Seoul" });
    const { table } = await server.call("trail_sign_ins", { period: "30d", kind: "root" });
    expect(truth.events.length).toBe(2);
    const told = cellsOf(table, "event", "time", "region", "source_ip", "error", "event_id").reverse();
    expect(told).toEqual(
      truth.events.map((event) => [
        event.name,
        new Date(Date.parse(event.at)).toISOString().replace(".000Z", "Z"),
        event.region,
        event.sourceIp,
        event.outcome === "Success" ? null : event.outcome,
        event.cloudTrailEventId,
      ]),
    );
    expect(table.totals).toMatchObject({ sign_ins: 1, other_calls: 1, root: 1, users: 1, "user:root": 2 });
  });

  test("sign-ins without MFA are those that worked", async () => {
    const { table } = await server.call("trail_sign_ins", { period: "30d", kind: "no_mfa" });
    const truth = facts
      .events(now - 30 * DAY, now)
      .filter(({ name, response, additional }) => {
        const worked = (response as { ConsoleLogin?: string })?.ConsoleLogin === "Success";
        return name === "ConsoleLogin" && worked && (additional as { MFAUsed?: string })?.MFAUsed === "No";
      })
      .map(({ id }) => id);
    expect(cellsOf(table, "event_id").flat().sort()).toEqual(truth.sort());
    expect(table.totals.without_mfa).toBe(truth.length);
    expect(truth.length).toBeGreaterThan(0);
  });

  if (seed === "haneul-1")
    test("none says what was searched, with the regions in which sign-ins of IAM users may be recorded", async () => {
      const { text, table } = await server.call("trail_sign_ins", { period: "yesterday", kind: "root" });
      expect(table.scope.regions).toEqual(["ap-northeast-2", "us-east-1", "us-east-2", "eu-north-1", "ap-southeast-2"]);
      expect(shown(text)).toMatchInlineSnapshot(`
        "trail_sign_ins: 0 rows.
        Totals: sign_ins 0, failed 0, without_mfa 0, root 0, other_calls 0, users 0.
        Period: 2026-11-19T15:00:00Z to 2026-11-20T15:00:00Z (end excluded; words read in Asia/Seoul)
        Searched: haneul-prod (417205938164); ap-northeast-2, us-east-1, us-east-2, eu-north-1, ap-southeast-2.
        Note: No use of the root user in this period; all pages were read. Data events (such as S3 objects) are not part of this history.
        Source: CloudTrail, 5 requests."
      `);
    });
});
