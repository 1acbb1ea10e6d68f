import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTools } from "../../tools/catalog.ts";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { haneul } from "./support/tool-server.ts";

/**
 * The read server as any MCP client meets it: raw lines of JSON-RPC over stdio, no context, none of the bot's extras.
 * https://modelcontextprotocol.io/specification
 */
interface Message {
  jsonrpc: "2.0";
  id?: number | string | null;
  method?: string;
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
}

/** The server process and the lines it wrote. */
interface Peer {
  send(message: object | string): void;
  request(method: string, params?: object): Promise<Message>;
  /** Everything that came on stdout, parsed; a line that is not JSON fails the test that closes. */
  lines: string[];
  end(): Promise<number | null>;
}

let account: SampleAccount;
let peer: Peer;
let child: ChildProcessWithoutNullStreams | null = null;

beforeAll(async () => {
  account = await startSampleAccount();
  peer = start();
});
afterAll(async () => {
  child?.kill();
  await account.stop();
});

function start(): Peer {
  const server = spawn(process.execPath, ["--import", "./guard.mjs", "tools/server.ts", "--role", "read"], {
    env: {
      PATH: process.env.PATH ?? "",
      ...account.env("read"),
      OPSTHREAD_TOOLS_CONFIG: JSON.stringify({ accounts: [haneul] }),
      OPSTHREAD_LOG_LEVEL: "debug",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  server.stderr.resume();
  child = server;
  const lines: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  createInterface({ input: server.stdout }).on("line", (line) => {
    lines.push(line);
    const message = JSON.parse(line) as Message;
    if (typeof message.id === "number") waiting.get(message.id)?.(message);
  });
  let id = 0;
  const send = (message: object | string) =>
    void server.stdin.write(
      `${typeof message === "string" ? message : JSON.stringify({ jsonrpc: "2.0", ...message })}\n`,
    );
  return {
    send,
    lines,
    request(method, params = {}) {
      id += 1;
      const own = id;
      const reply = new Promise<Message>((resolve) => waiting.set(own, resolve));
      send({ id: own, method, params });
      return reply;
    },
    end() {
      const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
      server.stdin.end();
      return ended;
    },
  };
}

const hello = (protocolVersion: string) => ({
  protocolVersion,
  capabilities: {},
  clientInfo: { name: "any", version: "1" },
});

test("speaks every version of the protocol that its SDK knows, and offers its newest to a client of another", async () => {
  const asked = [...SUPPORTED_PROTOCOL_VERSIONS, "1999-01-01"];
  const [newest] = SUPPORTED_PROTOCOL_VERSIONS;
  expect(asked).toEqual(expect.arrayContaining(["2024-11-05", "2025-03-26", "2025-06-18"]));
  const answered = [];
  for (const version of asked) answered.push((await peer.request("initialize", hello(version))).result);
  peer.send({ method: "notifications/initialized" });
  expect(answered).toEqual(
    asked.map((version) => ({
      protocolVersion: version === "1999-01-01" ? newest : version,
      capabilities: { tools: {} },
      serverInfo: { name: "opsthread-tools", version: "1" },
    })),
  );
});

test("lists its read tools on one page, each with a schema, and no other kind of thing", async () => {
  const { result } = await peer.request("tools/list");
  const tools = result?.tools as { name: string; inputSchema: object; annotations: object }[];
  expect(result?.nextCursor).toBeUndefined();
  expect(tools.map(({ name }) => name)).toEqual(readTools.map(({ name }) => name));
  for (const { name, inputSchema, annotations } of tools) {
    expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    expect(inputSchema).toMatchObject({ type: "object" });
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  }
  expect((await peer.request("resources/list")).error?.code).toBe(-32601);
  expect((await peer.request("prompts/list")).error?.code).toBe(-32601);
});

test("answers a ping, also while a tool runs", async () => {
  const call = peer.request("tools/call", { name: "inventory_find", arguments: { type: "queue" } });
  expect(await peer.request("ping")).toMatchObject({ result: {} });
  expect((await call).result).not.toHaveProperty("isError");
});

test("row 36: a call that hangs is stopped when the client cancels it, and the next one is answered", async () => {
  await account.fault({ operation: "DescribeInstances", kind: "hang", times: 9 });
  peer.send({ id: 900, method: "tools/call", params: { name: "inventory_find_instances", arguments: {} } });
  await peer.request("ping");
  peer.send({ method: "notifications/cancelled", params: { requestId: 900, reason: "enough" } });
  await account.clearFaults();
  const next = await peer.request("tools/call", { name: "inventory_find_instances", arguments: { name: "bastion" } });
  expect(next.result).toMatchObject({ structuredContent: { kind: "table" } });
  expect(peer.lines.some((line) => (JSON.parse(line) as Message).id === 900)).toBe(false);
});

test("what a client does wrong is an error it can read, and nothing ends", async () => {
  peer.send("this is not JSON");
  peer.send({ method: "notifications/unheard-of" });
  const code = async (method: string, params?: object) => (await peer.request(method, params)).error?.code;
  expect([await code("no/such/method"), await code("tools/call", {}), await code("tools/call", { name: 7 })]).toEqual([
    -32601,
    expect.any(Number),
    expect.any(Number),
  ]);
  const unknown = await peer.request("tools/call", { name: "drop_tables", arguments: {} });
  const invalid = await peer.request("tools/call", { name: "inventory_graph", arguments: { scope: 1, more: true } });
  expect([unknown.result, invalid.result]).toMatchObject([
    { isError: true, _meta: { "opsthread/error": { code: "invalid_input" } } },
    { isError: true, _meta: { "opsthread/error": { code: "invalid_input" } } },
  ]);
  expect(await peer.request("ping")).toMatchObject({ result: {} });
});

test("a result without any context is whole: text for a model, rows that fit the schema, UTC", async () => {
  const { result } = await peer.request("tools/call", { name: "inventory_find", arguments: { type: "bucket" } });
  const { content, structuredContent } = result as {
    content: { type: string; text: string }[];
    structuredContent: { table: { columns: unknown[]; rows: unknown[][] } };
  };
  expect(content.map(({ type }) => type)).toEqual(["text"]);
  expect(content[0]?.text).toMatch(/^inventory_find: 9 rows\./);
  const { columns, rows } = structuredContent.table;
  for (const row of rows) expect(row).toHaveLength(columns.length);
});

test("ends when its client does; stdout carried nothing but JSON-RPC, to the last line", async () => {
  await peer.request("tools/call", { name: "inventory_describe", arguments: { resource: "nothing of that name" } });
  expect(await peer.end()).toBe(0);
  for (const line of peer.lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
});
