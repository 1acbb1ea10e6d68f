/**
 * What somebody would try who runs code in the read tool server: run as its user, beside the bot and both servers. Prints
 * what came of each attempt, an error's code or "done". Arguments: the bot's folder, the folder of the keys.
 */
import { appendFileSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [dataDir = "", keys = ""] = process.argv.slice(-2);
const attempt = (what) => {
  try {
    what();
    return "done";
  } catch (error) {
    return error.code ?? String(error);
  }
};

/** Everybody may read the command of a process. */
const commands = readdirSync("/proc")
  .filter((name) => /^\d+$/.test(name))
  .flatMap((pid) => {
    try {
      return [{ pid: Number(pid), words: readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0") }];
    } catch {
      return [];
    }
  });
const pidOf = (...wanted) =>
  commands.find(({ words }) => wanted.every((one) => words.some((word) => word.endsWith(one))))?.pid;
const bot = pidOf("src/main.ts");
const act = pidOf("tools/server.ts", "act");
const reader = pidOf("tools/server.ts", "read");
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
