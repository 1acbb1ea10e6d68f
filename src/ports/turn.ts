import type { Usage } from "./model.ts";
import type { Picture, TextFile } from "./thread-tool.ts";
import type { Bilingual, Language, Note, Period, Preview, Scope, Source, Truncation } from "./tools.ts";

/** A file the person attached, kept as a dataset of the thread before the turn begins. */
export interface AttachedData {
  name: string;
  handle: string;
  rows: number;
  columns: string[];
}

/** Who asks and where, as far as the agent may know. */
export interface TurnInput {
  runId: string;
  /** Opaque key of the thread; the transcript and the datasets hang on it. */
  thread: string;
  asker: { id: string; name: string };
  zone: string;
  language: Language;
  /** Of the asker's Slack, for what stands around an answer (buttons, status, steps); `language` where it is not known. */
  locale?: Language;
  /** What the person wrote; null resumes an unfinished turn (after an approval or a restart). */
  text: string | null;
  /** What came along with the message. */
  attached?: AttachedData[];
  /** Accounts this channel may read, first is the default. */
  accounts: string[];
  modelId: string;
}

/** Something a person can press instead of typing it: `ask` becomes that person's next question in the thread. */
export interface Ask {
  /** At most 75 characters, the length of a button. */
  label: string;
  ask: string;
}

export interface ToolCallRecord {
  id: string;
  name: string;
  args: unknown;
  ms: number;
  rows: number | null;
  dataset: string | null;
  error: string | null;
  /** Paid requests of a call that has no dataset to tell them. */
  requests?: number;
}

/** A value of a result, in words a reader can follow: `how` names it ("usd by service=EC2", "row 3, usd"). */
export interface ClaimOrigin {
  handle: string;
  how: string;
  with?: { handle: string; how: string };
}

/** Something the answer says that can be checked. Proven without an origin: a person or our own code said it. */
export interface Claim {
  /** As printed. */
  text: string;
  kind: "figure" | "moment" | "name";
  proven: boolean;
  origin: ClaimOrigin | null;
}

/** What the closing line says, and what each figure rests on; computed by code from the results the turn used. */
export interface Evidence {
  datasets: {
    handle: string;
    tool: string;
    args: unknown;
    period: Period | null;
    scope: Scope;
    source: Source;
    truncated: Truncation | null;
    notes: Note[];
  }[];
  claims: Claim[];
  unverified: string[];
}

export interface TurnRecord {
  runId: string;
  model: string;
  offline: boolean;
  /** Set when another model than the chosen one answered, with the reason. */
  fellBack: string | null;
  toolCalls: ToolCallRecord[];
  tokens: Usage;
  usd: number | null;
  ceRequests: number;
  ms: number;
  evidence: Evidence;
  /** Budgets that are mostly used; told before they end. */
  nearBudgets: BudgetUse[];
  shares: TurnShares;
  /** The thread had grown too long: its transcript began anew with a summary. */
  beganAnew: boolean;
}

/** A limit and how much of it is used: of this answer, of the person's or everybody's day (UTC). Tokens where the price is not known. */
export interface BudgetUse {
  of: "turn" | "person" | "day";
  unit: "usd" | "tokens";
  used: number;
  limit: number;
}

/** Between 0 and 1, null where there was nothing to share. */
export interface TurnShares {
  /** Of the figures, times and names shown, those that a result or a person's words hold. */
  proven: number | null;
  /** Of the tokens sent to the model, those it read from its cache. */
  cached: number | null;
}

export type FailureCode =
  | "model_unreachable"
  | "model_misconfigured"
  | "model_spend_limit"
  | "model_refused"
  | "model_cut_off"
  | "thread_too_long"
  | "tools_unavailable"
  | "budget_steps"
  | "budget_time"
  | "budget_money"
  | "budget_person"
  | "budget_day"
  | "loop"
  | "stopped"
  | "internal";

/** In three groups: the turn, its tool calls, what becomes visible. Subscribers: the thread writer, the log, tests. */
export type AgentEvent =
  | { type: "turn_started"; runId: string }
  | { type: "model_waiting"; seconds: number; reason: string }
  | { type: "tool_started"; id: string; name: string; titles: Bilingual; args: unknown }
  | { type: "tool_finished"; record: ToolCallRecord }
  /** A released paragraph of the answer: Markdown, already grounded. `verified` false: figures without proof. */
  | { type: "text"; markdown: string; verified: boolean }
  /** All text released so far in this turn is void (a stream broke and is asked again). */
  | { type: "text_reset" }
  | { type: "picture"; toolCallId: string; picture: Picture }
  | { type: "file"; toolCallId: string; file: TextFile }
  | { type: "proposal"; toolCallId: string; approvalId: string; preview: Preview }
  /** A question back that ends the turn as answered; 2 to 5 options. Emitted again when the turn is resumed. */
  | { type: "choices"; question: string; options: Ask[] }
  /** After an answer, up to three; what has no button leaves them out. They are never part of the text. */
  | { type: "suggestions"; asks: Ask[] }
  /** What the answer rests on, once all of it is shown. */
  | { type: "evidence"; evidence: Evidence }
  | { type: "turn_finished"; status: "answered" | "waiting"; record: TurnRecord }
  | { type: "turn_failed"; code: FailureCode; detail: string | null; partial: boolean; record: TurnRecord };

/** Must not throw; a post that fails is the writer's to repeat. */
export type Emit = (event: AgentEvent) => Promise<void>;

export type TurnStatus = "answered" | "waiting" | "failed";

/** Rejects only with TurnInterrupted. */
export type RunTurn = (input: TurnInput, emit: Emit, signal: AbortSignal) => Promise<TurnStatus>;

/**
 * As the reason of an abort: this process ends, another goes on with the turn from its log. The turn then rejects with
 * it and emits no final event. Any other abort ends the turn as `stopped`.
 */
export class TurnInterrupted extends Error {
  override name = "TurnInterrupted";
}
