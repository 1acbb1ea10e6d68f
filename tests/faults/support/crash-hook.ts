import { appendFileSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3";

/**
 * Loaded into the bot by `node --import`, which knows nothing of it: SIGKILL at one write to its database, right before
 * or right after it. A write is named by what it does, "update approvals", and its number among those of that name since
 * the first question was stored; a commit by the last write of its transaction. CRASH_AT: such a point, for example "after update approvals 2". CRASH_LOG: a file that
 * gets the name of each write.
 */
const { CRASH_AT: at, CRASH_LOG: log } = process.env;
const WRITE = /^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|COMMIT)\s*(\w*)/i;
/** Nothing of a turn or a change rests on these, and some are written by the minute. */
const ASIDE = new Set(["meta", "model_calls", "activity"]);

const database = new BetterSqlite3(":memory:");
const statement = Object.getPrototypeOf(database.prepare("SELECT 1")) as BetterSqlite3.Statement;
database.close();
const run = statement.run;
const counts = new Map<string, number>();
let last = "";

function pointOf(verb: string, table: string): string | null {
  if (verb === "COMMIT") return last && !last.startsWith("commit") ? `commit ${last}` : null;
  const write = `${verb.split(" ")[0]?.toLowerCase()} ${table}`;
  if (ASIDE.has(table) || (counts.size === 0 && write !== "insert inbox")) return null;
  const count = (counts.get(write) ?? 0) + 1;
  counts.set(write, count);
  return `${write} ${count}`;
}

statement.run = function (this: BetterSqlite3.Statement, ...values: unknown[]) {
  const [, verb, table = ""] = WRITE.exec(this.source) ?? [];
  const point = verb ? pointOf(verb.toUpperCase(), table) : null;
  if (!point) return run.apply(this, values);
  last = point;
  if (log) appendFileSync(log, `${point}\n`);
  if (at === `before ${point}`) process.kill(process.pid, "SIGKILL");
  const result = run.apply(this, values);
  if (at === `after ${point}`) process.kill(process.pid, "SIGKILL");
  return result;
} as typeof run;
