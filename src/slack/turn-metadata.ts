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

interface Seen {
  event_type?: string;
  event_payload?: unknown;
}

type EndState = "waiting" | "answered" | "failed";

/** Message `part` of a leg ends with the number of the message. */
const isPartOf = (leg: string, part: unknown): boolean => typeof part === "string" && part.startsWith(`${leg}.`);

/** The end of a leg, read back from its last message; null where the message is something else. */
export function readTurnMetadata(metadata: Seen | undefined, runId: string, leg: string) {
  const payload = (metadata?.event_payload ?? {}) as {
    run_id?: string;
    part?: string;
    status?: EndState;
    record?: string;
  };
  const isEnd = metadata?.event_type === "opsthread_turn" && payload.run_id === runId && isPartOf(leg, payload.part);
  if (!isEnd || !payload.status) return null;
  const { status, record = "{}" } = payload;
  return {
    state: status,
    /** The whole record where it was written down in time, else the figures that were posted. */
    recordWith(known: TurnRecord | null): TurnRecord {
      const { event_payload } = turnMetadata(runId, status, known ?? EMPTY);
      if (known && event_payload.record === record) return known;
      const { proven = null, ...figures } = JSON.parse(record) as Partial<TurnRecord> & { proven?: number | null };
      return { ...EMPTY, ...figures, runId, shares: { proven, cached: null } };
    },
  };
}

/** What a process that died had begun to post of a leg. */
export function isHalf(metadata: Seen | undefined, runId: string, leg: string): boolean {
  const { event_type: type, event_payload: payload } = metadata ?? {};
  const { run_id: of, part } = (payload ?? {}) as { run_id?: string; part?: string };
  if (of !== runId) return false;
  if (type === "opsthread_restarting") return true;
  return (type === "opsthread_working" || type === "opsthread_part") && isPartOf(leg, part);
}

const EMPTY: TurnRecord = {
  runId: "",
  model: "",
  offline: false,
  fellBack: null,
  toolCalls: [],
  tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  usd: null,
  ceRequests: 0,
  ms: 0,
  evidence: { datasets: [], claims: [], unverified: [] },
  nearBudgets: [],
  shares: { proven: null, cached: null },
  beganAnew: false,
};
