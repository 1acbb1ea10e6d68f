import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { toolServer } from "../../src/toolhost/child-command.ts";
import { openAccount } from "../context/account.ts";
import type { Goal } from "../goal.ts";
import { startInstantModel } from "../reply/instant-model.ts";
import { startProcesses } from "../reply/processes.ts";
import { median, table } from "../table.ts";
import { memoryOf } from "../tools/memory.ts";
import { bundleToolServer } from "./bundle.ts";

const STARTS = 7;
/** One tool of each family, as a question would call it. */
const FAMILIES: [family: string, tool: string, args: object][] = [
  ["cost", "cost_query", { period: "last week", group_by: ["service"] }],
  ["CloudTrail", "trail_find_events", { period: "last 24 hours" }],
  ["GuardDuty", "guardduty_list_findings", {}],
  ["logs", "logs_list_groups", {}],
  ["metrics and alarms", "alarms_list", {}],
  ["inventory", "inventory_find", { type: "ec2:instance" }],
  ["documentation", "aws_docs", { query: "GuardDuty severity levels" }],
];

/** Starts with warm disks and compiled modules kept, as after a restart or a deployment of the same version. */
export const startup = {
  name: "startup",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const bot = await botStarts();
    const server = await serverStarts();
    const bundle = await bundleToolServer();
    const bundled = bundle && (await serverStarts(bundle.entry));
    bundle?.remove();
    say(
      "From spawn (ms): the bot until Slack reaches it and until its charts are warm, the tool server to its list of tools",
    );
    say(
      table(
        ["", "median", "best", "worst", "RSS MB"],
        [
          ["bot connected", ...spread(bot.map((one) => one.connectedMs)), ""],
          ["bot ready", ...spread(bot.map((one) => one.readyMs)), ""],
          ["tool server", ...spread(server.ms), median(server.rssMb)],
          ...(bundled ? [["tool server, were it bundled", ...spread(bundled.ms), median(bundled.rssMb)]] : []),
        ],
      ),
    );
    const calls = await firstCalls();
    say("The first call of each family in a new tool server, against the sample account");
    say(
      table(
        ["family", "ms", "again ms", "RSS MB after"],
        calls.map((call) => [call.family, call.firstMs, call.againMs, call.rssMb]),
      ),
    );
    const goals: Goal[] = [
      { what: "bot connected, ms", measured: median(bot.map((one) => one.connectedMs)), limit: 1_500 },
      { what: "tool server ready, ms", measured: median(server.ms), limit: 400 },
      { what: "tool server ready, MB", measured: median(server.rssMb), limit: 90 },
    ];
    return { goals, bot, server, bundled, calls };
  },
};

async function botStarts(): Promise<{ connectedMs: number; readyMs: number }[]> {
  const model = await startInstantModel();
  const processes = await startProcesses(model.url);
  try {
    const starts = [];
    for (let i = 0; i < STARTS; i++) starts.push(await processes.restart());
    return starts;
  } finally {
    await processes.stop();
    await model.stop();
  }
}

async function serverStarts(bundle?: string): Promise<{ ms: number[]; rssMb: number[] }> {
  const ms: number[] = [];
  const rssMb: number[] = [];
  for (let i = 0; i <= STARTS; i++) {
    const dir = mkdtempSync(join(tmpdir(), "opsthread-bench-"));
    const began = performance.now();
    const { command, args: own } = toolServer("read");
    const args = own.map((arg) => (bundle && arg.endsWith("server.ts") ? bundle : arg));
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH ?? "", OPSTHREAD_TOOLS_DATA: dir, OPSTHREAD_LOG_LEVEL: "error" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const say = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    const answered = async () => void (await once(lines, "line"));
    const clientInfo = { name: "bench", version: "1" };
    say({ id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo } });
    await answered();
    say({ method: "notifications/initialized" });
    say({ id: 2, method: "tools/list" });
    await answered();
    // The first start only fills the cache of compiled modules.
    if (i > 0) {
      ms.push(performance.now() - began);
      rssMb.push(memoryOf(child.pid!)?.now ?? Number.NaN);
    }
    const gone = once(child, "exit");
    child.stdin.end();
    await gone;
    rmSync(dir, { recursive: true, force: true });
  }
  return { ms, rssMb };
}

async function firstCalls(): Promise<{ family: string; firstMs: number; againMs: number; rssMb: number }[]> {
  const account = await openAccount();
  try {
    await account.toolHost.tools();
    const results = [];
    for (const [family, tool, args] of FAMILIES) {
      const call = async () => {
        const began = performance.now();
        const outcome = await account.toolHost.call(tool, args, CONTEXT, new AbortController().signal);
        if (outcome.kind === "error") throw new Error(`${tool}: ${outcome.text}`);
        return performance.now() - began;
      };
      const firstMs = await call();
      const againMs = await call();
      results.push({ family, firstMs, againMs, rssMb: memoryOf(account.toolPid()!)?.now ?? Number.NaN });
    }
    return results;
  } finally {
    await account.close();
  }
}

const spread = (ms: number[]): number[] => [median(ms), Math.min(...ms), Math.max(...ms)];

const CONTEXT = { zone: "Asia/Seoul", language: "en" as const, accounts: ["haneul-prod"], runId: "bench" };
