/**
 * The sample AWS account "Haneul Commerce" as a process of its own, on 127.0.0.1. When it listens it writes
 * the AWS config file and prints one JSON line; everything else it says goes to stderr.
 */
import { enableCompileCache } from "node:module";
import { readOptions } from "./options.ts";
import type { Running } from "./start.ts";

// Stripped and compiled modules are kept between starts: tests and the demo start this process often.
enableCompileCache();

const log = (line: string) => void process.stderr.write(`[sample-aws] ${line}\n`);

try {
  const options = readOptions(process.argv.slice(2));
  let running: Running | undefined;
  let stopped = false;
  const stop = () => {
    stopped = true;
    running?.stop();
    process.stdin.destroy();
  };
  // Before the ready line: whoever reads it may stop this process at once.
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (options.withParent) process.stdin.on("end", stop).on("error", stop).resume();
  const { readyOf, startSampleAccount } = await import("./start.ts");
  running = await startSampleAccount(options, log);
  if (stopped) running.stop();
  process.stdout.write(`${JSON.stringify(readyOf(running))}\n`);
} catch (error) {
  log((error as Error).message);
  process.exit(1);
}
