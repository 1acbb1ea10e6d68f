import type { Runs } from "../ports/history.ts";
import type { Usage } from "../ports/model.ts";
import type { BudgetUse, ToolCallRecord } from "../ports/turn.ts";
import type { Budgets } from "./budgets.ts";

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
  /** True when this step's results are the last ones that can be answered from. */
  lastStep(): boolean;
  /** Which budget is used up, if any; a model that costs nothing answers also when a day is spent. */
  exhausted(free: boolean): "budget_steps" | "budget_money" | "budget_person" | "budget_day" | null;
  /** The budgets that are used so far that it is worth a word. */
  near(): BudgetUse[];
}

/** From this share of a budget on people are told. */
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
  const uses = (): BudgetUse[] => {
    const [person, all] = [runs.spentSince(midnight, asker), runs.spentSince(midnight)];
    return [
      { of: "turn", unit: "usd", used: usd ?? 0, limit: budgets.turnUsd },
      { of: "turn", unit: "tokens", used: allTokens(), limit: budgets.turnTokens },
      { of: "person", unit: "usd", used: person.usd, limit: budgets.personDayUsd },
      { of: "person", unit: "tokens", used: person.unpricedTokens, limit: budgets.personDayTokens },
      { of: "day", unit: "usd", used: all.usd, limit: budgets.dayUsd },
      { of: "day", unit: "tokens", used: all.unpricedTokens, limit: budgets.dayTokens },
    ];
  };
  const allTokens = () => tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite;
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
    lastStep: () => stepsLeft() === 1 || uses().some((use) => use.of === "turn" && use.used >= NEAR * use.limit),
    exhausted(free) {
      if (stepsLeft() === 0) return "budget_steps";
      const spent = uses().filter((use) => use.used >= use.limit && !(free && use.of !== "turn"));
      const [first] = spent;
      return first ? FAILURES[first.of] : null;
    },
    near: () => uses().filter((use) => use.used >= NEAR * use.limit),
  };
}

const FAILURES = { turn: "budget_money", person: "budget_person", day: "budget_day" } as const;

function add(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}
