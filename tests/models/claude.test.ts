import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClaude } from "../../src/models/claude.ts";
import { createPrices } from "../../src/models/prices.ts";
import { type Model, ModelError, type ModelRequest } from "../../src/ports/model.ts";
import {
  type AnthropicServer,
  httpError,
  type Raw,
  START,
  sse,
  startAnthropic,
  stop,
  textEvents,
  thinkingEvents,
  toolEvents,
} from "./anthropic-server.ts";

let server: AnthropicServer;
beforeEach(async () => {
  server = await startAnthropic();
});
afterEach(() => server.stop());

const tool = (name: string) => ({
  name,
  title: name,
  description: name,
  inputSchema: { type: "object" },
  readOnly: true,
});
const request: ModelRequest = {
  system: "You are ops.",
  tools: [tool("trail_find_events"), tool("cost_query")],
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "context" },
        { type: "text", text: "비용?" },
      ],
    },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "", signature: "s1" },
        { type: "tool_use", id: "a", name: "cost_query", input: {} },
        { type: "tool_use", id: "b", name: "cost_query", input: {} },
      ],
    },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "a", content: "1" }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "b", content: "2" }] },
  ],
  turn: { language: "ko", zone: "Asia/Seoul", now: 0, thread: "t" },
  datasets: { list: () => [], read: () => null },
};

async function ask(model: Model, signal = new AbortController().signal) {
  let text = "";
  try {
    const reply = await model.reply(request, (delta) => (text += delta), signal);
    return { text, reply, error: null };
  } catch (error) {
    return { text, reply: null, error: error as ModelError };
  }
}

describe("a request", () => {
  it("has sorted tools, cache marks, adaptive thinking, and one message per role", async () => {
    server.reply({ content: "네" });
    await ask(server.model());
    expect(server.sent[0]).toMatchInlineSnapshot(`
      {
        "cache_control": {
          "type": "ephemeral",
        },
        "max_tokens": 16000,
        "messages": [
          {
            "content": [
              {
                "text": "context",
                "type": "text",
              },
              {
                "text": "비용?",
                "type": "text",
              },
            ],
            "role": "user",
          },
          {
            "content": [
              {
                "signature": "s1",
                "thinking": "",
                "type": "thinking",
              },
              {
                "id": "a",
                "input": {},
                "name": "cost_query",
                "type": "tool_use",
              },
              {
                "id": "b",
                "input": {},
                "name": "cost_query",
                "type": "tool_use",
              },
            ],
            "role": "assistant",
          },
          {
            "content": [
              {
                "content": "1",
                "tool_use_id": "a",
                "type": "tool_result",
              },
              {
                "content": "2",
                "tool_use_id": "b",
                "type": "tool_result",
              },
            ],
            "role": "user",
          },
        ],
        "model": "claude-sonnet-5-5",
        "stream": true,
        "system": [
          {
            "cache_control": {
              "ttl": "1h",
              "type": "ephemeral",
            },
            "text": "You are ops.",
            "type": "text",
          },
        ],
        "thinking": {
          "type": "adaptive",
        },
        "tools": [
          {
            "description": "cost_query",
            "input_schema": {
              "type": "object",
            },
            "name": "cost_query",
          },
          {
            "description": "trail_find_events",
            "input_schema": {
              "type": "object",
            },
            "name": "trail_find_events",
          },
        ],
      }
    `);
  });

  it("marks blocks where there is no automatic caching", async () => {
    server.reply({ content: "네" });
    const model = createClaude({
      id: "global.anthropic.claude-sonnet-5-5",
      client: server.client,
      adaptiveThinking: false,
      maxOutput: null,
      caching: "explicit",
      prices: createPrices(),
      clock: { now: () => 0, moved: false },
    });
    const { reply } = await ask(model);
    const { cache_control, thinking, messages } = server.sent[0] as {
      [key: string]: unknown;
      messages: { content: object[] }[];
    };
    expect([cache_control, thinking]).toEqual([undefined, undefined]);
    expect(messages.map(({ content }) => content.map((block) => "cache_control" in block))).toEqual([
      [false, true],
      [false, false, false],
      [false, true],
    ]);
    expect(reply!.usd).toBeNull();
  });

  it("leaves room by the model's own limit, more when the last reply was cut", async () => {
    server.reply({ content: "1" });
    server.reply({ content: "2" });
    server.reply({ content: "3" });
    await ask(server.model({ maxOutput: 8_000 }));
    await ask(server.model());
    await server.model().reply({ ...request, longOutput: true }, () => undefined, new AbortController().signal);
    expect(server.sent.map((body) => body.max_tokens)).toEqual([8_000, 16_000, 64_000]);
  });
});

