import type Anthropic from "@anthropic-ai/sdk";
import { AnthropicError } from "@anthropic-ai/sdk";
import type { Middleware } from "@anthropic-ai/sdk/client";
import type { MessageStream } from "@anthropic-ai/sdk/lib/MessageStream";
import type { Clock } from "../ports/clock.ts";
import { type Model, ModelError, type ModelReply, type ModelRequest, type Usage } from "../ports/model.ts";
import { createIdleWatch } from "./idle-watch.ts";
import { fromContent, fromStop, toParams } from "./messages-wire.ts";
import { toModelError } from "./model-failure.ts";
import type { BilledTokens, Prices } from "./prices.ts";

/** What both SDK clients (API and Bedrock) have in common. */
export interface MessagesClient {
  messages: Pick<Anthropic["messages"], "stream">;
}

export interface ClaudeOptions {
  id: string;
  client: MessagesClient;
  adaptiveThinking: boolean;
  /** The model's own limit on output tokens; null when not known. */
  maxOutput: number | null;
  caching: "automatic" | "explicit";
  prices: Prices;
  clock: Clock;
  /** Silence on the wire after which a stream counts as broken. */
  idleMs?: number;
}

/** Thinking counts as output, so the usual room is far above an answer's length. */
const USUAL_OUTPUT = 16_000;
const LONG_OUTPUT = 64_000;
const IDLE_MS = 75_000;

/** One model over the Messages API, streaming. The SDK repeats a failed connection once; all else is the caller's. */
export function createClaude(options: ClaudeOptions): Model {
  return {
    id: options.id,
    offline: false,
    async reply(request, onText, signal) {
      const params = toParams(request, {
        model: options.id,
        maxTokens: outputRoom(request, options.maxOutput),
        adaptiveThinking: options.adaptiveThinking,
        caching: options.caching,
      });
      const watch = createIdleWatch(options.idleMs ?? IDLE_MS);
      const stream = options.client.messages.stream(params, {
        signal: AbortSignal.any([signal, watch.signal]),
        maxRetries: 1,
        middleware: [rateLimitsAreOurs, watch.middleware],
      });
      const progress = follow(stream, onText);
      try {
        const message = await stream.finalMessage();
        const reply = toReply(message, stream.request_id ?? amazonId(stream.response), options);
        if (progress.halfCall && (reply.stop === "tools" || reply.stop === "other"))
          throw new AnthropicError("the input of a tool call broke off");
        return reply;
      } catch (error) {
        const known = watch.fired() && !signal.aborted ? null : toModelError(error, options.clock.now());
        throw new ModelError(known?.failure ?? "connection", known?.message ?? "the stream stalled", {
          retryAfterMs: known?.retryAfterMs ?? null,
          requestId: known?.requestId ?? stream.request_id ?? null,
          cause: error,
          ...(progress.usage ? priced(progress.usage, options) : {}),
        });
      } finally {
        watch.stop();
      }
    },
  };
}

function outputRoom(request: ModelRequest, limit: number | null): number {
  return Math.min(request.longOutput ? LONG_OUTPUT : USUAL_OUTPUT, limit ?? Number.POSITIVE_INFINITY);
}

/** The SDK would sleep as long as `retry-after` says, an hour included, and nobody would be told. */
const rateLimitsAreOurs: Middleware = async (request, next) => {
  const response = await next(request);
  if (response.status !== 429) return response;
  const headers = new Headers(response.headers);
  headers.set("x-should-retry", "false");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
};

interface Progress {
  usage: Anthropic.Usage | null;
  /** A call's input was no whole JSON. The SDK mends it to what it may have begun as, which nobody asked for. */
  halfCall: boolean;
}

/**
 * Hands text on; a second text block of one message starts a paragraph of its own. Keeps what the call has used so
 * far, for one that breaks: at least that is billed.
 */
function follow(stream: MessageStream, onText: (delta: string) => void): Progress {
  const progress: Progress = { usage: null, halfCall: false };
  let blocks = 0;
  let input = "";
  stream.on("streamEvent", (event, snapshot) => {
    progress.usage = snapshot.usage;
    if (event.type === "content_block_start") {
      input = "";
      if (event.content_block.type === "text" && blocks++ > 0) onText("\n\n");
    }
    if (event.type === "content_block_stop" && input !== "" && !isJson(input)) progress.halfCall = true;
    if (event.type !== "content_block_delta") return;
    if (event.delta.type === "text_delta") onText(event.delta.text);
    if (event.delta.type === "input_json_delta") input += event.delta.partial_json;
  });
  return progress;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function toReply(message: Anthropic.Message, requestId: string | null, options: ClaudeOptions): ModelReply {
  return {
    content: fromContent(message.content),
    ...fromStop(message),
    ...priced(message.usage, options),
    requestId,
  };
}

function priced(usage: Anthropic.Usage, options: ClaudeOptions): { usage: Usage; usd: number | null } {
  const written = usage.cache_creation_input_tokens ?? 0;
  const write1h = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  const billed: BilledTokens = {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    write5m: Math.max(0, written - write1h),
    write1h,
  };
  return {
    usage: { input: billed.input, output: billed.output, cacheRead: billed.cacheRead, cacheWrite: written },
    usd: options.prices.usd(options.id, billed, options.clock.now()),
  };
}

function amazonId(response: Response | null | undefined): string | null {
  return response?.headers.get("x-amzn-requestid") ?? null;
}
