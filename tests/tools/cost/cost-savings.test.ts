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
  ["rightsizing", 1],
  ["waste", 1],
  ["commitments", 3],
])("%s pays for %i requests once, and for none when asked again", async (kind, requests) => {
  const { text, table } = await server.call("cost_savings", { kind });
  await expect(shown(text)).toMatchFileSnapshot(`../__snapshots__/cost-savings-${kind}.txt`);
  expect(table.source.usd).toBe(requests / 100);
  const again = await server.call("cost_savings", { kind });
  expect(again.table.source).toMatchObject({ usd: 0, cached: requests });
  expect(again.table.rows).toEqual(table.rows);
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

test("one of the three commitment reports refused leaves the others; all refused is an error", async () => {
  const fresh = await startToolServer({ env: account.env("read") });
  for (const operation of ["GetSavingsPlansCoverage", "GetSavingsPlansUtilization", "GetReservationCoverage"])
    await account.fault({ operation, kind: "deny", times: 1 });
  expect((await fresh.call("cost_savings", { kind: "commitments" })).code).toBe("access_denied");
  await account.fault({ operation: "GetReservationCoverage", kind: "deny", times: 1 });
  const { table } = await fresh.call("cost_savings", { kind: "commitments" });
  expect(new Set(table.rows.map((row) => row[0]))).toEqual(
    new Set(["savings_plans_coverage", "savings_plans_utilization"]),
  );
  expect(table.scope.skipped.map(({ why }) => why.en)).toEqual([
    "no permission for ce:GetReservationCoverage (AccessDeniedException)",
  ]);
  await fresh.close();
});

test("an account without a Savings Plan says so; past the day's requests waste is found without its share", async () => {
  const role = "arn:aws:iam::530218467790:role/OpsthreadRead";
  const dev = { id: "530218467790", name: "haneul-dev", regions: ["ap-northeast-2"], read: { role } };
  const config = { accounts: [dev, haneul], limits: { cost_explorer_day: 2 } };
  const other = await startToolServer({ env: account.env("read"), config });
  const context = { zone: "Asia/Seoul", language: "en", accounts: ["haneul-dev", "haneul-prod"], runId: "r-1" };
  const { table } = await other.call("cost_savings", { kind: "commitments" }, { context });
  expect(table.notes.map(({ code }) => code)).toEqual([
    "commitment_measures",
    "no_savings_plans",
    "requests_nearly_used",
  ]);
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
