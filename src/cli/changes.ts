/** `npm run changes -- stop|start|status`: the kill switch. It works at once, on a running bot and without Slack. */
import { rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataDirOf, STOP_FILE } from "../config.ts";
import { createStopFile } from "../store/stop-file.ts";
import { becomeOwnerOf } from "./as-owner.ts";

const USAGE = `Usage: npm run changes -- COMMAND [OPTIONS]
  stop [--why TEXT] [--by NAME]   nothing is changed from now on, whoever approves; what runs is finished
  start                           changes may be approved again, wherever they were stopped
  status                          whether changes are stopped
  --data DIR                      where the bot keeps its state`;

function main(args: string[]): string {
  const options = { why: { type: "string" }, by: { type: "string" }, data: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const dataDir = values.data ?? dataDirOf(process.env);
  becomeOwnerOf(dataDir);
  const path = join(dataDir, STOP_FILE);
  const file = createStopFile(path);
  switch (positionals[0]) {
    case "stop":
      file.write({ by: values.by ?? userInfo().username, why: values.why ?? null, at: Date.now(), from: "machine" });
      return "Changes are stopped. What is running is finished; nothing new begins. `npm run changes -- start` allows them again; nobody in Slack can.";
    case "start":
      rmSync(path, { force: true });
      return "Changes may be approved again, unless opsthread.yaml says `approvals: { enabled: false }`.";
    case "status": {
      const stop = file.read();
      if (!stop) return "Changes are not stopped by this switch.";
      const by = stop.by ? ` by ${stop.by}${stop.from === "slack" ? " in Slack" : ""}` : "";
      const at = stop.at === null ? "" : `, ${new Date(stop.at).toISOString()}`;
      return `Changes are stopped${by}${at}${stop.why ? `: ${stop.why}` : "."}`;
    }
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
