/**
 * `npm run mcp-check`: the read server under the tools others test MCP servers with, the Inspector's command line and the
 * conformance suite. They are fetched into a temporary folder, because they bring more than we do; exact versions, so
 * that what is seen can be seen again.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { startOwnAccount } from "../tools/support/sample-account.ts";
import { toolServerEnv } from "../tools/support/tool-server.ts";
import { httpBridge } from "./http-bridge.ts";

const INSPECTOR = "@modelcontextprotocol/inspector@2.12.0";
const CONFORMANCE = "@modelcontextprotocol/conformance@0.1.16";
/** The others of the suite call tools, prompts and resources of its own fixture server. */
const SCENARIOS = ["server-initialize", "ping", "tools-list"];
/** Exit codes of the Inspector: docs of its --cli. */
const TOOL_ERROR = 5;

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "mcp-check-"));
const server = ["--import", join(root, "guard.mjs"), join(root, "tools/server.ts"), "--role", "read"];
const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);

interface Ran {
  code: number | null;
  output: string;
}

async function run(command: string, args: string[]): Promise<Ran> {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, PATH: path } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  return { code: await promise, output };
}

let failures = 0;
function tell(name: string, ok: boolean, { output }: Ran): void {
  process.stdout.write(`${ok ? "ok  " : "FAIL"} ${name}\n`);
  if (ok) return;
  failures += 1;
  process.stdout.write(`${output.slice(-3_000)}\n`);
}

const account = await startOwnAccount();
try {
  const installed = await run("npm", [
    "install",
    "--no-audit",
    "--no-fund",
    "--prefix",
    folder,
    INSPECTOR,
    CONFORMANCE,
  ]);
  if (installed.code !== 0) throw new Error(`the checks could not be fetched:\n${installed.output}`);
  const bin = (name: string) => join(folder, "node_modules/.bin", name);
  const env = toolServerEnv({ env: account.env("read") });

  // The server it starts sees only what is given here.
  const given = Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
  const inspect = (...args: string[]) =>
    run(bin("mcp-inspector"), ["--cli", ...given, process.execPath, ...server, ...args]);
  const list = await inspect("--method", "tools/list", "--strict");
  const tools = list.output.match(/"inputSchema"/g)?.length ?? 0;
  tell(`Inspector: tools/list --strict, ${tools} tools`, list.code === 0 && tools > 0, list);
  for (const [tool, ...args] of [
    ["cost_query", "period=last week", 'group_by=["service"]'],
    ["trail_find_events", "period=24h"],
    ["guardduty_list_findings"],
    ["logs_list_groups"],
    ["alarms_list"],
    ["inventory_find", "name=order-api"],
    ["aws_docs", "query=severity levels"],
  ] as [string, ...string[]][]) {
    const pairs = args.flatMap((arg) => ["--tool-arg", arg]);
    const called = await inspect("--method", "tools/call", "--tool-name", tool, ...pairs);
    tell(`Inspector: tools/call ${tool}`, called.code === 0 && called.output.includes('"structuredContent"'), called);
  }
  const wrong = await inspect("--method", "tools/call", "--tool-name", "cost_query", "--tool-arg", "period=soon");
  tell(
    "Inspector: a wrong argument is a result with isError",
    wrong.code === TOOL_ERROR && wrong.output.includes("Accepted: today"),
    wrong,
  );

  const bridge = await httpBridge(process.execPath, server, { PATH: path, ...env });
  for (const scenario of SCENARIOS) {
    const checked = await run(bin("conformance"), ["server", "--url", bridge.url, "--scenario", scenario]);
    tell(`conformance: ${scenario}`, checked.code === 0, checked);
  }
  await bridge.close();
} finally {
  await account.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
