/**
 * `npm run backup -- --to DIR [--data DIR]`: copies the bot's state, also while it runs, into a new folder.
 * `npm run restore -- --from DIR [--data DIR]`: puts a copy where there is no state. docs/operation.md
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataDirOf } from "../config.ts";
import { backUp, restore } from "../store/backup.ts";
import { DATABASE_FILE } from "../store/database.ts";
import { becomeOwnerOf } from "./as-owner.ts";

const USAGE = `Usage: npm run backup -- --to DIR [--data DIR]
       npm run restore -- --from DIR [--data DIR]`;

async function main(args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { to: { type: "string" }, from: { type: "string" }, data: { type: "string" } },
  });
  const [command] = positionals;
  const dataDir = values.data ?? dataDirOf(process.env);
  becomeOwnerOf(dataDir);
  if (command === "backup" && values.to) {
    if (!existsSync(join(dataDir, DATABASE_FILE)))
      throw new Error(`There is no bot data in ${dataDir}. Name its folder with --data DIR, or set DATA_DIR.`);
    const { files, bytes } = await backUp(dataDir, values.to, Date.now());
    return `${files} files, ${(bytes / 1024 / 1024).toFixed(1)} MiB, were copied to ${values.to}.`;
  }
  if (command === "restore" && values.from) {
    const { at, files, voided } = restore(values.from, dataDir, Date.now());
    const open = voided === 0 ? "No request for a change was open." : `${voided} open requests for a change are void.`;
    return `${files} files of ${at} were put into ${dataDir}. ${open} Start the bot.`;
  }
  throw new Error(USAGE);
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
