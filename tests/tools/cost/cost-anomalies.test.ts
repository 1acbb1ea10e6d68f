import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

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

const asked = async () => (await account.journal()).filter(({ operation }) => operation === "GetAnomalies");

test("the anomalies of all days that AWS keeps, the dearest first", async () => {
  const { text, table } = await server.call("cost_anomalies", {});
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/cost-anomalies.txt");
  expect(table.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
    "start:day",
    "end:day",
    "service:text",
    "region:text",
    "usage_type:text",
    "impact:money",
    "actual:money",
    "expected:money",
    "account:id",
    "causes:number",
    "anomaly_id:id",
  ]);
  expect((await asked()).map(({ region, input }) => [region, input])).toEqual([
    ["us-east-1", { DateInterval: { StartDate: "2026-08-23", EndDate: "2026-11-20" }, MaxResults: 100 }],
  ]);
});

test("an anomaly counts where one of its days lies in the period", async () => {
  const { table } = await server.call("cost_anomalies", { period: "yesterday" });
  expect(table.rows.map((row) => [row[0], row[4]])).toEqual([["2026-11-04", "BoxUsage:g5.12xlarge"]]);
  const earlier = await server.call("cost_anomalies", { period: "2026-11-01..2026-11-03" });
  expect(earlier.table.rows.map((row) => row[4])).toEqual(["APN2-NatGateway-Bytes"]);
});

test("none is said together with what would have been found", async () => {
  const { text, table } = await server.call("cost_anomalies", { period: "2026-09-01..2026-09-30" });
  expect(table.rows).toEqual([]);
  expect(table.totals).toEqual({ anomalies: 0, impact: 0, actual: 0, expected: 0 });
  expect(table.notes.map(({ code }) => code)).toEqual(["anomaly_detection", "none_found"]);
  expect(text).toContain("in an account without a monitor this says nothing");
});

test("a role that may not read anomalies is told which permission is missing", async () => {
  await account.fault({ operation: "GetAnomalies", kind: "deny", times: 1 });
  const answer = await server.call("cost_anomalies", { period: "14d" });
  expect([answer.code, answer.text.includes("ce:GetAnomalies")]).toEqual(["access_denied", true]);
});
