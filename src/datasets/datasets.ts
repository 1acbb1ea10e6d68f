import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import { DatasetError, type DatasetInfo, type Datasets } from "../ports/datasets.ts";
import { addSpooled } from "./add-spooled.ts";
import { fileError } from "./file-errors.ts";
import { createOpenFiles } from "./open-files.ts";
import { createQueryProcess, type StartAs } from "./query-process.ts";
import { sweepFiles } from "./sweep-files.ts";
import { createThreadFile, openThreadFile, type ThreadFile } from "./thread-file.ts";

export interface DatasetLimits {
  /** More than threads are answered at once, or each would be closed and opened anew several times in a turn. */
  openFiles: number;
  /** After this long without use a thread's file is closed. */
  idleMs: number;
  /** How long a write waits for a file another process has locked; it blocks the bot, so it is short. */
  busyMs: number;
  queryMs: number;
  queryRows: number;
}

const LIMITS: DatasetLimits = { openFiles: 64, idleMs: 60_000, busyMs: 1_000, queryMs: 3_000, queryRows: 1_000 };

/** One SQLite file per thread in `dir`, named by the hash of the thread's key: no path comes from outside. */
export function createDatasets(options: {
  dir: string;
  log: Log;
  clock: Clock;
  limits?: Partial<DatasetLimits>;
  startAs?: StartAs | undefined;
}): Datasets {
  const { dir, log, clock } = options;
  const limits = { ...LIMITS, ...options.limits };
  const files = createOpenFiles((path) => openThreadFile(path, limits.busyMs), limits.openFiles, limits.idleMs);
  const queries = createQueryProcess(options.startAs);
  const pathOf = (thread: string): string => join(dir, `${createHash("sha256").update(thread).digest("hex")}.sqlite`);

  const use = <T>(thread: string, job: (file: ThreadFile) => T): T => {
    const path = pathOf(thread);
    try {
      return job(files.use(path));
    } catch (error) {
      files.drop(path);
      log.error({ err: error, file: path }, "a thread's datasets could not be used");
      throw fileError(error);
    }
  };

  const list = (thread: string): DatasetInfo[] =>
    existsSync(pathOf(thread)) ? use(thread, (file) => file.list()) : [];

  return {
    async add(thread, toolCallId, tool, args, table, spool) {
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 });
        createThreadFile(pathOf(thread));
      } catch (error) {
        log.error({ err: error, dir }, "a thread's datasets could not be created");
        throw fileError(error);
      }
      const result = { toolCallId, tool, args, table, now: clock.now() };
      if (!spool) return use(thread, (file) => file.add(result));
      return await addSpooled((job) => use(thread, job), result, spool).finally(() => spool.dispose());
    },
    list,
    read: (thread, handle, limit) =>
      existsSync(pathOf(thread)) ? use(thread, (file) => file.read(handle, limit)) : null,
    async query(thread, sql, signal) {
      const known = list(thread);
      if (known.length === 0) throw new DatasetError("This thread has no stored results yet. Call a tool first.");
      const job = { path: pathOf(thread), sql, rows: limits.queryRows, limitMs: limits.queryMs };
      try {
        return await queries.run(job, signal);
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        throw new DatasetError(`${droppedIn(error.message, known) ?? error.message}\n${tables(known)}`, {
          cause: error,
        });
      }
    },
    sweep: (olderThan, mostBytes) => sweepFiles({ dir, files, log }, { before: clock.now() - olderThan, mostBytes }),
    forget(thread) {
      const path = pathOf(thread);
      files.drop(path);
      for (const ending of ["", "-wal", "-shm"]) rmSync(`${path}${ending}`, { force: true });
    },
    async close() {
      files.close();
      await queries.close();
    },
  };
}

/** A handle below the newest one that is no table any more was dropped when its time was over. */
function droppedIn(message: string, known: DatasetInfo[]): string | null {
  const handle = /no such table: (d[1-9]\d*)\b/.exec(message)?.[1];
  const newest = Math.max(...known.map((info) => Number(info.handle.slice(1))));
  if (!handle || Number(handle.slice(1)) >= newest) return null;
  return `${handle} was dropped because results are kept for a limited time. Call the tool again for its rows.`;
}

/** What can be selected from, newest first, within what a model needs to read. */
function tables(known: DatasetInfo[]): string {
  const shown = known.slice(-8).reverse();
  const lines = shown.map((info) => `${info.handle}(${info.columns.map((column) => column.name).join(", ")})`);
  const left = known.length - shown.length;
  return `Tables: ${lines.join("; ")}${left > 0 ? `; and ${left} older` : ""}.`;
}
