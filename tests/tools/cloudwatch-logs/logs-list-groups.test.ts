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

test("log groups, the largest first, with those without retention counted", async () => {
  const { text, table } = await server.call("logs_list_groups");
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/logs-list-groups.txt");
  expect(table.totals.without_retention).toBe(table.rows.filter((row) => row[2] === null).length);
});

test("by a part of the name, or none", async () => {
  const { table } = await server.call("logs_list_groups", { contains: "LAMBDA" });
  expect(table.rows.every((row) => String(row[0]).includes("/lambda/"))).toBe(true);
  const none = await server.call("logs_list_groups", { contains: "mars" });
  expect(none.text).toContain('No log group contains "mars" in the regions searched.');
});
