import type { Allowance } from "../ports/tools.ts";

/**
 * Limits of one turn (`turn*`, `steps`, `wallMs`: time in this process), of one person and day and of everybody and day
 * (UTC). Tokens are in and out, cached ones too; those of a day count only for models whose price is not known.
 */
export interface Budgets {
  steps: number;
  wallMs: number;
  turnUsd: number;
  turnTokens: number;
  personDayUsd: number;
  personDayTokens: number;
  dayUsd: number;
  dayTokens: number;
  /** A transcript estimated above this begins anew, with a summary, before the next question. */
  threadTokens: number;
  /** Of Cost Explorer requests, and of GB scanned by Logs Insights. */
  turnCostExplorer: number;
  turnScanGb: number;
  personDayCostExplorer: number;
  personDayScanGb: number;
  /** Time limit of one tool call. */
  toolMs?: number;
}

/** As the team writes them, with the limits that are ours. */
export function budgetsOf(rules: {
  turn_usd: number;
  turn_tokens: number;
  turn_cost_explorer: number;
  turn_scan_gb: number;
  person_day_usd: number;
  person_day_tokens: number;
  person_day_cost_explorer: number;
  person_day_scan_gb: number;
  day_usd: number;
  day_tokens: number;
  thread_tokens: number;
}): Budgets {
  return {
    steps: 12,
    wallMs: 10 * 60_000,
    turnUsd: rules.turn_usd,
    turnTokens: rules.turn_tokens,
    turnCostExplorer: rules.turn_cost_explorer,
    turnScanGb: rules.turn_scan_gb,
    personDayUsd: rules.person_day_usd,
    personDayTokens: rules.person_day_tokens,
    personDayCostExplorer: rules.person_day_cost_explorer,
    personDayScanGb: rules.person_day_scan_gb,
    dayUsd: rules.day_usd,
    dayTokens: rules.day_tokens,
    threadTokens: rules.thread_tokens,
  };
}

/** What may be spent at AWS. The tools count against it, because only they know beforehand what a call will cost. */
export function allowancesOf(budgets: Budgets, { runId, asker }: { runId: string; asker: string }): Allowance[] {
  const { turnCostExplorer, turnScanGb, personDayCostExplorer, personDayScanGb } = budgets;
  return [
    { of: "turn", key: runId, cost_explorer: turnCostExplorer, logs_scan_gb: turnScanGb },
    { of: "person", key: asker, cost_explorer: personDayCostExplorer, logs_scan_gb: personDayScanGb },
  ];
}
