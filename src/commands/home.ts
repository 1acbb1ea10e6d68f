import type { Log } from "../log.ts";
import type { Activity } from "../ports/activity.ts";
import type { ApprovalStore } from "../ports/approvals.ts";
import type { ChangeSwitch } from "../ports/change-switch.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModelsCommand } from "../ports/commands.ts";
import type { Home, HomeFacts } from "../ports/home.ts";
import type { PastScope, PastTurns } from "../ports/past.ts";
import type { Themes } from "../ports/themes.ts";
import type { ToolHost } from "../ports/tools.ts";
import { createMonthCosts } from "./month-cost.ts";

const DAY_MS = 86_400_000;
const THREADS = 6;
const APPROVALS = 5;

/** Everything App Home tells, from what is known already; the month's cost is asked at most every half hour an account. */
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
  changeSwitch: Pick<ChangeSwitch, "stop" | "mayTurn">;
  clock: Clock;
  log: Log;
}): Home {
  const { models, themes, past, scopeOf, approvals, activity, toolHost, canAct, changeSwitch, clock, log } = deps;
  const costs = createMonthCosts({ toolHost, clock, log });

  async function switchFor({ id, team }: { id: string; team: string }): Promise<HomeFacts["changes"]> {
    const stop = changeSwitch.stop();
    const to = stop ? "allowed" : "stopped";
    return { stop, mayTurn: (await changeSwitch.mayTurn({ to, user: { id, team } })).kind === "may" };
  }

  return {
    chooseTheme: themes.choose,
    async facts(person, accounts, search) {
      const scope = await scopeOf(person.id).catch((error: unknown) => {
        log.warn({ err: error }, "whose past App Home may show could not be looked up");
        return null;
      });
      const [listed, cost, changes] = await Promise.all([
        models.run({ text: "", user: person.id, channel: null }),
        costs.of(accounts, person.zone),
        canAct ? switchFor(person) : null,
      ]);
      if (listed.kind !== "list") throw new Error("the list of models is no list");
      const query = { text: search, most: THREADS };
      const threads = scope && (search ? past.search({ ...query, scope }) : past.recent(scope, person.id, THREADS));
      const today = Math.floor(clock.now() / DAY_MS) * DAY_MS;
      return {
        accounts,
        canAct,
        changes,
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
