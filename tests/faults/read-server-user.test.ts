import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asVariables, keysOf } from "../e2e/support/aws-keys.ts";
import { type Bot, type Stack, startStack } from "../e2e/support/stack.ts";
import { nodeArgs } from "../support/node-args.ts";

const users = { read: 10001, act: 10002, mcp: 10003 };
const script = join(import.meta.dirname, "support", "taken-over.mjs");
const as = (uid: number) => [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", "--no-new-privs"];
/** Only root can give its children users of their own, as in a container; and they have to reach what is checked out here. */
const canGiveUsers =
  process.getuid?.() === 0 && spawnSync("setpriv", [...as(users.read), "test", "-r", script]).status === 0;

/** `npm run image` shows the same in the image itself, whose start gives the users (deploy/image/start.sh). */
describe.runIf(canGiveUsers)("row 50: a read server that was taken over, with a user of its own", () => {
  let stack: Stack;
  let bot: Bot;
  let keys: string;
  beforeAll(async () => {
    stack = await startStack();
    for (let path = stack.dataDir; (statSync(path).mode & 0o001) === 0; path = dirname(path)) chmodSync(path, 0o711);
    const dataDir = stack.env.DATA_DIR ?? "";
    const own = createHash("sha256")
      .update(`${hostname()}\n${resolve(dataDir)}`)
      .digest("hex");
    keys = `/dev/shm/opsthread-keys-${own.slice(0, 16)}`;
    const given = `read=${users.read},act=${users.act},mcp=${users.mcp}`;
    bot = await stack.startBot({ ...asVariables(await keysOf(stack), stack), OPSTHREAD_CHILD_USERS: given });
  });
  afterAll(() => stack.close());

  it("answers as ever", async () => {
    const cost = await stack.ask("jiwoo", "지난주 서비스별 비용 보여줘");
    expect(cost.answer).toContain("비용은 $");
    expect(cost.pictures.map(({ name }) => name)).toEqual([expect.stringMatching(/png$/)]);
  });

  it("leaves rows that are too many for a message where the bot reads and deletes them, by its group alone", () => {
    const folder = join(stack.env.DATA_DIR ?? "", "read-server", "spool");
    const run = (who: string[], code: string) =>
      execFileSync("setpriv", [...who, process.execPath, "--input-type=module", "-e", code], { encoding: "utf8" });
    const table = { columns: [{ name: "n", label: { ko: "n", en: "n" }, kind: "count" }], rows: [[1], [2]] };
    const file = run(
      as(users.read),
      `import { spoolRows } from ${JSON.stringify(join(import.meta.dirname, "../../tools/spool.ts"))};
       process.umask(0o077);
       process.stdout.write(spoolRows(${JSON.stringify(folder)}, ${JSON.stringify(table)}).spooled.file);`,
    );
    const code = `import { readFileSync, rmSync } from "node:fs";
       const path = ${JSON.stringify(join(folder, file))};
       process.stdout.write(readFileSync(path));
       rmSync(path);`;
    expect(run(["--reuid=10009", "--regid=10009", `--groups=${users.read}`], code)).toBe("[1]\n[2]\n");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("neither reads nor stops the bot or the executor, and opens nothing of theirs", async () => {
    // Starts the servers that nobody needed so far.
    const port = /"healthPort":(\d+)/.exec(bot.stderr())?.[1];
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).text(), { timeout: 30_000 })
      .toContain('"ok":true');
    const about = [String(bot.pid), stack.env.DATA_DIR ?? "", keys];
    const tried = [...as(users.read), process.execPath, script, ...about];
    const seen: unknown = JSON.parse(execFileSync("setpriv", tried, { encoding: "utf8" }));
    const refused = { environment: "EACCES", memory: "EACCES", pipe: "EACCES", signal: "EPERM" };
    expect(seen).toEqual({
      user: users.read,
      found: ["number", "number", "number"],
      bot: refused,
      act: refused,
      database: "EACCES",
      log: "EACCES",
      threads: "EACCES",
      folder: "EACCES",
      planted: "EACCES",
      "act's keys": "EACCES",
      "root by setpriv": "EPERM",
      own: { environment: "done", keys: "done", cache: "done" },
    });
  });

  it("says which file of AWS it may not read, where it would only find no credentials", () => {
    const file = join(stack.dataDir, "credentials");
    writeFileSync(file, "", { mode: 0o600 });
    const server = join(import.meta.dirname, "../../tools/server.ts");
    const { stderr, status } = spawnSync(
      "setpriv",
      [...as(users.act), process.execPath, ...nodeArgs(server, "--role", "act")],
      {
        env: { AWS_SHARED_CREDENTIALS_FILE: file, OPSTHREAD_ACT_SECRET: "0123456789abcdef" },
        encoding: "utf8",
      },
    );
    expect([status, stderr]).toEqual([
      1,
      `The tool server cannot start: ${file} may not be read by the user ${users.act} that this server runs as.\n`,
    ]);
  });

  it("works nowhere but in its folder", () => {
    const found = readdirSync(stack.env.DATA_DIR ?? "", { recursive: true, withFileTypes: true });
    const paths = found.map((entry) => ({
      uid: statSync(join(entry.parentPath, entry.name)).uid,
      in: entry.parentPath,
    }));
    const reader = paths.filter(({ uid }) => uid === users.read);
    expect([...new Set(reader.map((one) => basename(one.in)))]).toEqual(["read-server"]);
    expect(paths.filter(({ uid }) => uid === users.act || uid === users.mcp)).toEqual([]);
  });
});
