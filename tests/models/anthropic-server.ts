import type { ServerResponse } from "node:http";
import Anthropic from "@anthropic-ai/sdk";
import { LLMock } from "@copilotkit/aimock";
import { createClaude } from "../../src/models/claude.ts";
import { createPrices } from "../../src/models/prices.ts";
import type { Model } from "../../src/ports/model.ts";

type Reply = Parameters<LLMock["on"]>[1];
type FixtureOptions = Parameters<LLMock["on"]>[2];
export type Raw = (res: ServerResponse) => void;

export interface AnthropicServer {
  url: string;
  client: Anthropic;
  /** The bodies as sent, in order; a repeat by the SDK counts. */
  sent: Record<string, unknown>[];
  /** Replies in the order they are asked for. */
  reply(response: Reply, options?: FixtureOptions): void;
  /** The next request is answered by hand, before any reply. */
  raw(handler: Raw): void;
  model(options?: { idleMs?: number; maxOutput?: number; id?: string }): Model;
  stop(): Promise<void>;
}

/** aimock speaks the Messages API; what it cannot say (errors within a stream) is written by hand. */
export async function startAnthropic(): Promise<AnthropicServer> {
  const mock = new LLMock({ port: 0, host: "127.0.0.1", strict: true, chunkSize: 12 });
  const raws: Raw[] = [];
  const sent: Record<string, unknown>[] = [];
  let replies = 0;
  mock.mount("/v1/messages", {
    async handleRequest(req, res) {
      const handler = raws.shift();
      if (!handler) return false;
      for await (const _ of req);
      handler(res);
      return true;
    },
  });
  await mock.start();
  const client = new Anthropic({
    apiKey: "test",
    baseURL: mock.url,
    logLevel: "off",
    middleware: [
      (request, next) => {
        sent.push(JSON.parse(String(request.body)) as Record<string, unknown>);
        return next(request);
      },
    ],
  });
  let served = 0;
  return {
    url: mock.url,
    client,
    sent,
    reply(response, options) {
      const turn = replies++;
      const answer = (...request: unknown[]) => {
        served += 1;
        return typeof response === "function" ? (response as (...request: unknown[]) => unknown)(...request) : response;
      };
      mock.on({ predicate: () => served === turn }, answer as Reply, options);
    },
    raw: (handler) => void raws.push(handler),
    model: (options = {}) =>
      createClaude({
        id: options.id ?? "claude-sonnet-5-5",
        client,
        adaptiveThinking: true,
        maxOutput: options.maxOutput ?? 128_000,
        caching: "automatic",
        prices: createPrices(),
        clock: { now: () => Date.parse("2026-11-21T00:14:00Z"), moved: false },
        ...(options.idleMs ? { idleMs: options.idleMs } : {}),
      }),
    stop: () => mock.stop(),
  };
}

/** A stream as the API writes it: the given events, then the end of the body, or not even that. */
export function sse(events: object[], end: "close" | "cut" | "stall" = "close"): Raw {
  return (res) => {
    res.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_raw" });
    for (const event of events)
      res.write(`event: ${(event as { type: string }).type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (end === "close") res.end();
    if (end === "cut") setTimeout(() => res.destroy(), 20);
  };
}

export function httpError(status: number, error: object, headers: Record<string, string> = {}): Raw {
  return (res) => {
    res.writeHead(status, { "content-type": "application/json", "request-id": "req_error", ...headers });
    res.end(JSON.stringify({ type: "error", error }));
  };
}

export const START = {
  type: "message_start",
  message: {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-sonnet-5-5",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: 1000,
      output_tokens: 1,
      cache_read_input_tokens: 2000,
      cache_creation_input_tokens: 500,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 400 },
    },
  },
};

export function textEvents(text: string, index = 0): object[] {
  return [
    { type: "content_block_start", index, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index, delta: { type: "text_delta", text } },
    { type: "content_block_stop", index },
  ];
}

export function thinkingEvents(signature: string, index = 0): object[] {
  return [
    { type: "content_block_start", index, content_block: { type: "thinking", thinking: "", signature: "" } },
    { type: "content_block_delta", index, delta: { type: "signature_delta", signature } },
    { type: "content_block_stop", index },
  ];
}

export function toolEvents(id: string, name: string, json: string, index = 0): object[] {
  return [
    { type: "content_block_start", index, content_block: { type: "tool_use", id, name, input: {} } },
    { type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json: json } },
    { type: "content_block_stop", index },
  ];
}

export function stop(reason: string, extra: object = {}): object[] {
  return [
    {
      type: "message_delta",
      delta: { stop_reason: reason, stop_sequence: null, ...extra },
      usage: { output_tokens: 50 },
    },
    { type: "message_stop" },
  ];
}
