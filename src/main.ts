import { enableCompileCache } from "node:module";
import type { RunningApp } from "./app.ts";
import { handOverKeys } from "./config/aws-keys.ts";
import { ConfigError, StartError, StoreError } from "./errors.ts";

/** Stripped and compiled modules are kept between starts: a restarted bot is back in half the time. */
const loadApp = () => {
  enableCompileCache();
  return import("./app.ts");
};

async function main(): Promise<void> {
  // What is written is the bot's alone; what a child of another user shares is opened to it by name.
  process.umask(0o077);
  // Before anything else is loaded: it may start this process anew.
  handOverKeys(process.env);
  const [{ readConfig }, { createLog }] = await Promise.all([import("./config.ts"), import("./log.ts")]);
  const config = readConfig(process.env);
  const base = createLog(config.logLevel, "opsthread");
  const log = config.environment ? base.child({ environment: config.environment }) : base;
  process.on("unhandledRejection", (error) => {
    log.error({ err: error }, "an unhandled rejection; ending, so that the supervisor starts afresh");
    process.exit(1);
  });
  let app: RunningApp | null = null;
  let ending = false;
  const end = async (why: string, code = 0) => {
    if (ending) return;
    ending = true;
    log[code === 0 ? "info" : "error"]({ why }, "stopping");
    await app?.stop();
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end(signal));
  if (process.argv.includes("--with-parent")) {
    process.stdin.resume();
    process.stdin.once("end", () => void end("the parent is gone"));
  }
  const { createApp } = await loadApp();
  app = await createApp(config, log, (why) => void end(why, 1));
}

main().catch((error: unknown) => {
  const known = [ConfigError, StartError, StoreError].some((kind) => error instanceof kind);
  process.stderr.write(`${known ? (error as Error).message : String((error as Error)?.stack ?? error)}\n`);
  process.exit(1);
});
