import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { App, type Logger, type LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { type Control, createControl } from "../../../sandbox/slack/control-client.ts";
import type { Ready } from "../../../sandbox/slack/start.ts";
import { startWorkspaceHere } from "../../support/ends.ts";
import { nodeArgs } from "../../support/node-args.ts";

export interface Running {
  ready: Ready;
  control: Control;
  /** The SDK's own client, without retries, as the bot. */
  client: WebClient;
  dir: string;
  /** Ends it and keeps its state. */
  stop(): Promise<void>;
  /** Ends it and removes its state. */
  remove(): Promise<void>;
}

export interface RunningProcess extends Omit<Running, "stop"> {
  process: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const main = join(import.meta.dirname, "../../../sandbox/slack/main.ts");

/** Starts the workspace on a free port of this process, with its state in a folder of its own. */
export async function startWorkspace(options: { dir?: string; args?: string[] } = {}): Promise<Running> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "workspace-"));
  const end = await startWorkspaceHere(["--port", "0", "--data", dir, ...(options.args ?? [])]);
  let stopped: Promise<void> | undefined;
  return runningAt(end.ready, dir, () => (stopped ??= end.stop()));
}

/** The same as the process it is. */
export async function startWorkspaceProcess(options: { dir?: string; args?: string[] } = {}): Promise<RunningProcess> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "workspace-"));
  const args = nodeArgs(main, "--port", "0", "--data", dir, ...(options.args ?? []));
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  async function stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    const [code] = (await once(child, "exit")) as [number | null];
    return code;
  }
  return { ...runningAt(JSON.parse(line) as Ready, dir, stop), process: child };
}

function runningAt<Stop extends () => Promise<unknown>>(ready: Ready, dir: string, stop: Stop) {
  return {
    ready,
    control: createControl(ready.url),
    client: createClient(ready),
    dir,
    stop,
    async remove() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Calls that must fail are part of the tests; what the SDK logs about them is not. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => "error" as LogLevel,
};

export function createClient(ready: Pick<Ready, "botToken" | "slackApiUrl">, token = ready.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: ready.slackApiUrl,
    retryConfig: { retries: 0 },
    timeout: 5_000,
    logger: silent,
    rejectRateLimitedCalls: true,
  });
}

/** A real Bolt app over Socket Mode, wired as `slack.md` says it has to be. */
export async function startBot(
  ready: Pick<Ready, "appToken" | "botToken" | "slackApiUrl">,
  configure: (app: App) => void,
  retryConfig: WebClientOptions["retryConfig"] & object = { retries: 0 },
): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: ready.appToken,
    installerOptions: { clientOptions: { slackApiUrl: ready.slackApiUrl } },
    clientPingTimeout: 600,
    logger: silent,
  });
  const app = new App({
    token: ready.botToken,
    receiver,
    deferInitialization: true,
    logger: silent,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: ready.slackApiUrl, timeout: 5_000, retryConfig },
  });
  configure(app);
  await app.init();
  await app.start();
  return app;
}

/** Waits until it holds; the sentence names what did not come. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, timeoutMs = 6_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The Slack error of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as { data?: { error?: string } }).data?.error ?? String(error);
  }
  throw new Error("the call was expected to fail");
}
