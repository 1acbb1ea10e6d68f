/** `npm run sample-account`: the sample account alone, for any client of AWS; says how to reach it. */
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { readOptions } from "./options.ts";
import { settingsScreen } from "./settings-screen.ts";

const USAGE = `Usage: npm run sample-account [-- OPTIONS]
  --port N       port on 127.0.0.1 (4566)
  --seed S       another account of the same stories (haneul-1)
  --now ISO      start its clock, and hang its stories on that day, for example 2026-11-20T09:00:00+09:00
  --data DIR     where it keeps what calls have changed (.data/sample-account)
  --fresh        forget what earlier starts have kept there
  --control      also listen for planned faults and show the journal of requests (docs/sample-account.md)
  --help         this text

More, rarely needed: --clock-file FILE, --trail-delay-seconds N (5), --reboot-seconds N (15).`;

const log = (line: string) => void process.stderr.write(`${line}\n`);

/** Options of this command over those of the account. */
function optionsFrom(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { port: { type: "string" }, data: { type: "string" } },
    strict: false,
    allowPositionals: true,
  });
  const defaults = [
    ...(values.port === undefined ? ["--port", "4566"] : []),
    ...(values.data === undefined ? ["--data", ".data/sample-account"] : []),
  ];
  return readOptions([...defaults, ...args]);
}

const args = process.argv.slice(2);
if (args.includes("--help")) {
  process.stdout.write(`${USAGE}\n`);
} else {
  try {
    const options = optionsFrom(args);
    // After the options: what is wrong with them is said at once.
    const { startSampleAccount } = await import("./start.ts");
    const running = await startSampleAccount(options, log);
    process.once("SIGTERM", running.stop);
    process.once("SIGINT", running.stop);
    const near = relative(process.cwd(), running.configFile);
    const configFile = near.startsWith("..") ? running.configFile : `"$PWD/${near}"`;
    const shown = { ...running, configFile, seed: options.seed };
    process.stdout.write(settingsScreen(shown));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const text = code === "EADDRINUSE" ? "That port is in use; choose another with --port." : message;
    log(code?.startsWith("ERR_PARSE_ARGS") ? `${text}\n\n${USAGE}` : text);
    process.exit(1);
  }
}
