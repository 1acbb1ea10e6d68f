/**
 * `npm run image`: builds the image from the Dockerfile, runs it as a container would be run (its start, a read-only file
 * system, /data), asks it a question in the local workspace against the sample account, and ends it with SIGTERM. Exit
 * code 0 with a notice where no image can be built here.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startStack } from "../e2e/support/stack.ts";
import { enterRoom, type Room, unpack } from "./room.ts";

const IMAGE = "localhost/opsthread:check";
/** What fly.toml gives it. */
const GRACE_MS = 45_000;
const root = join(import.meta.dirname, "../..");

const built = spawnSync(join(root, "deploy/image/build.sh"), [IMAGE], { stdio: "inherit" });
if (built.status === 3) {
  process.stdout.write("The image was NOT checked: it cannot be built on this machine (see above).\n");
  process.exit(0);
}
if (built.status !== 0) throw new Error("the image could not be built");
const canMount = process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "--pid", "--fork", "true"]).status === 0;
if (!canMount || spawnSync("buildah", ["--version"]).status !== 0) {
  process.stdout.write("The image was built, but NOT run: that takes buildah, root, and namespaces of its own.\n");
  process.exit(0);
}

const image = unpack(IMAGE);
const stack = await startStack();
const failures: string[] = [];
const check = (name: string, holds: boolean, seen: unknown) => {
  process.stdout.write(`  ${holds ? "✓" : "✗"} ${name}${holds ? "" : `: ${JSON.stringify(seen)}`}\n`);
  if (!holds) failures.push(name);
};
const ready = async (bot: Room) => {
  const until = performance.now() + 60_000;
  while (!bot.stderr().includes('"msg":"ready"')) {
    if (performance.now() > until) throw new Error(`the bot was not ready in a minute:\n${bot.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
try {
  const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  const size = Number(execFileSync("du", ["-sb", image.root], { encoding: "utf8" }).split("\t")[0]);
  process.stdout.write(`\n${IMAGE}: ${mib(size)} unpacked\n`);

  const compiled = readdirSync(join(image.root, "app/compiled"), { recursive: true }).length;
  check(`it holds its modules compiled (${compiled})`, compiled > 1_000, compiled);

  // A copy that can be written to, so that what had to be compiled all the same is seen afterwards.
  const kept = join(stack.dataDir, "compiled");
  cpSync(join(image.root, "app/compiled"), kept, { recursive: true });
  const before = new Set(readdirSync(kept, { recursive: true, encoding: "utf8" }));

  execFileSync("chown", ["-R", "1000:1000", stack.dataDir]);
  chmodSync(stack.dataDir, 0o711);
  // Profiles that are mounted have to be readable for the servers' users (docs/aws.md).
  execFileSync("chmod", ["-R", "a+rX", join(stack.dataDir, "aws")]);
  for (const name of readdirSync(kept))
    execFileSync("chown", ["-R", name.slice(name.lastIndexOf("-") + 1), join(kept, name)]);
  const inside = Object.entries(stack.env).map(([key, value]) => [key, value.replaceAll(stack.dataDir, "/data")]);
  const env = { ...(Object.fromEntries(inside) as Record<string, string>), NODE_COMPILE_CACHE: "/data/compiled" };
  const where = { data: stack.dataDir, env };

  const probe = await enterRoom(image, { ...where, command: ["touch", "/app/written"] });
  const { code } = await probe.stop();
  check("its file system is read-only", code !== 0 && probe.stderr().includes("Read-only file system"), probe.stderr());

  const began = performance.now();
  const bot = await enterRoom(image, where);
  await ready(bot);
  process.stdout.write(`  ready after ${Math.round(performance.now() - began)} ms\n`);
  const owner = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${bot.pid}/status`, "utf8"))?.[1];
  check("it does not run as root", owner === "1000", owner);
  check("its servers have users of their own", bot.stderr().includes('"users":"separate"'), bot.stderr());

  const thread = await stack.ask("jiwoo", "지난주 서비스별 비용 보여줘");
  check("it answers a question", thread.answer.includes("비용은 $"), thread.answer);
  check(
    "with a chart",
    thread.pictures.some(({ name }) => name.endsWith(".png")),
    thread.pictures,
  );
  const port = /"healthPort":(\d+)/.exec(bot.stderr())?.[1];
  const health = await fetch(`http://127.0.0.1:${port}/readyz`);
  check("it is ready by its own account", health.status === 200, await health.text());

  const tried = readFileSync(join(root, "tests/faults/support/taken-over.mjs"), "utf8");
  const reader = ["setpriv", "--reuid=10001", "--regid=10001", "--clear-groups", "--no-new-privs"];
  const within = ["nsenter", `--target=${bot.pid}`, "--mount", "--pid", "--root", "--wd"];
  const [program = "", ...args] = [
    ...within,
    ...reader,
    "node",
    "--input-type=module",
    "-e",
    tried,
    ...["0", "/data/bot", "/dev/shm"],
  ];
  const seen = JSON.parse(execFileSync(program, args, { encoding: "utf8" })) as Record<string, unknown>;
  const got = Object.entries(seen).flatMap(([name, what]) => (JSON.stringify(what).includes('"done"') ? [name] : []));
  check("row 50: its read server's user gets at nothing but its own", got.join() === "own", seen);

  // One that no longer listens is ended by the right to end what is another user's.
  const stuck = spawnSync("pkill", ["-STOP", "-u", "10001", "-f", "tools/server.ts"]).status;
  check("a read server hangs", stuck === 0, stuck);
  const ended = await bot.stop();
  const anew = readdirSync(kept, { recursive: true, encoding: "utf8" }).filter((file) => !before.has(file));
  check("nothing had to be compiled", anew.length === 0, anew);
  check(`SIGTERM ends it within its grace (${ended.ms} ms)`, ended.code === 0 && ended.ms < GRACE_MS, ended);

  const plain = await enterRoom(image, { ...where, user: "node" });
  await ready(plain);
  check("it runs as the user node alone, too", plain.stderr().includes('"users":"one"'), plain.stderr());
  await plain.stop();
} finally {
  await stack.close();
  image.close();
}
process.exit(failures.length === 0 ? 0 : 1);