describe("a reply", () => {
  it("keeps its blocks as they came, streams its text, and is priced with its cache", async () => {
    server.raw(
      sse([
        START,
        ...thinkingEvents("sig==", 0),
        ...textEvents("안녕", 1),
        ...textEvents("하세요", 2),
        ...toolEvents("toolu_1", "cost_query", '{"period":"7d"}', 3),
        ...stop("tool_use"),
      ]),
    );
    const { text, reply } = await ask(server.model());
    expect(text).toBe("안녕\n\n하세요");
    expect(reply).toMatchInlineSnapshot(`
      {
        "content": [
          {
            "signature": "sig==",
            "thinking": "",
            "type": "thinking",
          },
          {
            "text": "안녕",
            "type": "text",
          },
          {
            "text": "하세요",
            "type": "text",
          },
          {
            "id": "toolu_1",
            "input": {
              "period": "7d",
            },
            "name": "cost_query",
            "type": "tool_use",
          },
        ],
        "requestId": "req_raw",
        "stop": "tools",
        "usage": {
          "cacheRead": 2000,
          "cacheWrite": 500,
          "input": 1000,
          "output": 50,
        },
        "usd": 0.00455,
      }
    `);
  });

  it.each([
    ["end_turn", {}, { stop: "end" }],
    ["stop_sequence", {}, { stop: "end" }],
    ["max_tokens", {}, { stop: "max_tokens" }],
    ["model_context_window_exceeded", {}, { stop: "context_full" }],
    ["pause_turn", {}, { stop: "other", detail: "pause_turn" }],
    ["brand_new_reason", {}, { stop: "other", detail: "brand_new_reason" }],
    ["refusal", { stop_details: { type: "refusal", category: "cyber" } }, { stop: "refusal", detail: "cyber" }],
  ])("that stops for %s says so", async (reason, extra, expected) => {
    server.raw(sse([START, ...textEvents("네"), ...stop(reason, extra)]));
    expect((await ask(server.model())).reply).toMatchObject(expected);
  });
});

