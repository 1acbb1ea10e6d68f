import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openCopyStore } from "../../../../tools/cloudtrail/copy/copy-store.ts";
import type { Table } from "../../../../tools/results.ts";
import { type SampleAccount, startSampleAccount } from "../../support/sample-account.ts";
import { haneul, startToolServer, startToolServerProcess, type ToolServer } from "../../support/tool-server.ts";

const question = { period: "12h", writes_only: true };
const file = () => join(data, "trail.sqlite");
const note = (table: Table, code: string) => table.notes.find((one) => one.code === code)?.params;

let account: SampleAccount;
let data: string;
let plain: ToolServer;
let server: ToolServer;

beforeAll(async () => {
  account = await startSampleAccount();
  data = mkdtempSync(join(tmpdir(), "trail-served-"));
  [plain, server] = await Promise.all([
    startToolServer({ env: account.env("read") }),
    startToolServerProcess({ env: account.env("read"), data }),
  ]);
});
afterAll(async () => {
  await Promise.all([plain.close(), server.close()]);
  await account.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Whether the copy is complete for the last half day in both regions. */
function isFilled(): boolean {
  const store = openCopyStore(file(), { rows: 1e6, bytes: 1e9 });
  const begin = Date.parse("2026-11-20T15:00:00Z");
  const filled = haneul.regions.map((region) => store.spans({ accountId: haneul.id, region }).at(-1));
  store.close();
  return filled.every((span) => span !== undefined && span.fromMs < begin && span.toMs > begin);
}

test("until the copy covers a period AWS answers, and the answer says so", async () => {
  const { table } = await server.call("trail_find_events", question);
  const without = (await plain.call("trail_find_events", question)).table;
  expect(note(table, "copy_partial")).toEqual({ covered_from: null, full: false });
  expect(note(without, "copy_partial")).toBe(undefined);
  expect(table.rows).toEqual(without.rows);
});

test("killed while it fills, it keeps its pages; then the same answer comes from the copy and one request a region", async () => {
  await vi.waitFor(() => expect(isFilled()).toBe(true), { timeout: 20_000, interval: 250 });
  process.kill((server.client.transport as StdioClientTransport).pid!, "SIGKILL");
  await server.close();
  server = await startToolServer({ env: account.env("read"), data });
  const [copied, asked] = [
    await server.call("trail_find_events", question),
    await plain.call("trail_find_events", question),
  ];
  const told = note(copied.table, "from_copy") as { fresh_to: string; regions: number; of: number };
  expect(told).toMatchObject({ regions: 2, of: 2 });
  expect(told.fresh_to).toMatch(/^2026-11-21T02:4\d:\d\dZ$/);
  expect(copied.table.rows).toEqual(asked.table.rows);
  expect(copied.table.totals).toEqual(asked.table.totals);
  expect(copied.table.source.requests).toBe(2);
});

test("when AWS does not answer, the copy does, and says up to when", async () => {
  await account.fault({ operation: "LookupEvents", kind: "throttle", times: 40 });
  const { table, code } = await server.call("trail_find_events", question);
  await account.clearFaults();
  expect(code).toBe(null);
  expect(table.rows.length).toBeGreaterThan(0);
  expect(note(table, "tail_unread")).toEqual({ from: table.source.freshTo, regions: 2 });
  expect(note(table, "from_copy")).toMatchObject({ fresh_to: table.source.freshTo });
});

test("who may not read the trail is not answered from its copy", async () => {
  await account.fault({ operation: "LookupEvents", kind: "deny", times: 400 });
  // What has just been throttled may be so for a moment longer.
  const code = async () => (await server.call("trail_find_events", question)).code;
  await expect.poll(code, { timeout: 15_000, interval: 1_000 }).toBe("access_denied");
  await account.clearFaults();
});

test("where no copy can be kept AWS answers, and the answer says so", async () => {
  const broken = mkdtempSync(join(tmpdir(), "trail-broken-"));
  mkdirSync(join(broken, "trail.sqlite"));
  // The account's bucket is empty from what the server above asked and fills by, and this one does not know of that.
  await server.close();
  const other = await startToolServer({ env: account.env("read"), data: broken });
  await delay(1_500);
  const { table } = await other.call("trail_find_events", { period: "12h", events: ["StopInstances"] });
  await other.close();
  rmSync(broken, { recursive: true });
  expect(note(table, "copy_unavailable")).toEqual({ reason: "unreadable" });
  expect(table.scope.skipped).toEqual([]);
});
