import type { Message } from "./model.ts";
import type { ToolDescriptor } from "./tools.ts";
import type { ToolCallRecord, TurnRecord } from "./turn.ts";

/** The prefix a thread keeps for life: changing it would void thinking blocks and the prompt cache. */
export interface ThreadPrefix {
  system: string;
  tools: ToolDescriptor[];
}

/** The transcript is the state of a conversation: append-only; a tool call without a result is unfinished work. */
export interface History {
  /** From where the transcript last began anew. */
  messages(thread: string): Message[];
  append(thread: string, runId: string, message: Message): void;
  /** Appends a message that the transcript begins anew with. What came before is kept, and no longer sent. */
  beginAnew(thread: string, runId: string, message: Message): void;
  /** The first caller's prefix is kept; later callers get that one back. */
  prefix(thread: string, fresh: () => ThreadPrefix): ThreadPrefix;
}

/** One row per turn. Journalled so that a restart knows what a turn had cost and how far it was. */
export interface Runs {
  toolCall(runId: string, record: ToolCallRecord): void;
  modelCall(
    runId: string,
    call: {
      model: string;
      ms: number;
      usage: TurnRecord["tokens"];
      usd: number | null;
      requestId: string | null;
      failure: string | null;
    },
  ): void;
  /** What earlier processes did for this run: counts toward its budgets and its record. */
  soFar(runId: string): {
    toolCalls: ToolCallRecord[];
    tokens: TurnRecord["tokens"];
    usd: number | null;
    modelCalls: number;
  };
  /** What model calls since then cost, of one person or of everybody; calls without a known price count by tokens. */
  spentSince(since: number, asker?: string): Spending;
}

export interface Spending {
  usd: number;
  /** Of the calls whose price is not known. */
  unpricedTokens: number;
}
