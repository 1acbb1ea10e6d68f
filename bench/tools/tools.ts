import type { ToolOutcome } from "../../src/ports/tools.ts";
import { type Account, NOW, openAccount } from "../context/account.ts";
import type { Goal } from "../goal.ts";
import { median, table } from "../table.ts";
import { fillTrailCopy } from "./filled-copy.ts";
import { memoryOf } from "./memory.ts";

const ACCOUNT = "417205938164";
const EVENTS = 30_000;
const LOG_ROWS = 100_000;
/** Logs Insights gives at most this many rows to a query. */
const ROWS_A_QUERY = 10_000;
const STARTS = 7;
/** What is held depends on when it was last collected: one look may be ten MB off. */
const LOADS = 5;
const ROUNDS = 4;
/** One call of each family of tools, so that all of the SDK's clients are loaded. */
const FAMILIES: [tool: string, args: object][] = [
  ["cost_query", { period: "last month" }],
  ["cost_savings", { kind: "waste" }],
  ["trail_sign_ins", { period: "24h" }],
  ["guardduty_list_findings", {}],
  ["logs_list_groups", {}],
  ["metrics_query", { resource: "orders-db", metric: "CPU", period: "1h" }],
  ["alarms_list", {}],
  ["inventory_find", {}],
  ["inventory_describe", { resource: "order-api-2" }],
  ["aws_docs", { query: "severity levels" }],
];
const context = { zone: "Asia/Seoul", language: "en" as const, accounts: ["haneul-prod"], runId: "bench" };

/**
 * The read tool server: how soon it is ready and what it holds, and large results on their way from a query through a
 * dataset to SQL. The sample account answers, so AWS's own time is not in it. Goals: ready within 400 ms and 90 MB, 170 MB
 * with all families loaded.
 */
export const tools = {
  name: "tools",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const start = await measureStart();
    say(`The read tool server (medians of ${STARTS} starts and ${LOADS} loads)`);
    say(
      table(
        ["", "ready ms", "MB"],
        [
          ["started, tools listed", start.readyMs, start.readyMb],
          ["all families loaded", "", start.loadedMb],
        ],
      ),
    );
    const large = await measureLarge();
    say("\nLarge results (ms of each round; MB of the tool server after it)");
    const heads = ["", "rows", ...Array.from({ length: ROUNDS }, (_, n) => `round ${n + 1}`)];
    say(
      table(heads, [
        ["events: query and import", EVENTS, ...large.events.map(({ ms }) => ms)],
        ["events: SQL", EVENTS, ...large.events.map(({ sqlMs }) => sqlMs)],
        ["log lines: query and import", LOG_ROWS, ...large.logs.map(({ ms }) => ms)],
        ["log lines: SQL", LOG_ROWS, ...large.logs.map(({ sqlMs }) => sqlMs)],
        ["MB now", "", ...large.mb.map(({ now }) => now)],
        ["MB peak", "", ...large.mb.map(({ peak }) => peak)],
      ]),
    );
    const goals: Goal[] = [
      { what: "all families loaded, MB", measured: start.loadedMb, limit: 170 },
      {
        what: "MB after the last round against the second",
        measured: large.mb.at(-1)!.now / large.mb[1]!.now,
        limit: 1.15,
      },
    ];
    return { goals, start, ...large };
  },
};

async function measureStart() {
  const starts: { ms: number; mb: number }[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const account = await openAccount();
    const began = performance.now();
    await account.toolHost.tools();
    starts.push({ ms: performance.now() - began, mb: memory(account).now });
    await account.close();
  }
  const loaded: number[] = [];
  for (let n = 0; n < LOADS; n += 1) {
    const account = await openAccount();
    for (const [tool, args] of FAMILIES) await ask(account, tool, args);
    loaded.push(memory(account).now);
    await account.close();
  }
  return {
    readyMs: median(starts.map(({ ms }) => ms)),
    readyMb: median(starts.map(({ mb }) => mb)),
    loadedMb: median(loaded),
    loaded,
  };
}

interface Round {
  ms: number;
  sqlMs: number;
}

async function measureLarge() {
  const account = await openAccount();
  const now = Date.parse(NOW);
  fillTrailCopy(account.toolsDir, ACCOUNT, now, EVENTS);
  const [events, logs, mb]: [Round[], Round[], { now: number; peak: number }[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const thread = `bench-${round}`;
    events.push(await measure(account, thread, [["trail_find_events", { period: "2026-08-23..2026-11-19" }]], EVENTS));
    const windows = Array.from({ length: LOG_ROWS / ROWS_A_QUERY }, (_, index) => hours(now, index * 8, 8));
    const query = { groups: ["/haneul/order-api"], query: "fields @timestamp, @message", limit: ROWS_A_QUERY };
    const asked = windows.map((period): [string, object] => ["logs_query", { ...query, period }]);
    logs.push(await measure(account, thread, asked, LOG_ROWS));
    mb.push(memory(account));
  }
  await account.close();
  return { events, logs, mb };
}

/** Asks, imports, and groups all rows by SQL; fails where a row is missing. */
async function measure(account: Account, thread: string, asked: [string, object][], rows: number): Promise<Round> {
  const began = performance.now();
  const handles: string[] = [];
  let count = 0;
  for (const [tool, args] of asked) {
    const { table, spool } = await ask(account, tool, args);
    const info = await account.datasets.add(thread, `${tool}-${handles.length}-${rows}`, tool, args, table, spool);
    handles.push(info.handle);
    count += info.rowCount;
  }
  if (count !== rows) throw new Error(`${count} rows arrived, not ${rows}`);
  const ms = performance.now() - began;
  const columns = account.datasets.list(thread).find(({ handle }) => handle === handles[0])!.columns;
  const [first = "", second = ""] = columns.map(({ name }) => `"${name}"`);
  const union = handles.map((handle) => `SELECT ${first} AS a, ${second} AS b FROM ${handle}`).join(" UNION ALL ");
  const asking = performance.now();
  const grouped = await account.datasets.query(
    thread,
    `SELECT substr(a, 1, 10) AS day, count(*) AS n, count(DISTINCT b) AS kinds FROM (${union}) GROUP BY day ORDER BY day`,
    new AbortController().signal,
  );
  const total = grouped.rows.reduce((sum, row) => sum + Number(row[1]), 0);
  if (total !== rows) throw new Error(`SQL counted ${total} rows, not ${rows}`);
  return { ms, sqlMs: performance.now() - asking };
}

/** A period that ends so many hours ago. */
function hours(now: number, ago: number, length: number): string {
  const at = (ms: number) => new Date(ms + 9 * 3_600_000).toISOString().slice(0, 16);
  const end = now - (ago + 1) * 3_600_000;
  return `${at(end - length * 3_600_000)}..${at(end)}`;
}

async function ask(
  { toolHost }: Account,
  tool: string,
  args: object,
): Promise<Extract<ToolOutcome, { kind: "table" }>> {
  const outcome = await toolHost.call(tool, args, context, new AbortController().signal);
  if (outcome.kind !== "table") throw new Error(`${tool}: ${outcome.text}`);
  return outcome;
}

function memory(account: Account): { now: number; peak: number } {
  return memoryOf(account.toolPid() ?? 0) ?? { now: Number.NaN, peak: Number.NaN };
}
