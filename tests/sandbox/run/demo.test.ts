import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createControl } from "../../../sandbox/slack/control-client.ts";
import { nodeArgs } from "../../support/node-args.ts";

const MAIN = join(import.meta.dirname, "../../../sandbox/main.ts");
const open: { launcher?: ChildProcess; dir?: string; busy?: Server } = {};

afterEach(() => {
  open.launcher?.kill("SIGKILL");
  open.busy?.close();
  if (open.dir) rmSync(open.dir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  said: () => string;
  complained: () => string;
  ended: Promise<number | null>;
}

/** The demo in a folder of its own, as `npm run demo` starts it. */
function launch(args: string[], dir = mkdtempSync(join(tmpdir(), "opsthread-demo-"))): Run {
  const env = { PATH: process.env.PATH, HOME: dir };
  const child = spawn(process.execPath, nodeArgs(MAIN, ...args), { cwd: dir, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let complained = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (complained += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  Object.assign(open, { launcher: child, dir });
  return { child, said: () => said, complained: () => complained, ended };
}

async function until(condition: () => boolean, what: () => string, ms = 25_000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); await sleep(50)) if (Date.now() > end) throw new Error(what());
}

/** Every process below this one, by parent ids. */
function descendants(pid: number): number[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const pairs = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []));
  return below(pid);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");

test("starts all three on the next free port, keeps a second one away, and Ctrl-C leaves no process", async () => {
  const busy = createServer().listen(0, "127.0.0.1");
  open.busy = busy;
  await once(busy, "listening");
  const port = (busy.address() as { port: number }).port;
  const { child, said, complained, ended } = launch(["--port", String(port), "--now", "2026-11-20T09:00:00+09:00"]);
  await until(
    () => said().includes("Ctrl-C"),
    () => said() + complained(),
  );

  expect(complained()).toBe("");
  const url = /Open (http:\/\/127\.0\.0\.1:\d+)/.exec(said())?.[1] ?? "";
  expect(Number(new URL(url).port)).toBeGreaterThan(port);
  expect((await fetch(url)).status).toBe(200);
  expect(said().replaceAll(url, "URL").replace(String(port), "PORT")).toMatchInlineSnapshot(`
    "Starting…

      Slack   stands in   a local workspace in your browser
      AWS     stands in   the sample account haneul-prod
      Model   stands in   the offline planner, by rules
      Bot     real        the same program that runs in production

      Port PORT is in use; this one is free:
      Open URL
      The clock was moved to 2026-11-20T09:00:00+09:00.

      Ask there, for example (지난주 = last week):
        @ops 지난주 서비스별 비용 보여줘
        @ops Were there failed console logins in the last 7 days?
        @ops 심각도 높은 GuardDuty 탐지 결과 있어?
        @ops order-api 최근 에러 로그 분석해줘
        @ops reboot order-api-2
        /aws-cost 30d by service

      State is kept in .data/demo (--fresh forgets it); the bot's log is .data/demo/bot.log
      Ctrl-C stops everything
    "
  `);

  const second = spawn(process.execPath, nodeArgs(MAIN), { cwd: open.dir, env: { PATH: process.env.PATH } });
  const code = await new Promise((resolve) => second.once("close", resolve));
  expect(code).toBe(1);

  const family = descendants(child.pid ?? 0);
  expect(family.length).toBeGreaterThanOrEqual(3);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(family.filter(isAlive)).toEqual([]);
});

test("leaves no process either when the launcher is killed, and starts again on the same state", async () => {
  const first = launch(["--port", "0"]);
  await until(
    () => first.said().includes("Ctrl-C"),
    () => first.said() + first.complained(),
  );
  const url = /Open (\S+)/.exec(first.said())?.[1] ?? "";
  const control = createControl(url);
  const { ts } = await control.post({ user: "jiwoo", channel: "ops", text: "@ops order-api-1 자세히 알려줘" });
  const thread = { user: "jiwoo", channel: "ops", thread_ts: ts };
  await control.waitFor(thread, (seen) => seen.some(({ metadata }) => metadata?.event_type === "opsthread_turn"));
  const family = descendants(first.child.pid ?? 0);
  // The bot's own children have to go with it.
  expect(family.filter((pid) => commandOf(pid).includes("tools/server.ts")).length).toBeGreaterThan(0);
  first.child.kill("SIGKILL");
  await first.ended;
  await until(
    () => family.filter(isAlive).length === 0,
    () => `still there: ${family.filter(isAlive)}`,
  );

  const again = launch(["--port", "0"], open.dir);
  await until(
    () => again.said().includes("Ctrl-C"),
    () => again.said() + again.complained(),
  );
  again.child.kill("SIGTERM");
  expect(await again.ended).toBe(0);
});

test("says which process ended, with its last lines, and stops the rest", async () => {
  const { child, said, complained, ended } = launch(["--port", "0"]);
  await until(
    () => said().includes("Ctrl-C"),
    () => said() + complained(),
  );
  const family = descendants(child.pid ?? 0);
  const account = family.find((pid) => commandOf(pid).includes("sandbox/aws/main.ts"));
  process.kill(account ?? 0, "SIGKILL");
  expect(await ended).toBe(1);
  expect(complained()).toContain("The sample account was ended by SIGKILL.");
  expect(family.filter(isAlive)).toEqual([]);
});

test.each([
  [["--colour"], 64, "Unknown option '--colour'.\n\nUsage: npm run demo"],
  [["--real-slack"], 1, "--real-slack needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN, in the environment or in .env"],
  [["--real-aws"], 1, "--real-aws needs AWS credentials"],
  [["--real-model"], 1, "--real-model needs ANTHROPIC_API_KEY"],
])("%j is refused with a sentence", async (args, code, sentence) => {
  const { complained, said, ended } = launch(args);
  expect(await ended).toBe(code);
  expect(complained().startsWith(sentence)).toBe(true);
  expect(said()).toBe("");
});
