import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { demoUsage, readDemoOptions } from "./run/demo-options.ts";
import { explain } from "./run/explain.ts";
import { plainLogLine } from "./run/log-line.ts";
import { claim } from "./run/only-one.ts";
import { readSettings, realEndsEnv } from "./run/real-ends.ts";
import { demoScreen } from "./run/screen.ts";
import { startStack } from "./run/stack.ts";

/** The demo: starts what is not real, then the bot, and runs until it is stopped or one of them ends. */
async function main(stopping: AbortController): Promise<number> {
  const options = readDemoOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${demoUsage}\n`);
    return 0;
  }
  const settings = readSettings(process.env, ".env");
  const realEnv = realEndsEnv(options.real, settings);
  const dataDir = resolve(".data", "demo");
  const letGo = claim(dataDir);
  try {
    if (options.fresh)
      for (const part of ["slack", "aws", "bot"]) rmSync(join(dataDir, part), { recursive: true, force: true });
    mkdirSync(dataDir, { recursive: true });
    const logFile = join(dataDir, "bot.log");
    writeFileSync(logFile, "");

    process.stdout.write("Starting…\n");
    const stack = await startStack({
      ...options,
      dataDir,
      settings,
      realEnv,
      signal: stopping.signal,
      onLine(from, line) {
        if (from === "bot") appendFileSync(logFile, `${line}\n`);
        const plain = from === "bot" ? plainLogLine("bot", line) : line;
        if (plain) process.stderr.write(`${plain}\n`);
      },
    });
    process.stdout.write(
      demoScreen({
        real: options.real,
        url: stack.workspace?.url ?? null,
        steppedFrom: stack.workspace?.steppedFrom ?? null,
        now: options.now,
        logFile: relative(process.cwd(), logFile),
        dataDir: relative(process.cwd(), dataDir),
      }),
    );
    const stopped = new Promise<null>((resolve) => stopping.signal.addEventListener("abort", () => resolve(null)));
    const failure = await Promise.race([stack.failed, stopped]);
    await stack.stop();
    if (failure) throw failure;
    process.stdout.write("\nStopped.\n");
    return 0;
  } finally {
    letGo();
  }
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

main(stopping).then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(stopping.signal.aborted ? 0 : explain(error, demoUsage)),
);