describe("a failure", () => {
  const busy = { type: "overloaded_error", message: "busy" };
  const twice = (answer: Raw) => {
    server.raw(answer);
    server.raw(answer);
  };
  const invalid = (message: string) => ({ type: "invalid_request_error", message });

  it.each<[string, () => void, Partial<ModelError>, number]>([
    [
      "429 with retry-after",
      () => server.raw(httpError(429, { type: "rate_limit_error", message: "slow" }, { "retry-after": "7" })),
      { failure: "rate_limited", retryAfterMs: 7_000, requestId: "req_error" },
      1,
    ],
    [
      "429 without retry-after",
      () => server.raw(httpError(429, { type: "rate_limit_error", message: "limit" })),
      { failure: "spend_limit", retryAfterMs: null },
      1,
    ],
    [
      "429 of a spending limit",
      () =>
        server.raw(
          httpError(
            429,
            { type: "rate_limit_error", message: "limit", details: { error_code: "enforced_spend_limit_reached" } },
            { "retry-after": "5" },
          ),
        ),
      { failure: "spend_limit" },
      1,
    ],
    [
      "429 of Bedrock",
      () => server.raw(httpError(429, { message: "Too many requests" }, { "x-amzn-requestid": "amz" })),
      { failure: "overloaded", requestId: "req_error" },
      1,
    ],
    ["529", () => twice(httpError(529, busy)), { failure: "overloaded" }, 2],
    ["500", () => twice(httpError(500, { type: "api_error", message: "oops" })), { failure: "overloaded" }, 2],
    [
      "401",
      () => server.raw(httpError(401, { type: "authentication_error", message: "key" })),
      { failure: "misconfigured" },
      1,
    ],
    [
      "402",
      () => server.raw(httpError(402, { type: "billing_error", message: "pay" })),
      { failure: "misconfigured" },
      1,
    ],
    [
      "403",
      () => server.raw(httpError(403, { type: "permission_error", message: "no" })),
      { failure: "misconfigured" },
      1,
    ],
    [
      "404",
      () => server.raw(httpError(404, { type: "not_found_error", message: "model" })),
      { failure: "not_found" },
      1,
    ],
    [
      "413",
      () => server.raw(httpError(413, { type: "request_too_large", message: "big" })),
      { failure: "too_long" },
      1,
    ],
    [
      "400, too long",
      () => server.raw(httpError(400, invalid("prompt is too long: 1000001 tokens > 1000000"))),
      { failure: "too_long" },
      1,
    ],
    [
      "400, own spending limit",
      () => server.raw(httpError(400, invalid("You have reached your specified API usage limits"))),
      { failure: "spend_limit" },
      1,
    ],
    [
      "400",
      () => server.raw(httpError(400, invalid("bound to a different conversation"))),
      { failure: "bad_request" },
      1,
    ],
    [
      "an error within the stream",
      () => server.raw(sse([START, ...textEvents("반쪽"), { type: "error", error: busy }])),
      { failure: "overloaded", requestId: "req_raw" },
      1,
    ],
    ["a cut stream", () => server.raw(sse([START, ...textEvents("반쪽")], "cut")), { failure: "connection" }, 1],
    ["a stream that ends early", () => server.raw(sse([START, ...textEvents("반쪽")])), { failure: "connection" }, 1],
    [
      "tool input that is no JSON",
      () => server.raw(sse([START, ...toolEvents("a", "cost_query", '{"a" "b"}'), ...stop("tool_use")])),
      { failure: "connection" },
      1,
    ],
    [
      "tool input that breaks off",
      () => server.raw(sse([START, ...toolEvents("a", "cost_query", '{"period":"7'), ...stop("tool_use")])),
      {
        failure: "connection",
        message: "the input of a tool call broke off",
        usage: { input: 1000, output: 50, cacheRead: 2000, cacheWrite: 500 },
      },
      1,
    ],
  ])("row 27: is told apart: %s", async (_, arrange, expected, attempts) => {
    arrange();
    const { error } = await ask(server.model());
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject(expected);
    expect(server.sent).toHaveLength(attempts);
  });

  it("row 27: of a refused connection, or of a name that DNS does not know, is told apart", async () => {
    await server.stop();
    const { error } = await ask(server.model());
    expect(error!.failure).toBe("connection");
    server.client.baseURL = "http://api.anthropic.invalid";
    const unknown = (await ask(server.model())).error!;
    expect(unknown.failure).toBe("connection");
    expect(String((unknown.cause as Error & { cause: Error }).cause.cause)).toMatch(/ENOTFOUND|EAI_AGAIN/);
    server = await startAnthropic();
  });

  it("of a stream that falls silent comes after the idle time, with what it had cost", async () => {
    server.raw(sse([START, ...textEvents("반쪽")], "stall"));
    const started = performance.now();
    const { error, text } = await ask(server.model({ idleMs: 300 }));
    expect(text).toBe("반쪽");
    expect(error).toMatchObject({
      failure: "connection",
      message: "the stream stalled",
      requestId: "req_raw",
      usage: { input: 1000, output: 1, cacheRead: 2000, cacheWrite: 500 },
    });
    expect(error!.usd).toBeCloseTo(0.00406, 6);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it("by pings alone does not come: they are life", async () => {
    server.raw((res) => {
      sse([START], "stall")(res);
      const ping = setInterval(() => res.write('event: ping\ndata: {"type":"ping"}\n\n'), 50);
      setTimeout(() => {
        clearInterval(ping);
        for (const event of [...textEvents("네"), ...stop("end_turn")]) {
          res.write(`event: ${(event as { type: string }).type}\ndata: ${JSON.stringify(event)}\n\n`);
        }
        res.end();
      }, 700);
    });
    expect((await ask(server.model({ idleMs: 300 }))).text).toBe("네");
  });

  it("by the caller's own will is aborted, and the socket closed", async () => {
    let closed = false;
    server.raw((res) => {
      sse([START, ...textEvents("반쪽")], "stall")(res);
      res.on("close", () => {
        closed = true;
      });
    });
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 100);
    const { error } = await ask(server.model(), stopping.signal);
    expect(error!.failure).toBe("aborted");
    await expect.poll(() => closed).toBe(true);
  });
});
