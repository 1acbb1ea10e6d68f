import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { diskMonthly, snapshotMonthly } from "../../../tools/cost/prices.ts";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
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
beforeEach(() => account.clearFaults());

test.each([
  ["rightsizing", "GetRightsizingRecommendation"],
  ["waste", "GetCostAndUsage"],
  ["commitments", "GetSavingsPlansCoverage"],
  ["commitments savings_plans_utilization", "GetSavingsPlansUtilization"],
  ["commitments reservation_coverage", "GetReservationCoverage"],
])("%s is one request, and none when asked again", async (asked, operation) => {
  const [kind, report] = asked.split(" ");
  const input = { kind, ...(report && { report }) };
  await account.clearJournal();
  const { text, table } = await server.call("cost_savings", input);
  await expect(shown(text)).toMatchFileSnapshot(`../__snapshots__/cost-savings-${asked.replaceAll(/[ _]/g, "-")}.txt`);
  expect(table.source.usd).toBe(0.01);
  const again = await server.call("cost_savings", input);
  expect(again.table.source).toMatchObject({ usd: 0, cached: 1 });
  expect(again.table.rows).toEqual(table.rows);
  const paid = (await account.journal()).filter(({ service }) => service === "ce");
  expect(paid.map((request) => request.operation)).toEqual([operation]);
});

test("a region that refuses is told, the other is answered", async () => {
  await account.fault({ operation: "DescribeSnapshots", kind: "deny", region: "us-east-1", times: 1 });
  const { table } = await server.call("cost_savings", { kind: "waste" });
  expect(table.scope).toEqual({
    accounts: [{ id: haneul.id, name: haneul.name }],
    regions: ["ap-northeast-2"],
    skipped: [
      {
        account: "haneul-prod",
        region: "us-east-1",
        why: {
          ko: "ec2:DescribeSnapshots 권한 없음 (UnauthorizedOperation)",
          en: "no permission for ec2:DescribeSnapshots (UnauthorizedOperation)",
        },
      },
    ],
  });
  expect(table.totals.resources).toBe(13);
});

test("without Cost Explorer waste is still found, and the share that is missing is told", async () => {
  await account.fault({ operation: "GetCostAndUsage", kind: "deny", times: 1 });
  const { table } = await server.call("cost_savings", { kind: "waste", tag: "env" });
  expect(table.totals.resources).toBe(13);
  expect(table.totals).not.toHaveProperty("untagged_percent");
  expect(table.scope.skipped.map(({ why }) => why)).toEqual([
    {
      ko: "태그 없는 비용: ce:GetCostAndUsage 권한 없음 (AccessDeniedException)",
      en: "untagged cost: no permission for ce:GetCostAndUsage (AccessDeniedException)",
    },
  ]);
});

test("a report that is refused says which permission is missing", async () => {
  await account.fault({ operation: "GetReservationCoverage", kind: "deny", times: 1 });
  const fresh = await startToolServer({ env: account.env("read") });
  const refused = await fresh.call("cost_savings", { kind: "commitments", report: "reservation_coverage" });
  expect([refused.code, refused.text]).toEqual(["access_denied", expect.stringContaining("ce:GetReservationCoverage")]);
  await fresh.close();
});

test("an account without a Savings Plan says so; past the day's requests waste is found without its share", async () => {
  const role = "arn:aws:iam::530218467790:role/OpsthreadRead";
  const dev = { id: "530218467790", name: "haneul-dev", regions: ["ap-northeast-2"], read: { role } };
  const config = { accounts: [dev, haneul], limits: { cost_explorer_day: 1 } };
  const other = await startToolServer({ env: account.env("read"), config });
  const context = { zone: "Asia/Seoul", language: "en", accounts: ["haneul-dev", "haneul-prod"], runId: "r-1" };
  const commitments = { kind: "commitments", report: "savings_plans_utilization" };
  const { table } = await other.call("cost_savings", commitments, { context });
  expect(table.rows).toEqual([]);
  expect(table.source).toMatchObject({ requests: 0, usd: 0 });
  expect(table.notes.map(({ code }) => code)).toEqual(["commitment_measures", "no_savings_plans"]);
  const coverage = await other.call("cost_savings", { kind: "commitments" }, { context });
  expect(coverage.table.notes.map(({ code }) => code)).toEqual([
    "commitment_measures",
    "no_savings_plans",
    "requests_nearly_used",
  ]);
  expect(coverage.table.rows.map(([, share]) => share)).toEqual([0, 0, 0]);
  expect(table.scope).toEqual({ accounts: [{ id: dev.id, name: dev.name }], regions: [], skipped: [] });
  const waste = await other.call("cost_savings", { kind: "waste", account: "haneul-prod" }, { context });
  expect(waste.table.totals.resources).toBe(13);
  expect(waste.table.scope.skipped.map(({ why }) => why.en)).toEqual([
    "untagged cost: today's Cost Explorer requests are used up",
  ]);
  expect((await other.call("cost_savings", { kind: "rightsizing" }, { context })).code).toBe("budget");
  await other.close();
});

test("prices: a disk by its size and speed, a snapshot by its tier, and none where none is known", () => {
  expect(diskMonthly("ap-northeast-2", { type: "gp3", gib: 100 })).toBeCloseTo(9.12, 6);
  expect(diskMonthly("ap-northeast-2", { type: "gp3", gib: 100, iops: 4_000, throughput: 225 })).toBeCloseTo(
    9.12 + 5.7 + 4.56,
    6,
  );
  expect(diskMonthly("us-east-1", { type: "gp2", gib: 100, iops: 4_000 })).toBeCloseTo(10, 6);
  expect(diskMonthly("us-east-1", { type: "io2", gib: 100, iops: 4_000 })).toBeNull();
  expect(diskMonthly("mars-north-1", { type: "gp3", gib: 100 })).toBeNull();
  expect(snapshotMonthly("us-east-1", 100, "archive")).toBeCloseTo(1.25, 6);
  expect(snapshotMonthly("us-east-1", 100, undefined)).toBeCloseTo(5, 6);
  expect(snapshotMonthly("mars-north-1", 100, "standard")).toBeNull();
});
