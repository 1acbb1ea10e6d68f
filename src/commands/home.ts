import type { Log } from "../log.ts";
import type { Activity } from "../ports/activity.ts";
import type { ApprovalStore } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModelsCommand } from "../ports/commands.ts";
import type { Home, MonthCost } from "../ports/home.ts";
import type { PastScope, PastTurns } from "../ports/past.ts";
import type { Themes } from "../ports/themes.ts";
import type { CallContext, ToolHost } from "../ports/tools.ts";

const DAY_MS = 86_400_000;
/** Shown again for this long; the tool server keeps Cost Explorer's answer for hours on top, so openings cost nothing. */
const COST_KEPT_MS = 30 * 60_000;
const COST_WITHIN_MS = 8_000;
const THREADS = 6;
const APPROVALS = 5;

/** Everything App Home tells, from what is known already; the month's cost is asked at most every half hour. */
export function createHome(deps: {
  models: Pick<ModelsCommand, "run">;
  themes: Themes;
  past: Pick<PastTurns, "search" | "recent">;
  /** Throws when Slack cannot be asked. */
  scopeOf: (person: string) => Promise<PastScope>;
  approvals: Pick<ApprovalStore, "inState">;
  activity: Pick<Activity, "health" | "spent">;
  toolHost: Pick<ToolHost, "call">;
  canAct: boolean;
  clock: Clock;
  log: Log;
}): Home {
  const { models, themes, past, scopeOf, approvals, activity, toolHost, canAct, clock, log } = deps;
  const costs = new Map<string, { at: number; cost: Promise<MonthCost | null> }>();

  function costOf(account: string | undefined, zone: string): Promise<MonthCost | null> {
    if (account === undefined) return Promise.resolve(null);
    const known = costs.get(account);
    if (known && clock.now() - known.at < COST_KEPT_MS && clock.now() >= known.at) return known.cost;
    const cost = readCost(account, zone).catch((error: unknown) => {
      log.warn({ err: error }, "the month's cost for App Home could not be read");
      return null;
    });
    costs.set(account, { at: clock.now(), cost });
    return cost;
  }

  async function readCost(account: string, zone: string): Promise<MonthCost | null> {
    const context: CallContext = { zone, language: "en", accounts: [account], runId: "home", paidRequests: 1 };
    const args = { period: "month to date", group_by: ["service"], granularity: "daily" };
    const outcome = await toolHost.call("cost_query", args, context, AbortSignal.timeout(COST_WITHIN_MS));
    if (outcome.kind !== "table") return null;
    const { columns, rows, totals } = outcome.table;
    const at = (type: string) => columns.findIndex((column) => column.type === type);
    const days = new Map<string, number>();
    for (const row of rows) {
      const day = String(row[at("day")]);
      days.set(day, (days.get(day) ?? 0) + Number(row[at("money")]));
    }
    const inOrder = [...days].sort(([a], [b]) => a.localeCompare(b)).map(([, usd]) => usd);
    return { account, usd: totals.usd ?? 0, days: inOrder, at: clock.now() };
  }

  return {
    chooseTheme: themes.choose,
    async facts(person, accounts, search) {
      const scope = await scopeOf(person.id).catch((error: unknown) => {
        log.warn({ err: error }, "whose past App Home may show could not be looked up");
        return null;
      });
      const [listed, cost] = await Promise.all([
        models.run({ text: "", user: person.id, channel: null }),
        costOf(accounts[0], person.zone),
      ]);
      if (listed.kind !== "list") throw new Error("the list of models is no list");
      const query = { text: search, most: THREADS };
      const threads = scope && (search ? past.search({ ...query, scope }) : past.recent(scope, person.id, THREADS));
      const today = Math.floor(clock.now() / DAY_MS) * DAY_MS;
      return {
        accounts,
        canAct,
        models: listed,
        theme: themes.of(person.id),
        cost,
        approvals: approvals
          .inState("pending")
          .filter(({ requester, thread }) => {
            return requester === person.id || scope?.channels.includes(thread.split(":")[0] ?? "");
          })
          .slice(0, APPROVALS),
        threads,
        search,
        health: activity.health(clock.now() - DAY_MS),
        spent: activity.spent(today),
      };
    },
  };
}
