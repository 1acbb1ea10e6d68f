import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { haneul, startToolServer, startToolServerProcess } from "./support/tool-server.ts";

let account: SampleAccount;
let server: Awaited<ReturnType<typeof startToolServerProcess>>;

beforeAll(async () => {
  account = await startSampleAccount();
  server = await startToolServerProcess({ env: account.env("read") });
});
afterAll(async () => {
  await server.close();
  await account.stop();
});

const lookups = async () => (await account.journal()).filter(({ operation }) => operation === "LookupEvents").length;

test("stdout carries JSON-RPC and nothing else, also when tools fail and at debug level; closing stdin ends all", async () => {
  const data = mkdtempSync(join(tmpdir(), "opsthread-tools-"));
  const child = spawn(process.execPath, ["--import", "./guard.mjs", "tools/server.ts", "--role", "read"], {
    env: {
      PATH: process.env.PATH ?? "",
      ...account.env("read"),
      OPSTHREAD_TOOLS_CONFIG: JSON.stringify({ accounts: [haneul] }),
      OPSTHREAD_LOG_LEVEL: "debug",
      OPSTHREAD_TOOLS_DATA: data,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += String(chunk);
  });
  const lines: string[] = [];
  const ids = new Set<unknown>();
  const done = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      ids.add((JSON.parse(line) as { id?: unknown }).id);
      if (ids.size === 5) resolve();
    });
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const client = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } };
  send({ id: 1, method: "initialize", params: client });
  send({ method: "notifications/initialized" });
  send({ id: 2, method: "tools/list", params: {} });
  send({ id: 3, method: "tools/call", params: { name: "inventory_find_instances", arguments: {} } });
  send({ id: 4, method: "tools/call", params: { name: "cost_query", arguments: { period: "soon" } } });
  const root = { period: "7d", events: ["CreateUser"] };
  send({ id: 5, method: "tools/call", params: { name: "trail_find_events", arguments: root } });
  await done;
  // The copy of events fills meanwhile: minutes of work at two requests a second.
  const asked = await lookups();
  await vi.waitFor(async () => expect(await lookups()).toBeGreaterThan(asked), { timeout: 30_000 });
  await expect.poll(() => log).toContain('"msg":"ready"');
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const before = await lookups();
  child.stdin.end();
  expect(await ended).toBe(0);
  expect((await lookups()) - before).toBeLessThanOrEqual(2);
  rmSync(data, { recursive: true });
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
});

test("is given exactly the environment it needs, and says which variables it has", async () => {
  const told = () =>
    server
      .stderr()
      .split("\n")
      .find((line) => line.includes('"msg":"ready"')) ?? "";
  await expect.poll(told).not.toBe("");
  const ready = JSON.parse(told()) as { env: string[]; role: string };
  const ofTheTransport = ["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];
  expect(ready.env.filter((name) => !ofTheTransport.includes(name))).toEqual([
    "AWS_CONFIG_FILE",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_PROFILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    // Where the guard keeps compiled modules.
    "NODE_COMPILE_CACHE",
    "OPSTHREAD_NOW",
    "OPSTHREAD_TOOLS_CONFIG",
  ]);
});

test("a client that sends no context gets UTC and the first account", async () => {
  const { table } = await server.call(
    "trail_find_events",
    { period: "yesterday", events: ["CreateUser"] },
    { context: null },
  );
  expect(table.period).toMatchObject({ from: "2026-11-20T00:00:00Z", to: "2026-11-21T00:00:00Z", zone: "UTC" });
  expect(table.scope.accounts).toEqual([{ id: "417205938164", name: "haneul-prod" }]);
});

test("a tool that does not exist is answered with those that do", async () => {
  const answer = await server.call("delete_everything");
  expect(answer.code).toBe("invalid_input");
  expect(answer.text).toMatch(/^There is no tool "delete_everything"\. Tools: cost_query, trail_find_events/);
});

test("asks AWS who it is when the configuration does not say", async () => {
  const own = await startToolServer({ env: account.env("read"), config: {} });
  const { table } = await own.call("inventory_find_instances", { name: "bastion" }, { context: null });
  expect(table.scope.accounts).toEqual([{ id: "417205938164", name: "default" }]);
  await own.close();
});

test("assumes the read role of an account that names one, once for all its clients", async () => {
  const config = { accounts: [{ ...haneul, read: { role: "arn:aws:iam::417205938164:role/OpsthreadRead" } }] };
  const file = account.env("read");
  const assuming = await startToolServerProcess({ env: { ...file, AWS_PROFILE: `${file.AWS_PROFILE}-base` }, config });
  const count = async () => (await account.journal()).filter(({ operation }) => operation === "AssumeRole").length;
  const before = await count();
  const [instances, events] = await Promise.all([
    assuming.call("inventory_find_instances", { name: "bastion" }),
    assuming.call("trail_find_events", { period: "1h", events: ["CreateUser"] }),
  ]);
  expect([instances.code, events.code]).toEqual([null, null]);
  expect((await count()) - before).toBe(1);
  await assuming.close();
});

test("starts again with fresh credentials after AWS called the old ones expired", async () => {
  await account.fault({ operation: "DescribeInstances", kind: "expired", times: 6 });
  const refused = await server.call("inventory_find_instances", { name: "bastion" });
  expect(refused.code).toBe("expired_credentials");
  await account.clearFaults();
  expect((await server.call("inventory_find_instances", { name: "bastion" })).code).toBeNull();
});

test("does not start with a broken configuration, and says why on stderr alone", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "./guard.mjs", "tools/server.ts", "--role", "act"],
    {
      env: { PATH: process.env.PATH ?? "" },
      encoding: "utf8",
    },
  );
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    "The tool server cannot start: OPSTHREAD_ACT_SECRET has to be set by the bot that starts the act server.\n",
  );
});
