/** `npm run changes -- stop|start|status`: the kill switch. It works at once, on a running bot and without Slack. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataDirOf, STOP_FILE } from "../config.ts";

const USAGE = `Usage: npm run changes -- COMMAND [OPTIONS]
  stop [--why TEXT] [--by NAME]   nothing is changed from now on, whoever approves; what runs is finished
  start                           changes may be approved again
  status                          whether changes are stopped
  --data DIR                      where the bot keeps its state`;

function main(args: string[]): string {
  const options = { why: { type: "string" }, by: { type: "string" }, data: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const dataDir = values.data ?? dataDirOf(process.env);
  const file = join(dataDir, STOP_FILE);
  switch (positionals[0]) {
    case "stop":
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      writeFileSync(file, JSON.stringify({ by: values.by ?? userInfo().username, why: values.why ?? null }), {
        mode: 0o600,
      });
      return "Changes are stopped. What is running is finished; nothing new begins. `npm run changes -- start` allows them again.";
    case "start":
      rmSync(file, { force: true });
      return "Changes may be approved again, unless opsthread.yaml says `approvals: { enabled: false }`.";
    case "status":
      return existsSync(file) ? "Changes are stopped." : "Changes are not stopped by this switch.";
    default:
      throw new Error(USAGE);
  }
}

try {
  process.stdout.write(`${main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
