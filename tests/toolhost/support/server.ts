/** A tool server that misbehaves on request: the name of the tool is the fault. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Result, serveByHand } from "./rpc-server.ts";
import { aPreview, aTable } from "./shapes.ts";

const said = (text: string): Result => ({ content: [{ type: "text", text }] });
const line = (text: string): boolean => process.stdout.write(text);
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

type Tool = (request: { id: number | string; args: unknown; meta: unknown }) => Result | Promise<Result>;

const tools: Record<string, Tool> = {
  table: () => ({ ...said("2 days, USD 21.50"), structuredContent: { kind: "table", table: aTable() } }),
  preview: () => ({ ...said("a preview"), structuredContent: { kind: "preview", preview: aPreview() } }),
  wrong_width: () => ({
    ...said("x"),
    structuredContent: { kind: "table", table: { ...aTable(), rows: [["2026-11-09", "EC2", 1], ["2026-11-10"]] } },
  }),
  wrong_cell: () => ({
    ...said("x"),
    structuredContent: { kind: "table", table: { ...aTable(), rows: [["2026-11-09", "EC2", "12.50"]] } },
  }),
  wrong_shape: () => ({ ...said("x"), structuredContent: { kind: "table", table: { rows: 5 } } }),
  wrong_kind: () => ({ ...said("x"), structuredContent: { anything: true } }),
  deep: () => {
    const text = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    return { ...said("x"), structuredContent: JSON.parse(text) };
  },
  text: () => said("plain"),
  refused: () => ({
    ...said("No instance is named order-api-9."),
    isError: true,
    _meta: { "opsthread/error": { code: "not_found" } },
  }),
  refused_plainly: () => ({ ...said("went wrong"), isError: true }),
  bad_arguments: () => ({ ...said("MCP error -32602: Invalid arguments for tool x"), isError: true }),
  spooled: ({ args, meta }) => {
    const given = args as { rows?: string[]; claimed?: number };
    const lines = given.rows ?? aTable().rows.map((row) => JSON.stringify(row));
    const file = `${randomUUID()}.ndjson`;
    writeFileSync(
      join((meta as Record<string, string>)["opsthread/spool"] ?? "", file),
      lines.map((l) => `${l}\n`).join(""),
    );
    return {
      ...said("2 rows"),
      structuredContent: { kind: "table", table: { ...aTable(), rows: [] } },
      _meta: { "opsthread/spooled": { file, rows: given.claimed ?? lines.length } },
    };
  },
  spooled_badly: ({ args }) => ({
    ...said("x"),
    structuredContent: { kind: "table", table: { ...aTable(), rows: [] } },
    _meta: { "opsthread/spooled": { file: (args as { file: string }).file, rows: 1 } },
  }),
  env: () => said(JSON.stringify(process.env)),
  echo: ({ args, meta }) => said(JSON.stringify({ args, meta })),
  crash: () => process.exit(3),
  hang: () => {
    for (;;);
  },
  slow: () => sleep(1_500).then(() => said("late")),
  sleepy: () => sleep(400).then(() => said("done")),
  garbage: () => {
    line("starting up...\n{ not json\n");
    return said("after garbage");
  },
  partial_line: () => {
    line("a log line without its end ");
    return said("swallowed");
  },
  twice: ({ id }) => {
    line(`${JSON.stringify({ jsonrpc: "2.0", id, result: said("first") })}\n`);
    return said("second");
  },
  wrong_id: ({ id }) => {
    line(`${JSON.stringify({ jsonrpc: "2.0", id: 99_999, result: said("not yours") })}\n`);
    return said(`yours ${typeof id}`);
  },
  megabytes_11: () => ({
    ...said("big"),
    structuredContent: { kind: "table", table: { ...aTable(), rows: [["2026-11-09", "x".repeat(11_000_000), 1]] } },
  }),
  /** Starts a process that outlives it, holds its pipes open and heeds no polite request. */
  fork: () => {
    const script = 'trap "" TERM HUP; while :; do sleep 1; done';
    const grandchild = spawn("/bin/sh", ["-c", script], { stdio: "inherit" });
    grandchild.unref();
    return said(String(grandchild.pid));
  },
  line_50_mb: () => {
    line("x".repeat(50 * 1024 * 1024));
    return said("swallowed");
  },
  megabytes_50: () => said("x".repeat(50 * 1024 * 1024)),
  megabytes_3: () => said("x".repeat(3_000_000)),
  long_text: () => said("x".repeat(30_000)),
  stderr: () => {
    process.stderr.write("signed in with AKIAIOSFODNN7EXAMPLE\n");
    process.stderr.write("y".repeat(200_000));
    return said("said it");
  },
};

const lists = { count: 0 };
if (process.argv.includes("--refuse")) process.exit(1);
serveByHand("faulty", {
  "tools/list": ({ cursor }) => {
    lists.count += 1;
    const page = (names: string[]) =>
      names.map((name) => ({
        name,
        description: `list ${lists.count}`,
        inputSchema: { type: "object" as const },
        ...(name === "table" ? { _meta: { "opsthread/title": { ko: "표", en: "TABLE" } } } : {}),
        ...(name === "crash" ? { _meta: { "opsthread/title": { ko: 1 } } } : {}),
        ...(name === "text" ? {} : { title: name.toUpperCase(), annotations: { readOnlyHint: name !== "crash" } }),
      }));
    return cursor === "2" ? { tools: page(["text"]) } : { tools: page(["table", "crash"]), nextCursor: "2" };
  },
  "tools/call": (params, id) => {
    const tool = tools[String(params.name)];
    if (!tool) throw new Error("no such tool");
    return tool({ id, args: params.arguments, meta: params._meta });
  },
});
