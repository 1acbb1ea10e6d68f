import type Anthropic from "@anthropic-ai/sdk";
import type { Block, Message, ModelRequest, ModelStop } from "../ports/model.ts";

type ContentBlockParam = Anthropic.ContentBlockParam;
type MessageParam = { role: "user" | "assistant"; content: ContentBlockParam[] };
type Params = Parameters<Anthropic["messages"]["stream"]>[0];

export interface WireOptions {
  model: string;
  maxTokens: number;
  /** True where the model takes `thinking: adaptive`; else the field is left out. */
  adaptiveThinking: boolean;
  /** Bedrock does not know the top-level marker, so the blocks themselves are marked there. */
  caching: "automatic" | "explicit";
}

/**
 * The request as sent. Everything that comes before the newest message is the same bytes as last time: the tool list
 * in name order, the system prompt with a breakpoint that lives an hour, the transcript as it was stored.
 */
export function toParams(request: ModelRequest, options: WireOptions): Params {
  const messages = toMessages(request.messages);
  return {
    model: options.model,
    max_tokens: options.maxTokens,
    ...(options.adaptiveThinking ? { thinking: { type: "adaptive" as const } } : {}),
    system: [{ type: "text", text: request.system, cache_control: { type: "ephemeral", ttl: "1h" } }],
    tools: [...request.tools]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((tool) => ({
        name: tool.name,
        description: tool.description,
        input_schema: tool.inputSchema as Anthropic.Tool.InputSchema,
      })),
    messages: options.caching === "explicit" ? withBreakpoints(messages) : messages,
    ...(options.caching === "automatic" ? { cache_control: { type: "ephemeral" as const } } : {}),
  };
}

/** The transcript is a log in which one role may have several rows (results of reads, then of an approval): joined. */
function toMessages(transcript: Message[]): MessageParam[] {
  const joined: MessageParam[] = [];
  for (const { role, content } of transcript) {
    const blocks = content as unknown as ContentBlockParam[];
    const last = joined.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else joined.push({ role, content: [...blocks] });
  }
  return joined;
}

/** The newest message and the one a step before: a lookup reaches back 20 blocks, a step may hold more. */
function withBreakpoints(messages: MessageParam[]): MessageParam[] {
  const users = messages.flatMap((message, index) => (message.role === "user" ? [index] : [])).slice(-2);
  return messages.map((message, index) => {
    if (!users.includes(index)) return message;
    const marked = { ...message.content.at(-1)!, cache_control: { type: "ephemeral" as const } } as ContentBlockParam;
    return { ...message, content: [...message.content.slice(0, -1), marked] };
  });
}

/** Kept as the API gave them, fields we do not know included. An empty text block is refused when sent back. */
export function fromContent(content: Anthropic.ContentBlock[]): Block[] {
  return content.filter((block) => block.type !== "text" || block.text !== "") as unknown as Block[];
}

const STOPS: Record<string, ModelStop> = {
  end_turn: "end",
  stop_sequence: "end",
  tool_use: "tools",
  max_tokens: "max_tokens",
  refusal: "refusal",
  model_context_window_exceeded: "context_full",
};

/** `pause_turn` and values newer than this code are `other`, named in `detail`. */
export function fromStop(message: Anthropic.Message): { stop: ModelStop; detail?: string } {
  const reason = message.stop_reason ?? "none";
  const stop = STOPS[reason] ?? "other";
  if (stop === "refusal") return { stop, detail: message.stop_details?.category ?? "unspecified" };
  return stop === "other" ? { stop, detail: reason } : { stop };
}
