import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ready } from "../../../sandbox/aws/start.ts";
import type { SeenMessage } from "../../../sandbox/slack/control/types.ts";
import { type Control, createControl } from "../../../sandbox/slack/control-client.ts";
import { startAccountHere, startWorkspaceHere } from "../../support/ends.ts";
import { type Started, startProcess } from "../../support/start.ts";
import { beginDay, patience, patientControl } from "./slack-day.ts";

export const SEED = "haneul-1";
/** Friday 20 November 2026, 09:12 in Seoul: the clock of every process at the start. */
export const NOW = "2026-11-20T00:12:00Z";

export interface Bot {
  pid: number;
  child: ChildProcess;
  stderr: () => string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface Stack {
  control: Control;
  account: Required<Ready>;
  url: string;
  dataDir: string;
  /** What a bot of this stack is started with. */
  env: Record<string, string>;
  /** Real epoch milliseconds to what the processes believe. */
  now: () => number;
  /** Moves every process's clock. */
  moveClock(ms: number): void;
  /** The next calls of an AWS operation go wrong. */
  awsFault(fault: {
    operation: string;
    kind: "throttle" | "deny" | "expired" | "hang" | "http503" | "execute_then_drop";
    times: number;
    ms?: number;
  }): Promise<void>;
  /** What reached AWS, refused or not. */
  awsCalls(operation: string): Promise<{ outcome: string }[]>;
  /** `hooks`: modules that are loaded into it first. */
  /** What all bots of this stack wrote to stderr. */
  logs(): string;
  startBot(env?: Record<string, string>, hooks?: string[]): Promise<Bot>;
  /** Posts as a person and waits until the turn has ended; gives the thread as the person sees it. */
  ask(user: string, text: string, options?: { channel?: string; thread?: string }): Promise<Thread>;
  waitForEnd(at: Place, count: number, timeoutMs?: number): Promise<SeenMessage[]>;
  /**
   * Presses what opens a dialog, fills it in with what was typed, and submits it; gives its errors. Slack forgets within
   * three seconds what was pressed: where no dialog came, people press again. Without `press` it is open already.
   */
  submitDialog(
    user: string,
    typed: string,
    press?: () => Promise<unknown>,
  ): Promise<Record<string, unknown> | undefined>;
  close(): Promise<void>;
}

export interface Place {
  user: string;
  channel: string;
  thread_ts: string;
}
export interface Thread extends Place {
  messages: SeenMessage[];
  /** The text of the last answer. */
  answer: string;
  /** The small grey line under it. */
  line: string;
  pictures: { name: string; alt: string; path: string }[];
  record: { model: string; toolCalls: { name: string; args: unknown }[]; ceRequests: number };
}

const rules = (models: string, approvals: string) => `
accounts:
  - id: "417205938164"
    name: haneul-prod
    regions: [ap-northeast-2, us-east-1]
    act: { role: "arn:aws:iam::417205938164:role/OpsthreadAct" }
channels:
  ops: { accounts: [haneul-prod], approvers: [group:aws-approvers] }
  general: { accounts: [haneul-prod], approvers: [group:aws-approvers] }
  sec: { accounts: [haneul-prod], approvers: [group:aws-approvers] }
  dm: { accounts: [haneul-prod], approvers: [group:aws-approvers] }
approvals: ${approvals}
oncall: { group: aws-approvers }
models: ${models}
`;

/** A press that opened no dialog by then opens none. */
const FORGOTTEN_MS = 3_500;

/** A workspace, a sample account and a bot, which is a process of its own, on a state and a clock of their own. */
export async function startStack(
  options: { models?: string; approvals?: string; env?: Record<string, string>; seed?: string } = {},
): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), "opsthread-e2e-"));
  const clockFile = join(dataDir, "clock.json");
  const setAt = Date.now();
  let movedBy = 0;
  writeFileSync(clockFile, JSON.stringify({ now: NOW, set_at: setAt }));
  const config = join(dataDir, "opsthread.yaml");
  writeFileSync(
    config,
    rules(options.models ?? "{ default: offline, fallback: offline }", options.approvals ?? "{ raise: {} }"),
  );

  const clock = ["--clock-file", clockFile];
  const [workspace, account] = await Promise.all([
    startWorkspaceHere(["--port", "0", "--data", join(dataDir, "slack"), "--demo", "sample,rules", ...clock]),
    startAccountHere([
      ...["--data", join(dataDir, "aws"), "--seed", options.seed ?? SEED],
      ...["--trail-delay-seconds", "1", "--reboot-seconds", "1", ...clock],
    ]),
  ]);
  const control = patientControl(createControl(workspace.ready.url));
  await beginDay(control);
  const aws = (role: "READ" | "ACT", profile: string) => ({
    [`OPSTHREAD_${role}_CONFIG_FILE`]: account.ready.configFile,
    [`OPSTHREAD_${role}_SHARED_CREDENTIALS_FILE`]: "/dev/null",
    [`OPSTHREAD_${role}_PROFILE`]: profile,
    [`OPSTHREAD_${role}_REGION`]: "ap-northeast-2",
    [`OPSTHREAD_${role}_EC2_METADATA_DISABLED`]: "true",
  });
  const env = {
    SLACK_API_URL: workspace.ready.slackApiUrl,
    SLACK_BOT_TOKEN: workspace.ready.botToken,
    SLACK_APP_TOKEN: workspace.ready.appToken,
    ...aws("READ", account.ready.profiles.read),
    ...aws("ACT", account.ready.profiles.act),
    OPSTHREAD_CONFIG: config,
    OPSTHREAD_CLOCK_FILE: clockFile,
    DATA_DIR: join(dataDir, "bot"),
    HEALTH_PORT: "0",
    ...options.env,
  };
  const bots: Started[] = [];

  const stack: Stack = {
    control,
    account: account.ready,
    url: workspace.ready.url,
    dataDir,
    env,
    now: () => Date.parse(NOW) + movedBy + Date.now() - setAt,
    moveClock(ms) {
      movedBy += ms;
      writeFileSync(
        clockFile,
        JSON.stringify({ now: new Date(Date.parse(NOW) + movedBy).toISOString(), set_at: setAt }),
      );
    },
    async awsFault(fault) {
      const response = await fetch(`${account.ready.control}/_sandbox/fault`, {
        method: "POST",
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async awsCalls(wanted) {
      const response = await fetch(`${account.ready.control}/_sandbox/journal`);
      const journal = (await response.json()) as { operation: string; outcome: string }[];
      return journal.filter(({ operation }) => operation === wanted);
    },
    async startBot(more = {}, hooks = []) {
      const NODE_OPTIONS = hooks.map((hook) => `--import ${hook}`).join(" ");
      const bot = startProcess("src/main.ts", ["--with-parent"], { ...env, NODE_OPTIONS, ...more });
      bots.push(bot);
      await new Promise<void>((resolve, reject) => {
        bot.child.stderr!.on("data", () => bot.stderr().includes('"msg":"ready"') && resolve());
        bot.child.once("exit", (code) => reject(new Error(`the bot ended with ${code}:\n${bot.stderr()}`)));
      });
      return {
        pid: bot.child.pid!,
        child: bot.child,
        stderr: bot.stderr,
        kill: () => bot.stop("SIGKILL"),
        stop: () => bot.stop(),
      };
    },
    logs: () => bots.map(({ stderr }) => stderr()).join(""),
    async waitForEnd(at, count, timeoutMs = 30_000) {
      return control.waitFor(at, (all) => all.filter(isEnd).length >= count, timeoutMs);
    },
    async ask(user, text, { channel = "ops", thread } = {}) {
      const words = channel === "dm" || thread ? text : `@ops ${text}`;
      const before = thread
        ? (await control.messages({ user, channel, thread_ts: thread })).messages.filter(isEnd).length
        : 0;
      const posted = await control.post({ user, channel, text: words, ...(thread ? { thread_ts: thread } : {}) });
      const at = { user, channel: posted.channel, thread_ts: thread ?? posted.ts };
      return readThread(at, await stack.waitForEnd(at, before + 1));
    },
    async submitDialog(user, typed, press) {
      let pressedAt = 0;
      for (const until = Date.now() + 10_000 * patience; ; await sleep(50)) {
        if (press && Date.now() - pressedAt > FORGOTTEN_MS) {
          await press();
          pressedAt = Date.now();
        }
        const { modal } = await control.view(user);
        const input = modal?.blocks.find(({ type }) => type === "input") as
          | { block_id: string; element: { action_id: string } }
          | undefined;
        if (modal && input) {
          const value = { type: "plain_text_input", value: typed };
          const values = { [input.block_id]: { [input.element.action_id]: value } };
          return (await control.submitView({ user, view_id: modal.id, values })).errors;
        }
        if (Date.now() > until) throw new Error(`no dialog with a field for ${user}: ${JSON.stringify(modal)}`);
      }
    },
    async close() {
      for (const bot of bots) await bot.stop();
      await Promise.all([workspace.stop(), account.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stack;
}

export const isEnd = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_turn";
export const isCard = ({ metadata }: SeenMessage) => metadata?.event_type === "opsthread_card";

/** A long answer stands in several messages. */
const ANSWER = ["opsthread_part", "opsthread_table", "opsthread_turn"];

function readThread(at: Place, messages: SeenMessage[]): Thread {
  const last = messages.filter(isEnd).at(-1);
  const context = last?.blocks.findLast(({ type }) => type === "context") as
    | { elements?: { text?: string }[] }
    | undefined;
  const payload = last?.metadata?.event_payload as { record?: string; run_id?: string } | undefined;
  const parts = messages.filter(({ metadata }) => {
    const { run_id: runId } = (metadata?.event_payload ?? {}) as { run_id?: string };
    return ANSWER.includes(metadata?.event_type ?? "") && runId === payload?.run_id;
  });
  return {
    ...at,
    messages,
    answer: parts.map(({ text }) => text).join("\n\n"),
    line: context?.elements?.[0]?.text ?? "",
    pictures: messages.flatMap(({ files }) => files.map(({ name, alt, path }) => ({ name, alt: alt ?? "", path }))),
    record: JSON.parse(payload?.record ?? "{}") as Thread["record"],
  };
}
