/**
 * Runs one SELECT at a time for the bot, in a process of its own: a query that never ends sits in native code, where
 * a worker thread cannot be stopped, but a process can. Node's own SQLite is used here because it has an authorizer
 * and limits, and because two SQLite libraries may not open one file from the same process.
 */
import { constants, DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { onlyReads } from "./only-reads.ts";
import type { QueryAnswer, QueryJob } from "./query-process.ts";
import { runSelect } from "./run-select.ts";

const MAX_SQL = 20_000;

const watchdog = new Worker(new URL("./query-watchdog.ts", import.meta.url));
watchdog.once("online", () => process.send?.("ready"));

process.on("disconnect", () => process.exit());
process.on("message", (job: QueryJob) => {
  watchdog.postMessage(job.limitMs);
  const answer = answerTo(job);
  watchdog.postMessage(null);
  process.send?.(answer);
});

function answerTo(job: QueryJob): QueryAnswer {
  let db: DatabaseSync | undefined;
  try {
    if (job.sql.length <= MAX_SQL && onlyReads(job.path, job.sql) === false) throw new Error("not a SELECT");
    db = new DatabaseSync(job.path, {
      readOnly: true,
      timeout: 1000,
      enableDoubleQuotedStringLiterals: false,
      limits: { attach: 0, length: 4_000_000, sqlLength: MAX_SQL },
    });
    db.setAuthorizer((action, name) => (mayRun(action, name) ? constants.SQLITE_OK : constants.SQLITE_DENY));
    return { result: runSelect(db, job.sql, job.rows) };
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    return { error: message, code: errcode ?? null };
  } finally {
    db?.close();
  }
}

/** Reading the thread's tables and calling functions; no PRAGMA, ATTACH, write, schema or bookkeeping table. */
function mayRun(action: number, name: string | null): boolean {
  if (action === constants.SQLITE_READ) return !/^(sqlite_|pragma_|_)/i.test(name ?? "");
  return (
    action === constants.SQLITE_SELECT || action === constants.SQLITE_FUNCTION || action === constants.SQLITE_RECURSIVE
  );
}
