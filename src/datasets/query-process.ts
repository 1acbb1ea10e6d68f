import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { DatasetError, type QueryResult } from "../ports/datasets.ts";
import { queryError } from "./query-error.ts";

export interface QueryJob {
  path: string;
  sql: string;
  rows: number;
  limitMs: number;
}

/** `code`: SQLite's primary result code, where SQLite said no. */
export type QueryAnswer = { result: QueryResult } | { error: string; code: number | null };

/** What the command of a child becomes, such as one without the rights of this process. */
export type StartAs = (command: { command: string; args: string[] }) => { command: string; args: string[] };

export interface QueryProcess {
  /** One after the other. Throws DatasetError, or the signal's reason. */
  run(job: QueryJob, signal: AbortSignal): Promise<QueryResult>;
  close(): Promise<void>;
}

/** Started at the first query, killed by a query that is too slow or stopped, started again at the next. */
export function createQueryProcess(startAs: StartAs = (command) => command): QueryProcess {
  let child: Promise<ChildProcess> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const running = async (): Promise<ChildProcess> => {
    child ??= start(startAs, () => {
      child = null;
    });
    return child;
  };

  const runOne = async (job: QueryJob, signal: AbortSignal): Promise<QueryResult> => {
    signal.throwIfAborted();
    const worker = await running();
    signal.throwIfAborted();
    const began = performance.now();
    const answer = await ask(worker, job, signal);
    signal.throwIfAborted();
    if (answer === null) {
      const slow = performance.now() - began >= job.limitMs * 0.9;
      throw new DatasetError(
        slow
          ? `The query took longer than ${job.limitMs / 1000} s and was stopped. Select fewer rows or join less.`
          : "The query could not be finished because its process ended. Try a simpler query.",
      );
    }
    if ("error" in answer) throw queryError(answer.error, answer.code);
    return answer.result;
  };

  return {
    run(job, signal) {
      const result = last.then(() => runOne(job, signal));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      const worker = await child?.catch(() => null);
      if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
      const ended = once(worker, "exit");
      worker.kill("SIGKILL");
      await ended;
    },
  };
}

/** Nothing in its environment that a query could get at is worth having: where compiled modules are kept, and no more. */
async function start(startAs: StartAs, onExit: () => void): Promise<ChildProcess> {
  const kept = getCompileCacheDir();
  const { command, args } = startAs({ command: process.execPath, args: ["--max-old-space-size=128"] });
  const worker = fork(fileURLToPath(new URL("./query-worker.ts", import.meta.url)), [], {
    env: kept ? { NODE_COMPILE_CACHE: dirname(kept) } : {},
    execPath: command,
    execArgv: args,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  worker.once("exit", onExit);
  const failed = once(worker, "exit").then(() => {
    throw new DatasetError("Queries cannot be run now because their process does not start.");
  });
  await Promise.race([once(worker, "message"), failed]);
  failed.catch(() => undefined);
  // An idle process must not keep the bot alive; while a query runs, its timer in `ask` does.
  worker.unref();
  worker.channel?.unref();
  return worker;
}

/** Null when the process ended without an answer. */
async function ask(worker: ChildProcess, job: QueryJob, signal: AbortSignal): Promise<QueryAnswer | null> {
  const { promise, resolve } = Promise.withResolvers<QueryAnswer | null>();
  const onMessage = (answer: unknown): void => resolve(answer as QueryAnswer);
  const onExit = (): void => resolve(null);
  const stop = (): void => void worker.kill("SIGKILL");
  worker.once("message", onMessage);
  worker.once("exit", onExit);
  signal.addEventListener("abort", stop);
  const overdue = setTimeout(stop, job.limitMs + 2000);
  if (worker.exitCode !== null || worker.signalCode !== null) resolve(null);
  else worker.send(job);
  try {
    return await promise;
  } finally {
    clearTimeout(overdue);
    signal.removeEventListener("abort", stop);
    worker.off("message", onMessage);
    worker.off("exit", onExit);
  }
}
