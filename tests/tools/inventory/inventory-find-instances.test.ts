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

test("instances by a prefix of the Name tag", async () => {
  const { text, table } = await server.call("inventory_find_instances", { name: "order-api*" });
  await expect(shown(text)).toMatchFileSnapshot("../__snapshots__/inventory-find-instances.txt");
  expect(table.rows.map((row) => row[0])).toEqual(["order-api-1", "order-api-2", "order-api-3"]);
});

test("all regions are swept, and states are counted", async () => {
  const { table } = await server.call("inventory_find_instances");
  expect(new Set(table.rows.map((row) => row[5]))).toEqual(new Set(["ap-northeast-2", "us-east-1"]));
  expect(table.totals).toEqual({ instances: 20, running: 18, stopped: 2 });
});

test("one instance by id, and an id that does not exist", async () => {
  const { table } = await server.call("inventory_find_instances", { name: "bastion" });
  const id = String(table.rows[0]![1]);
  expect((await server.call("inventory_find_instances", { id })).table.rows).toEqual(table.rows);
  const none = await server.call("inventory_find_instances", { id: "i-0123456789abcdef0" });
  expect(none.code).toBeNull();
  expect(shown(none.text)).toMatchInlineSnapshot(`
    "inventory_find_instances: 0 rows.
    Totals: instances 0, running 0, stopped 0.
    Searched: haneul-prod (417205938164); ap-northeast-2, us-east-1.
    Note: No instance matches i-0123456789abcdef0 in the regions searched. Names are compared exactly; use a prefix with * to search wider.
    Source: EC2, 2 requests, complete to <now>."
  `);
});

test("never asks for user data or other attributes", async () => {
  const operations = new Set((await account.journal()).map(({ operation }) => operation));
  expect(operations).toEqual(new Set(["AssumeRole", "DescribeInstances"]));
});
