import { afterAll, beforeAll, expect, test } from "vitest";
import { type SampleAccount, startSampleAccount } from "../support/sample-account.ts";
import { shown } from "../support/shown.ts";
import { sharedToolServer, type ToolServer } from "../support/tool-server.ts";

let account: SampleAccount;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await sharedToolServer(account);
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

test("errors per step, with zeros where there were none", async () => {
  const period = "2026-11-20T10:00..2026-11-20T11:00";
  const { text, table } = await server.call("logs_error_timeline", { service: "order-api", period });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/logs-error-timeline.txt");
  expect(table.rows.length).toBe(12);
  expect(table.rows.map((row) => row[0]).slice(0, 2)).toEqual(["2026-11-20T01:00:00Z", "2026-11-20T01:05:00Z"]);
  const errors = await server.call("logs_analyze_errors", { service: "order-api", period });
  expect(table.totals.errors).toBe(errors.table.totals.errors);
});

test("a longer period gets longer steps unless a step is asked for", async () => {
  const week = await server.call("logs_error_timeline", { service: "order-api", period: "2d" });
  expect(week.table.notes.find(({ code }) => code === "bin")?.params).toEqual({ bin: "1h" });
  const fine = await server.call("logs_error_timeline", { service: "order-api", period: "30d", bin: "5m" });
  expect(fine.code).toBe("invalid_input");
});
