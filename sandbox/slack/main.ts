import { enableCompileCache } from "node:module";
import { readOptions, readSetup, usage } from "./options.ts";

// Stripped and compiled modules are kept between starts: tests and the demo start this process often.
enableCompileCache();

/** Starts the local workspace; says on one line of standard output where it is, then runs until it is stopped. */
async function main(): Promise<void> {
  const { quietExperimentalWarnings, readyOf, runUntilStopped, start } = await import("./start.ts");
  quietExperimentalWarnings();
  const options = readOptions(process.argv.slice(2));
  const started = await start({ ...options, setup: readSetup(options) });
  runUntilStopped(started, options.withParent);
  process.stdout.write(`${JSON.stringify(readyOf(started))}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exit(64);
});
