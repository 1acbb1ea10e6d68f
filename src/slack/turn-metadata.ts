import type { TurnRecord } from "../ports/turn.ts";
import type { Metadata } from "./posting.ts";

/** Metadata is limited, so only the figures go along; arguments that are too long are left out. */
const MOST_METADATA = 7_000;

/** The record of a turn as metadata of its last message. */
export function turnMetadata(runId: string, status: string, record: TurnRecord): Metadata {
  const { toolCalls, tokens, usd, ceRequests, ms, model, shares } = record;
  const figures = { model, toolCalls, tokens, usd, ceRequests, ms, proven: shares.proven };
  const whole = JSON.stringify(figures);
  const short = () => JSON.stringify({ ...figures, toolCalls: toolCalls.map((call) => ({ ...call, args: null })) });
  const json = whole.length <= MOST_METADATA ? whole : short();
  return { event_type: "opsthread_turn", event_payload: { run_id: runId, status, record: json } };
}
