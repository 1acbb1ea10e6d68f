import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { History, Runs, ThreadPrefix } from "../ports/history.ts";
import type { Model, Models } from "../ports/model.ts";
import type { Proposals } from "../ports/proposals.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { CallContext, ToolDescriptor, ToolHost } from "../ports/tools.ts";
import type { Emit, FailureCode, TurnInput } from "../ports/turn.ts";
import type { AnswerWriter } from "./answer-writer.ts";
import type { Budgets } from "./budgets.ts";
import type { Grounding } from "./grounding.ts";
import type { Ledger } from "./ledger.ts";

export interface AgentDeps {
  history: History;
  runs: Runs;
  toolHost: ToolHost;
  threadTools: ThreadTool[];
  datasets: Datasets;
  proposals: Proposals;
  models: Models;
  clock: Clock;
  budgets: Budgets;
  log: Log;
  /** Rejects when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** One turn while it runs: what its parts share. */
export interface Turn {
  deps: AgentDeps;
  input: Omit<TurnInput, "text">;
  prefix: ThreadPrefix;
  context: CallContext;
  ledger: Ledger;
  grounding: Grounding;
  answer: AnswerWriter;
  emit: Emit;
  signal: AbortSignal;
  speaker: Speaker;
  /** The transcript began anew in this turn, which it does once at most. */
  beganAnew: boolean;
}

/** Who answers. Changes at most once in a turn: to the fallback. */
export interface Speaker {
  model: Model;
  fellBack: string | null;
}

export type TurnEnd = { kind: "answered" } | { kind: "waiting" } | Failure;

export interface Failure {
  kind: "failed";
  code: FailureCode;
  detail: string | null;
}

export function failure(code: FailureCode, detail: string | null = null): Failure {
  return { kind: "failed", code, detail };
}

/** A fallback reads only: what changes something is not offered to it, and not taken from it. */
export function offeredTools(turn: Turn): ToolDescriptor[] {
  return turn.speaker.fellBack === null ? turn.prefix.tools : turn.prefix.tools.filter((tool) => tool.readOnly);
}
