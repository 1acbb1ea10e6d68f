import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import type { ProcessFailure } from "./errors.ts";
import { readEntry } from "./log-line.ts";
import type { Env, RealEnds } from "./real-ends.ts";
import { HOME_REGION, mayChange, teamRules } from "./team-rules.ts";

/** In the folder of the data: the clock of all three ends. */
export const CLOCK_FILE = "clock.json";

export interface StackOptions {
  /** Holds the state of all three; made when it is not there. */
  dataDir: string;
  /** Of the page; a busy port is stepped over, 0 takes any. */
  port: number;
  real: RealEnds;
  /** The bot's variables for the real ends. */
  realEnv: Record<string, string>;
  /** The launcher's own environment, of which every process gets PATH, HOME, TZ and LANG. */
  settings: Env;
  seed?: string | undefined;
  /** ISO; moves workspace, account, bot and tools together. */
  now?: string | undefined;
  onLine: (from: PartName, line: string) => void;
  /** Opens the sample account's control port: faults and the journal of its requests. */
  control?: boolean | undefined;
  /** Ends the start and everything that was started so far. */
  signal: AbortSignal;
}

export type PartName = "workspace" | "account" | "bot";

export interface Workspace {
  url: string;
  slackApiUrl: string;
  botToken: string;
  appToken: string;
  /** The port that was asked for, when another one was taken. */
  steppedFrom: number | null;
}

interface Account {
  url: string;
  account: string;
  control?: string;
  configFile: string;
  profiles: { read: string; act: string; admin: string };
}

export interface Stack {
  /** Null with the real Slack. */
  workspace: Workspace | null;
  /** The base of the sample account's control port, where it was asked for. */
  accountControl: string | null;
  health: string;
  /** Settles when one of the processes ends while nobody has stopped it. */
  failed: Promise<ProcessFailure>;
  /** Stops everything, the bot first; may be called more than once. */
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, "..", "..");
const BOT_GRACE_MS = 10_000;
const GRACE_MS = 3_000;

/** Starts what stands in for the outside world, then the bot, each a process of its own. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, real, settings } = options;
  mkdirSync(dataDir, { recursive: true });
  const clockFile = writeClock(dataDir, options.now);
  const rules = join(dataDir, "opsthread.yaml");
  writeFileSync(rules, teamRules(real));

  const base = plainEnv(settings);
  const clock = clockFile ? ["--clock-file", clockFile] : [];
  const outer: Child<unknown>[] = [];
  let bot: Child<number> | null = null;
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= (async () => {
      await bot?.stop(BOT_GRACE_MS);
      await Promise.all(outer.map((child) => child.stop(GRACE_MS)));
    })();
    return stopped;
  };
  options.signal.addEventListener("abort", () => void stop());
  const part = <Ready>(name: PartName, title: string, args: string[]): Child<Ready> => {
    const child = startChild<Ready>({
      name: title,
      args,
      env: base,
      readyFrom: (line, stream) => (stream === "stdout" ? readyLine<Ready>(line) : undefined),
      onLine(line) {
        if (readyLine(line) === undefined) options.onLine(name, line);
      },
    });
    outer.push(child);
    return child;
  };

  try {
    const slack = real.slack
      ? null
      : part<Workspace>("workspace", "The workspace", [
          join(root, "sandbox/slack/main.ts"),
          ...["--port", String(options.port), "--data", join(dataDir, "slack"), ...clock, "--with-parent"],
          ...["--demo", `${real.aws ? "real" : "sample"},${real.model ? "real" : "rules"}`],
        ]);
    const aws = real.aws
      ? null
      : part<Account>("account", "The sample account", [
          join(root, "sandbox/aws/main.ts"),
          ...["--port", "0", "--data", join(dataDir, "aws"), ...(options.seed ? ["--seed", options.seed] : [])],
          ...(options.control ? ["--control"] : []),
          ...[...clock, ...(options.now === undefined ? [] : ["--now", options.now]), "--with-parent"],
        ]);
    const [workspace, account] = await Promise.all([slack?.ready ?? null, aws?.ready ?? null]);
    options.signal.throwIfAborted();

    bot = startChild<number>({
      name: "The bot",
      args: [join(root, "src/main.ts"), "--with-parent"],
      env: {
        ...base,
        ...options.realEnv,
        ...(workspace ? slackEnv(workspace) : {}),
        ...(account ? awsEnv(account, mayChange(real)) : {}),
        ...(clockFile ? { OPSTHREAD_CLOCK_FILE: clockFile } : {}),
        OPSTHREAD_CONFIG: rules,
        DATA_DIR: join(dataDir, "bot"),
        HEALTH_PORT: "0",
      },
      readyFrom: (line) => {
        const entry = readEntry(line);
        return entry?.msg === "ready" ? entry.healthPort : undefined;
      },
      onLine: (line) => options.onLine("bot", line),
    });
    const healthPort = await bot.ready;
    return {
      workspace,
      accountControl: account?.control ?? null,
      health: `http://127.0.0.1:${healthPort}/healthz`,
      failed: firstToEnd([bot, ...outer], () => stopped !== null),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstToEnd(children: Child<unknown>[], isStopping: () => boolean): Promise<ProcessFailure> {
  return new Promise((resolve) => {
    for (const child of children) void child.ended.then((failure) => (isStopping() ? undefined : resolve(failure)));
  });
}

/** All a child gets of the launcher's environment; how glibc shares memory out is the machine's matter, as PATH is. */
function plainEnv(settings: Env): Record<string, string> {
  const names = ["PATH", "HOME", "TZ", "LANG", "MALLOC_ARENA_MAX"];
  return Object.fromEntries(names.flatMap((name) => (settings[name] ? [[name, settings[name]]] : [])));
}

function slackEnv({ slackApiUrl, botToken, appToken }: Workspace): Record<string, string> {
  return { SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
}

function awsEnv({ configFile, profiles }: Account, withAct: boolean): Record<string, string> {
  const of = (role: "READ" | "ACT", profile: string) => ({
    [`OPSTHREAD_${role}_CONFIG_FILE`]: configFile,
    [`OPSTHREAD_${role}_SHARED_CREDENTIALS_FILE`]: devNull,
    [`OPSTHREAD_${role}_PROFILE`]: profile,
    [`OPSTHREAD_${role}_REGION`]: HOME_REGION,
    [`OPSTHREAD_${role}_EC2_METADATA_DISABLED`]: "true",
  });
  return { ...of("READ", profiles.read), ...(withAct ? of("ACT", profiles.act) : {}) };
}

/** The control file that all processes follow; none is left from an earlier start. */
function writeClock(dataDir: string, now: string | undefined): string | null {
  const file = join(dataDir, CLOCK_FILE);
  rmSync(file, { force: true });
  if (now === undefined) return null;
  writeFileSync(file, JSON.stringify({ now, set_at: Date.now() }));
  return file;
}

function readyLine<Ready>(line: string): Ready | undefined {
  if (!line.startsWith('{"ready":true')) return undefined;
  return JSON.parse(line) as Ready;
}
