import type { Runs } from "../ports/history.ts";
import type { Usage } from "../ports/model.ts";
import type { ToolCallRecord, TurnRecord } from "../ports/turn.ts";

/**
 * Limits of one turn. `steps`: model calls; `wallMs`: time in this process; `tokens`: in and out, cached ones too.
 * `personDay*`: of one person and day (UTC), tokens only for models whose price is not known.
 */
export interface Budgets {
  steps: number;
  wallMs: number;
  turnUsd: number;
  tokens: number;
  personDayUsd: number;
  personDayTokens: number;
  /** Time limit of one tool call. */
  toolMs?: number;
}

interface ModelCallEntry {
  model: string;
  ms: number;
  usage: Usage | null;
  usd: number | null;
  requestId: string | null;
  failure: string | null;
}

/** What a turn has done and cost, earlier processes included. Everything is journalled as it happens. */
export interface Ledger {
  modelCall(entry: ModelCallEntry): void;
  toolCall(record: ToolCallRecord): void;
  toolCalls(): ToolCallRecord[];
  tokens(): Usage;
  /** Null as soon as one call's price is not known. */
  usd(): number | null;
  /** Replies; failed calls are no steps, except those of an earlier process. */
  stepsLeft(): number;
  /** Which budget is used up, if any; a model that costs nothing answers also when the person's day is spent. */
  exhausted(free: boolean): "budget_steps" | "budget_money" | "budget_person" | null;
  /** The share of the person's day that is used, once it is worth a word. */
  dayBudget(): TurnRecord["dayBudget"];
}

/** From this share of the day on the person is told. */
const NEAR = 0.8;
const DAY_MS = 86_400_000;
const NOTHING: Usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

export function createLedger(
  runs: Runs,
  { runId, asker, now }: { runId: string; asker: string; now: number },
  budgets: Budgets,
): Ledger {
  const before = runs.soFar(runId);
  const records = new Map(before.toolCalls.map((record) => [record.id, record]));
  let tokens = before.tokens;
  let usd = before.modelCalls === 0 ? 0 : before.usd;
  let steps = before.modelCalls;

  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  /** Both limits as one: the share of the day's dollars, or of its tokens where no price is known. */
  const usedOfDay = (): number => {
    const { usd: spent, unpricedTokens } = runs.spentBy(asker, midnight);
    return Math.max(spent / budgets.personDayUsd, unpricedTokens / budgets.personDayTokens);
  };
  const stepsLeft = () => Math.max(0, budgets.steps - steps);
  return {
    modelCall(entry) {
      const usage = entry.usage ?? NOTHING;
      // A call that failed before it was counted costs nothing that anybody knows of.
      const cost = entry.usage ? entry.usd : 0;
      runs.modelCall(runId, { ...entry, usage, usd: cost });
      tokens = add(tokens, usage);
      usd = usd === null || cost === null ? null : usd + cost;
      if (entry.failure === null) steps += 1;
    },
    toolCall(record) {
      runs.toolCall(runId, record);
      records.set(record.id, record);
    },
    toolCalls: () => [...records.values()],
    tokens: () => tokens,
    usd: () => usd,
    stepsLeft,
    exhausted(free) {
      if (stepsLeft() === 0) return "budget_steps";
      const used = tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite;
      if ((usd ?? 0) >= budgets.turnUsd || used >= budgets.tokens) return "budget_money";
      return !free && usedOfDay() >= 1 ? "budget_person" : null;
    },
    dayBudget() {
      const share = usedOfDay();
      return share < NEAR ? null : { usedUsd: share * budgets.personDayUsd, limitUsd: budgets.personDayUsd };
    },
  };
}

function add(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}
