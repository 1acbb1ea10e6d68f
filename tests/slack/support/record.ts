import type { TurnInput, TurnRecord } from "../../../src/ports/turn.ts";

/** The record of a scripted turn that read nothing. */
export const recordOf = (input: TurnInput): TurnRecord => ({
  runId: input.runId,
  model: "offline",
  offline: true,
  fellBack: null,
  toolCalls: [],
  tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  usd: 0,
  ceRequests: 0,
  ms: 5,
  evidence: { datasets: [], claims: [], unverified: [] },
  nearBudgets: [],
  shares: { proven: null, cached: null },
  beganAnew: false,
});
