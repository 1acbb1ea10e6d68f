import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type AskOptions, askUsage, readAskOptions } from "./run/ask-options.ts";
import { type Conversation, converse } from "./run/conversation.ts";
import { Refusal } from "./run/errors.ts";
import { explain } from "./run/explain.ts";
import { plainLogLine } from "./run/log-line.ts";
import { askReport, exitCode } from "./run/report.ts";
import { saveFiles } from "./run/save-files.ts";
import { type Stack, startStack } from "./run/stack.ts";
import { threadText } from "./run/thread/thread-text.ts";
import { type Control, createControl } from "./slack/control-client.ts";

/** Asks one question through the whole path and prints the thread as a person would see it. */
async function main(stopping: AbortSignal): Promise<number> {
  const options = readAskOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${askUsage}\n`);
    return 0;
  }
  return options.url ? await askAt(options.url, options) : await askInOwnStack(options, stopping);
}

async function askInOwnStack(options: AskOptions, stopping: AbortSignal): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "opsthread-ask-"));
  let stack: Stack | null = null;
  try {
    stack = await startStack({
      dataDir,
      port: 0,
      real: { slack: false, aws: false, model: false },
      realEnv: {},
      settings: process.env,
      seed: options.seed,
      now: options.now,
      signal: stopping,
      onLine(from, line) {
        const plain = from === "bot" ? plainLogLine("bot", line) : line;
        if (plain) process.stderr.write(`${plain}\n`);
      },
    });
    const failed = stack.failed.then((failure) => {
      throw failure;
    });
    return await Promise.race([askAt(stack.workspace?.url ?? "", options), failed]);
  } finally {
    await stack?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function askAt(url: string, options: AskOptions): Promise<number> {
  const control = createControl(url);
  await control.people().catch(() => {
    throw new Refusal(`No workspace answers at ${url}. Start one with: npm run demo`);
  });
  const conversation = await converse(control, options);
  await print(control, conversation, options);
  const code = exitCode(conversation.endings);
  const last = conversation.endings.at(-1);
  if (last === "timeout") process.stderr.write(`No answer within ${options.timeoutMs / 1000} seconds.\n`);
  if (last === "unheard") process.stderr.write("The bot did not hear this.\n");
  return code;
}

async function print(control: Control, conversation: Conversation, options: AskOptions): Promise<void> {
  const { people, shown, asker } = conversation;
  const dir = options.out ?? join(".data", "ask", conversation.rootTs ?? shown[0]?.message.ts ?? "none");
  const paths = await saveFiles(control, shown, dir);
  const pathOf = (id: string) => {
    const path = paths.get(id);
    return path === undefined ? undefined : relative(process.cwd(), path);
  };
  const known = new Map([
    ["USLACKBOT", "Slackbot"] as const,
    ...people.people.map(({ id, name }) => [id, name] as const),
    ...people.groups.map(({ id, handle }) => [id, handle] as const),
  ]);
  if (options.json) {
    const report = askReport(shown, (id) => known.get(id) ?? id, pathOf);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  for (const { id, real_name } of people.people) known.set(id, real_name);
  const nameOf = (id: string) => known.get(id) ?? id;
  const language = asker.locale.startsWith("ko") ? "ko" : "en";
  const text = threadText(conversation.title, shown, { language, zone: asker.tz, nameOf, pathOf });
  process.stdout.write(`${text}\n`);
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

main(stopping.signal).then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(stopping.signal.aborted ? 1 : explain(error, askUsage)),
);
