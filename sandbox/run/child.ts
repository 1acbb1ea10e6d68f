import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ProcessFailure } from "./errors.ts";

const GUARD = join(import.meta.dirname, "../../guard.mjs");

const READY_WITHIN_MS = 60_000;
const LAST_LINES = 20;

export interface ChildOptions<Ready> {
  /** How people call it: "the bot". */
  name: string;
  /** Path of the entry file, then its arguments; run by this same Node. */
  args: string[];
  /** The complete environment; nothing of the launcher's own is added. */
  env: Record<string, string>;
  /** What a line says when the process is ready, undefined for every other line. */
  readyFrom: (line: string, stream: "stdout" | "stderr") => Ready | undefined;
  /** Every line of both streams. */
  onLine: (line: string) => void;
}

export interface Child<Ready> {
  name: string;
  pid: number;
  /** Rejects with a ProcessFailure when it ends or takes a minute before it is ready. */
  ready: Promise<Ready>;
  /** Settles when it has ended, for whatever reason. */
  ended: Promise<ProcessFailure>;
  /** SIGTERM, and SIGKILL after `graceMs`; resolves when the process is gone. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts a process that lives at most as long as this one: it gets a pipe as standard input and ends when that closes,
 * which the system does even after `kill -9` of this process. It leads a process group of its own, so that a Ctrl-C in
 * the terminal reaches only the launcher, which stops its children in order.
 */
export function startChild<Ready>(options: ChildOptions<Ready>): Child<Ready> {
  const { name, args, env, readyFrom, onLine } = options;
  const child = spawn(process.execPath, ["--import", GUARD, ...args], {
    env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  // The pipe breaks when the process ends; `ended` tells of that.
  child.stdin.on("error", () => undefined);
  const last: string[] = [];

  const ended = new Promise<ProcessFailure>((resolve) => {
    child.once("error", (error) => resolve(new ProcessFailure(`${name} could not be started: ${error.message}`, last)));
    child.once("close", (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      resolve(new ProcessFailure(`${name} ${how}`, last));
    });
  });

  const ready = new Promise<Ready>((resolve, reject) => {
    const read = (stream: Readable, which: "stdout" | "stderr") => {
      createInterface({ input: stream }).on("line", (line) => {
        last.push(line);
        if (last.length > LAST_LINES) last.shift();
        onLine(line);
        const answer = readyFrom(line, which);
        if (answer !== undefined) resolve(answer);
      });
    };
    read(child.stdout, "stdout");
    read(child.stderr, "stderr");
    void ended.then(reject);
    const late = setTimeout(() => {
      reject(new ProcessFailure(`${name} was not ready after ${READY_WITHIN_MS / 1000} seconds`, last));
    }, READY_WITHIN_MS);
    const settled = () => clearTimeout(late);
    void ended.then(settled);
    late.unref();
  });
  // Whoever waits for it hears of it; when nobody does, `ended` tells the same.
  ready.catch(() => undefined);

  return { name, pid: child.pid ?? 0, ready, ended, stop: (graceMs) => stop(child, ended, graceMs) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(kill);
}
