import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Control, createControl } from "../../sandbox/slack/control-client.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** The local workspace and the bot on it, each a process of its own. */
export interface Processes {
  control: Control;
  /** What the bot says of itself at `/metrics`, by name; the delay of its event loop is that since the last look. */
  metrics(): Promise<Map<string, number>>;
  /** Ends the bot and starts it again on the same state; milliseconds from spawn until Slack reaches it, and until charts are warm. */
  restart(): Promise<{ connectedMs: number; readyMs: number }>;
  stop(): Promise<void>;
}

/** The bot is answered by the model at `modelUrl`; without `aws` its tools reach nothing. */
export async function startProcesses(
  modelUrl: string,
  aws?: { configFile: string; profile: string },
): Promise<Processes> {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-bench-"));
  const children: ChildProcess[] = [];
  const start = (script: string, args: string[], env: Record<string, string>) => {
    const child = spawn(process.execPath, ["--import", "./guard.mjs", join(ROOT, script), ...args, "--with-parent"], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    children.push(child);
    return child;
  };
  const workspace = start("sandbox/slack/main.ts", ["--port", "0", "--data", join(dir, "slack")], {});
  const ready = await lineOf<{ url: string; slackApiUrl: string; botToken: string; appToken: string }>(
    workspace,
    "stdout",
    (line) => line.ready === true,
  );
  const nowhere = join(dir, "aws.conf");
  writeFileSync(nowhere, "[profile bench]\naws_access_key_id=bench\naws_secret_access_key=bench\nregion=us-east-1\n");
  const rules = join(dir, "opsthread.yaml");
  writeFileSync(rules, "models: { default: claude-sonnet-5-5 }\nbudgets: { person_day_usd: 1000, turn_usd: 5 }\n");
  const settings = {
    ...{ SLACK_API_URL: ready.slackApiUrl, SLACK_BOT_TOKEN: ready.botToken, SLACK_APP_TOKEN: ready.appToken },
    ...{ ANTHROPIC_API_KEY: "bench", ANTHROPIC_BASE_URL: modelUrl, OPSTHREAD_CONFIG: rules },
    ...{
      OPSTHREAD_READ_CONFIG_FILE: aws?.configFile ?? nowhere,
      OPSTHREAD_READ_PROFILE: aws?.profile ?? "bench",
      OPSTHREAD_READ_EC2_METADATA_DISABLED: "true",
    },
    ...{ DATA_DIR: join(dir, "bot"), HEALTH_PORT: "0", LOG_LEVEL: "info" },
  };
  let bot = start("src/main.ts", [], settings);
  const readyLine = () => lineOf<{ healthPort: number }>(bot, "stderr", (line) => line.msg === "ready");
  let { healthPort } = await readyLine();
  return {
    async restart() {
      const gone = once(bot, "exit");
      children.splice(children.indexOf(bot), 1);
      bot.kill("SIGTERM");
      await gone;
      const began = performance.now();
      bot = start("src/main.ts", [], settings);
      const [connectedMs, readyMs] = await Promise.all([
        lineOf(bot, "stderr", (line) => line.msg === "connected").then(() => performance.now() - began),
        readyLine().then((line) => {
          healthPort = line.healthPort;
          return performance.now() - began;
        }),
      ]);
      return { connectedMs, readyMs };
    },
    control: createControl(ready.url),
    async metrics() {
      const text = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
      const lines = [...text.matchAll(/^opsthread_(\w+) ([\d.e+-]+)$/gm)];
      return new Map(lines.map(([, name = "", value]) => [name, Number(value)]));
    },
    async stop() {
      for (const child of children.toReversed()) {
        const gone = once(child, "exit");
        child.kill("SIGTERM");
        await gone;
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function lineOf<T>(
  child: ChildProcess,
  stream: "stdout" | "stderr",
  isIt: (line: Record<string, unknown>) => boolean,
): Promise<T> {
  const heard: string[] = [];
  child.once("exit", (code) => {
    if (code) process.stderr.write(`a process of the bench ended with ${code}:\n${heard.join("\n")}\n`);
  });
  const lines = createInterface({ input: child[stream]! });
  const found = Promise.withResolvers<T>();
  lines.on("line", (line) => {
    heard.push(line);
    if (line.startsWith("{") && isIt(JSON.parse(line) as Record<string, unknown>)) found.resolve(JSON.parse(line) as T);
  });
  return await found.promise;
}
