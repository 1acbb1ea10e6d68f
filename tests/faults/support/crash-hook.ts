import { appendFileSync, readFileSync } from "node:fs";
import BetterSqlite3 from "better-sqlite3";

/**
 * Loaded into the bot by `node --import`, which knows nothing of it: SIGKILL at one write to its database, right before
 * or right after it. A write is named by what it does and which time it does so since the question was stored, "update
 * approvals executing 1"; a commit by the last write of its transaction. CRASH_FILE names a file with the plan of the
 * moment, read when a question is stored.
 */
export interface CrashPlan {
  /** Where to die: "before" or "after" and the name of a write. */
  at?: string;
  /** Instead of SIGKILL: SIGSTOP, until somebody lets it go on. */
  signal?: "SIGSTOP";
  /** A file that gets the name of each write. */
  log?: string;
  /** Tells a plan from the one before, which may be the same. */
  number?: number;
}

const WRITE = /^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|BEGIN|COMMIT)\s*(\w*)/i;
/** Nothing of a turn or a change rests on these, and some are written by the minute. */
const ASIDE = new Set(["meta", "model_calls", "activity"]);
/** What CloudTrail is found to say comes when it likes. */
const LATER = /reconcil/;

const database = new BetterSqlite3(":memory:");
const statement = Object.getPrototypeOf(database.prepare("SELECT 1")) as BetterSqlite3.Statement;
database.close();
const run = statement.run;
const counts = new Map<string, number>();
/** Requests made since the question was stored. */
const requested = new Set<string>();
let told = "";
let plan: CrashPlan = {};
let last = "";

/** What of a row is written: its state, what is recorded, or the first column that is set. */
function detailOf(source: string, [row]: unknown[]): string {
  const { kind, what, state } = (typeof row === "object" && row !== null ? row : {}) as Record<string, unknown>;
  const said = [kind, what, state].filter((word) => typeof word === "string");
  if (said.length > 0) return said.join(" ");
  const [, column = "", value] = /\bSET (\w+) = (?:'(\w+)')?/.exec(source) ?? [];
  return value ?? column;
}

/** A card of an earlier question, which ran out or of which more became known meanwhile. */
function isOfEarlier(verb: string, table: string, [row]: unknown[]): boolean {
  const { id, what, detail } = (typeof row === "object" && row !== null ? row : {}) as Record<string, unknown>;
  if (table === "approvals" && /^insert/i.test(verb)) requested.add(String(id));
  if (table !== "audit" || what !== "shown") return false;
  return !requested.has((JSON.parse(String(detail)) as { approvalId: string }).approvalId);
}

function pointOf(verb: string, table: string, detail: string): string | null {
  // A transaction of what is left aside, which comes when it likes, is not the commit of the write before it.
  if (verb === "BEGIN") {
    last = "";
    return null;
  }
  if (verb === "COMMIT") return last && !last.startsWith("commit") ? `commit ${last}` : null;
  const write = [verb.split(" ")[0]?.toLowerCase(), table, detail].filter(Boolean).join(" ");
  if (ASIDE.has(table) || LATER.test(detail)) return null;
  if (write.startsWith("insert inbox")) takeUpPlan();
  if (told === "" || (counts.size === 0 && !write.startsWith("insert inbox"))) return null;
  const count = (counts.get(write) ?? 0) + 1;
  counts.set(write, count);
  return `${write} ${count}`;
}

function takeUpPlan(): void {
  const now = readFileSync(process.env.CRASH_FILE ?? "", "utf8");
  if (now === told) return;
  told = now;
  plan = now === "" ? {} : (JSON.parse(now) as CrashPlan);
  counts.clear();
  requested.clear();
  last = "";
}

statement.run = function (this: BetterSqlite3.Statement, ...values: unknown[]) {
  const [, verb, table = ""] = WRITE.exec(this.source) ?? [];
  const isOurs = verb !== undefined && !isOfEarlier(verb, table, values);
  const point = isOurs ? pointOf(verb.toUpperCase(), table, detailOf(this.source, values)) : null;
  if (!point) return run.apply(this, values);
  last = point;
  if (plan.log) appendFileSync(plan.log, `${point}\n`);
  if (plan.at === `before ${point}`) process.kill(process.pid, plan.signal ?? "SIGKILL");
  const result = run.apply(this, values);
  if (plan.at === `after ${point}`) process.kill(process.pid, plan.signal ?? "SIGKILL");
  return result;
} as typeof run;
