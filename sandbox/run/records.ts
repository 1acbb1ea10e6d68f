import type { SeenMessage } from "../slack/control/types.ts";

/** What the bot leaves in its messages' metadata for those who read along. */

export interface TurnReport {
  model: string;
  toolCalls: {
    name: string;
    args: unknown;
    ms: number;
    rows: number | null;
    dataset: string | null;
    error: string | null;
  }[];
  tokens: { input: number; output: number; cacheRead: number; cacheWrite: number };
  usd: number | null;
  ceRequests: number;
  ms: number;
  /** Of the figures shown, the share that a result holds; null where none was. */
  proven: number | null;
}

export interface TurnEnd {
  ts: string;
  runId: string;
  status: "answered" | "waiting" | "failed";
  report: TurnReport;
}

export interface CardReport {
  ts: string;
  runId: string;
  id: string;
  tool: string;
  args: unknown;
  hash: string;
  state: string;
  decidedBy: string | null;
  /** How many people have approved so far. */
  votes: number;
}

const TURN = "opsthread_turn";
const CARD = "opsthread_card";

/** The end of a turn, where this message is one. Throws when its metadata is not what the bot writes. */
export function turnEndOf(message: SeenMessage): TurnEnd | null {
  if (message.metadata?.event_type !== TURN) return null;
  const { run_id, status, record } = message.metadata.event_payload;
  const { model, toolCalls, tokens, usd, ceRequests, ms, proven } = JSON.parse(String(record)) as TurnReport;
  const calls = toolCalls.map(({ name, args, ms, rows, dataset, error }) => ({ name, args, ms, rows, dataset, error }));
  return {
    ts: message.ts,
    runId: String(run_id),
    status: status as TurnEnd["status"],
    report: { model, toolCalls: calls, tokens, usd, ceRequests, ms, proven },
  };
}

/** The approval behind this message, where it is a card. */
export function cardOf(message: SeenMessage): CardReport | null {
  if (message.metadata?.event_type !== CARD) return null;
  const { approval_id, run_id, tool, args, hash, state, decided_by, votes } = message.metadata.event_payload;
  return {
    ts: message.ts,
    runId: String(run_id),
    id: String(approval_id),
    tool: String(tool),
    args: JSON.parse(String(args)),
    hash: String(hash),
    state: String(state),
    decidedBy: decided_by ? String(decided_by) : null,
    votes: Number(votes ?? 0),
  };
}
