import type { Datasets } from "./datasets.ts";
import type { Language, ToolDescriptor } from "./tools.ts";

/**
 * The transcript keeps messages in the Messages API's own shape, byte for byte: current models bind
 * their thinking to everything before it. Blocks we do not know are passed through untouched.
 */
export interface TextBlock {
  type: "text";
  text: string;
}
export interface ToolUseBlock {
  type: "tool_use";
  id: string;
  name: string;
  input: unknown;
}
export interface ToolResultBlock {
  type: "tool_result";
  tool_use_id: string;
  content: string;
  is_error?: boolean;
}
export interface OpaqueBlock {
  type: "thinking" | "redacted_thinking" | "fallback_placeholder";
  [key: string]: unknown;
}
export type Block = TextBlock | ToolUseBlock | ToolResultBlock | OpaqueBlock;

/** In a user message the LAST text block is what the person wrote; earlier text blocks are context set by code. */
export interface Message {
  role: "user" | "assistant";
  content: Block[];
}

export interface Usage {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

export interface ModelRequest {
  system: string;
  tools: ToolDescriptor[];
  messages: Message[];
  /** What a planner needs to know and a language model reads from the newest user message. */
  turn: { language: Language; zone: string; now: number; thread: string };
  datasets: Pick<Datasets, "list" | "read">;
  /** The last reply to this very request was cut off by its length: allow a longer one. */
  longOutput?: boolean;
}

/** Why the model stopped. Tools may run only on `tools`. */
export type ModelStop = "end" | "tools" | "max_tokens" | "refusal" | "context_full" | "other";

export interface ModelReply {
  content: Block[];
  stop: ModelStop;
  /** Set for `refusal` and `other`: the category or the unknown value, for the log. */
  detail?: string;
  usage: Usage;
  /** Null when the price is not known: show tokens, no dollars. */
  usd: number | null;
  requestId: string | null;
}

/** How a model call failed, decided once where the wire is known. `retryAfterMs` only where waiting helps. */
export type ModelFailure =
  | "rate_limited"
  | "spend_limit"
  | "overloaded"
  | "connection"
  | "misconfigured"
  | "not_found"
  | "too_long"
  | "bad_request"
  | "aborted";

export class ModelError extends Error {
  readonly failure: ModelFailure;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  /** What the failed call had used, as far as it was told; at least that is billed. */
  readonly usage: Usage | null;
  readonly usd: number | null;
  constructor(
    failure: ModelFailure,
    message: string,
    options: {
      retryAfterMs?: number | null;
      requestId?: string | null;
      usage?: Usage | null;
      usd?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ModelError";
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.requestId = options.requestId ?? null;
    this.usage = options.usage ?? null;
    this.usd = options.usd ?? null;
  }
}

export interface Model {
  /** Stable id as shown in `/models` and recorded per call. */
  id: string;
  /** True for the planner that needs no language model; replies say so. */
  offline: boolean;
  /** `onText` gets text as it streams. Throws only ModelError. */
  reply(request: ModelRequest, onText: (delta: string) => void, signal: AbortSignal): Promise<ModelReply>;
}

export interface ModelChoice {
  id: string;
  name: string;
  offline: boolean;
  /** USD per million tokens of a short prompt; null where it is not known. */
  price: { input: number; output: number } | null;
  /** Tokens a conversation may have; null where it is not known. */
  window: number | null;
  /** Set for a model that is to be retired; `on`: YYYY-MM-DD, where a day is set. */
  retires: { on: string | null } | null;
}

export interface Models {
  /** What a person may choose; the first is the default. */
  list(): Promise<ModelChoice[]>;
  /** Null when the id cannot be chosen here. */
  get(id: string): Model | null;
  defaultId: string;
  /** Answers when the chosen model cannot be reached; null when none is configured. */
  fallback: Model | null;
}
