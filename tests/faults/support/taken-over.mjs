/**
 * What somebody would try who runs code in the read tool server: run as its user, beside the bot and both servers. Prints
 * what came of each attempt, an error's code or "done". Arguments: the bot's process as it is numbered here, or 0 where only
 * one runs; its folder, the folder of the keys.
 */
import { appendFileSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [known = "0", dataDir = "", keys = ""] = process.argv.slice(-3);
const attempt = (what) => {
  try {
    what();
    return "done";
  } catch (error) {
    return error.code ?? String(error);
  }
};

/** Everybody may read the command of a process, and whose child it is. */
const commands = readdirSync("/proc")
  .filter((name) => /^\d+$/.test(name))
  .flatMap((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
      return [{ pid: Number(pid), parent, words }];
    } catch {
      return [];
    }
  });
const isOf = ({ words }, ...wanted) => wanted.every((one) => words.some((word) => word.endsWith(one)));
// Not its tini, whose command names the same file.
const isBot = (one) => isOf(one, "src/main.ts") && commands.some(({ parent }) => parent === one.pid && one.pid !== 1);
const bot = Number(known) || commands.find(isBot)?.pid;
const serverOf = (role) => commands.find((one) => one.parent === bot && isOf(one, "tools/server.ts", role))?.pid;
const [act, reader] = [serverOf("act"), serverOf("read")];
const ends = (pid) => ({
  environment: attempt(() => readFileSync(`/proc/${pid}/environ`)),
  memory: attempt(() => openSync(`/proc/${pid}/mem`, "r+")),
  pipe: attempt(() => appendFileSync(`/proc/${pid}/fd/0`, "{}\n")),
  signal: attempt(() => process.kill(pid, 0)),
});

process.stdout.write(
  JSON.stringify({
    user: process.getuid(),
    found: [bot, act, reader].map((pid) => typeof pid),
    bot: ends(bot),
    act: ends(act),
    database: attempt(() => readFileSync(join(dataDir, "opsthread.sqlite"))),
    log: attempt(() => readFileSync(join(dataDir, "opsthread.sqlite-wal"))),
    threads: attempt(() => readdirSync(join(dataDir, "threads"))),
    folder: attempt(() => readdirSync(dataDir)),
    planted: attempt(() => writeFileSync(join(dataDir, "changes-stopped.json"), "{}")),
    "act's keys": attempt(() => readFileSync(join(keys, "act.env"))),
    "root by setpriv": attempt(() => process.setuid(0)),
    // What is its own: were these refused, nothing above would show anything.
    own: {
      environment: attempt(() => readFileSync(`/proc/${reader}/environ`)),
      keys: attempt(() => readFileSync(join(keys, "read.env"))),
      cache: attempt(() => statSync(join(dataDir, "read-server", "tools.sqlite"))),
    },
  }),
);
