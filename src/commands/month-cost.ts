import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { AccountCost, CostDay, MonthCost } from "../ports/home.ts";
import type { CallContext, ToolHost } from "../ports/tools.ts";
import { wholeTable } from "./whole-table.ts";

/** Shown again for this long; the tool server keeps Cost Explorer's answer for hours on top, so openings cost nothing. */
const KEPT_MS = 30 * 60_000;
/** What could not be read is tried again sooner. */
const FAILURE_KEPT_MS = 60_000;
const WITHIN_MS = 8_000;
/** Each account is a request of $0.01 when nothing is cached. */
const MOST_ACCOUNTS = 5;

type Kept = { at: number; cost: Promise<AccountCost>; failed: boolean };

/** What the month so far cost in each of some accounts, one request of Cost Explorer an account at most. */
export function createMonthCosts(deps: { toolHost: Pick<ToolHost, "call">; clock: Clock; log: Log }) {
  const { toolHost, clock, log } = deps;
  const kept = new Map<string, Kept>();

  function costOf(account: string, zone: string): Promise<AccountCost> {
    const known = kept.get(account);
    const age = known ? clock.now() - known.at : Number.POSITIVE_INFINITY;
    if (known && age >= 0 && age < (known.failed ? FAILURE_KEPT_MS : KEPT_MS)) return known.cost;
    const entry: Kept = {
      at: clock.now(),
      failed: false,
      cost: read(account, zone).catch((error: unknown) => {
        log.warn({ err: error, account }, "the month's cost for App Home could not be read");
        entry.failed = true;
        return { account, read: null };
      }),
    };
    kept.set(account, entry);
    return entry.cost;
  }

  async function read(account: string, zone: string): Promise<AccountCost> {
    const context: CallContext = { zone, language: "en", accounts: [account], runId: "home", paidRequests: 1 };
    const args = { period: "month to date", group_by: ["service"], granularity: "daily" };
    const outcome = await toolHost.call("cost_query", args, context, AbortSignal.timeout(WITHIN_MS));
    if (outcome.kind !== "table") throw new Error(outcome.text);
    try {
      const { columns, rows, totals } = await wholeTable(outcome);
      const at = (type: string) => columns.findIndex((column) => column.type === type);
      const [day, money] = [at("day"), at("money")];
      const days = sumByDay(rows.map((row) => ({ day: String(row[day]), usd: Number(row[money]) })));
      return { account, read: { usd: totals.usd ?? 0, days, at: clock.now() } };
    } finally {
      await outcome.spool?.dispose();
    }
  }

  return {
    /** In the order given; those beyond a handful are only named. */
    async of(accounts: readonly string[], zone: string): Promise<MonthCost> {
      const asked = accounts.slice(0, MOST_ACCOUNTS);
      const costs = await Promise.all(asked.map((account) => costOf(account, zone)));
      const read = costs.flatMap((cost) => cost.read ?? []);
      return {
        usd: read.reduce((sum, { usd }) => sum + usd, 0),
        days: sumByDay(read.flatMap(({ days }) => days)),
        at: read.length > 0 ? Math.min(...read.map(({ at }) => at)) : null,
        accounts: costs,
        unread: accounts.slice(MOST_ACCOUNTS),
      };
    },
  };
}

function sumByDay(costs: readonly CostDay[]): CostDay[] {
  const days = new Map<string, number>();
  for (const { day, usd } of costs) days.set(day, (days.get(day) ?? 0) + usd);
  return [...days].sort(([a], [b]) => a.localeCompare(b)).map(([day, usd]) => ({ day, usd }));
}
