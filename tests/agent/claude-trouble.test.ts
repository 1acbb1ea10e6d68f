import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type AnthropicServer,
  httpError,
  START,
  sse,
  startAnthropic,
  stop,
  textEvents,
  toolEvents,
} from "../models/anthropic-server.ts";
import { testAccount } from "./support/account.ts";
import { says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread, types } from "./support/thread.ts";

/** What the Messages API can do wrong in a turn, through the real SDK. */
let server: AnthropicServer;
beforeEach(async () => {
  server = await startAnthropic();
});
afterEach(() => server.stop());

const call = (id: string, name: string, args: object) => ({ id, name, arguments: JSON.stringify(args) });
const greeting = { content: "**네, 됩니다.**" };
const answer = { content: "**지난주 비용은 $1,234.45입니다.**" };

type Body = { messages: { role: string; content: { tool_use_id?: string; is_error?: true }[] }[]; max_tokens: number };
const bodies = () => server.sent as unknown as Body[];
const busy = { type: "overloaded_error", message: "busy" };

describe("a turn with a Claude in trouble", () => {
  it("row 27: waits as long as a 429 asks, and tells so", async () => {
    server.raw(httpError(429, { type: "rate_limit_error", message: "slow" }, { "retry-after": "7" }));
    server.reply(greeting);
    const world = thread(server.model());
    const { status, events } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(world.slept).toEqual([7_000]);
    expect(events[1]).toEqual({ type: "model_waiting", seconds: 7, reason: "rate_limited" });
  });

  it("row 27: does not wait at a spending limit", async () => {
    server.raw(httpError(429, { type: "rate_limit_error", message: "limit" }));
    const world = thread(server.model());
    expect(last((await world.turn("비용")).events)).toMatchObject({ code: "model_spend_limit", partial: false });
    expect(server.sent).toHaveLength(1);
  });

  it("row 27: survives 529", async () => {
    for (let n = 0; n < 3; n += 1) server.raw(httpError(529, { type: "overloaded_error", message: "busy" }));
    server.reply(greeting);
    const world = thread(server.model());
    const { status, events } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(seen(events)).toEqual(["**네, 됩니다.**"]);
    expect(server.sent).toHaveLength(4);
  });

  it.each([
    ["an error in mid-stream", [{ type: "error", error: { type: "overloaded_error", message: "busy" } }], "close"],
    ["a cut stream", [], "cut"],
    ["a stream that ends early", [], "close"],
    ["a stream that stalls", [], "stall"],
  ] as const)("row 28: takes back what %s had shown, and asks again", async (_, tail, end) => {
    server.raw(sse([START, ...textEvents("안녕하세요.\n\n반쪽인 문장"), ...tail], end));
    server.raw(sse([START, ...textEvents("**다시, 온전히.**"), ...stop("end_turn")]));
    const world = thread(server.model({ idleMs: 800 }));
    const { status, events } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(types(events)).toEqual([
      "turn_started",
      "text",
      "text_reset",
      "model_waiting",
      "text",
      "evidence",
      "turn_finished",
    ]);
    expect(seen(events)).toEqual(["**다시, 온전히.**"]);
    expect(JSON.stringify(bodies()[1])).toBe(JSON.stringify(bodies()[0]));
    expect(last(events).record.tokens.input).toBe(2000);
  });

  it("row 28: never runs a call that was cut off by the length, and asks once for a longer reply", async () => {
    const cut = sse([
      START,
      ...textEvents("조회합니다."),
      ...toolEvents("a", "cost_query", '{"period":"7', 1),
      ...stop("max_tokens"),
    ]);
    server.raw(cut);
    server.raw(cut);
    const toolHost = testAccount();
    const world = thread(server.model(), { toolHost });
    const { events } = await world.turn("비용");
    expect(last(events)).toMatchObject({ type: "turn_failed", code: "model_cut_off", partial: true });
    expect(bodies().map((body) => body.max_tokens)).toEqual([16_000, 64_000]);
    expect(toolHost.calls).toEqual([]);
    expect(world.history.rows).toHaveLength(1);
  });

  it("answers when the longer reply fits", async () => {
    server.raw(sse([START, ...textEvents("반쪽"), ...stop("max_tokens")]));
    server.reply(greeting);
    const world = thread(server.model());
    expect((await world.turn("비용")).status).toBe("answered");
  });

  it("row 28: explains a refusal, and runs nothing of it", async () => {
    server.raw(
      sse([
        START,
        ...textEvents("I"),
        ...toolEvents("a", "cost_query", '{"period":"7d"}', 1),
        ...stop("refusal", { stop_details: { type: "refusal", category: "cyber" } }),
      ]),
    );
    const toolHost = testAccount();
    const world = thread(server.model(), { toolHost });
    const { events } = await world.turn("비용");
    expect(last(events)).toMatchObject({ type: "turn_failed", code: "model_refused", detail: "cyber" });
    expect([toolHost.calls, server.sent.length]).toEqual([[], 1]);
  });

  it("ends at a stop it does not know, showing what there is", async () => {
    server.raw(sse([START, ...textEvents("**여기까지.**"), ...stop("brand_new")]));
    const { events } = await thread(server.model()).turn("비용");
    expect(last(events)).toMatchObject({ code: "internal", detail: "unknown stop reason brand_new", partial: true });
  });

  it("row 28: sends an unknown tool and wrong arguments back, mends the rest", async () => {
    const toolHost = testAccount();
    server.reply({
      toolCalls: [
        call("a", "cost_forecast", {}),
        call("b", "cost_query", { period: "7d", group_by: ["team"] }),
        call("c", "cost_query", { period: "7d", groupBy: "SERVICE" }),
      ],
    });
    server.reply(answer);
    const world = thread(server.model(), { toolHost });
    expect((await world.turn("비용")).status).toBe("answered");
    expect(toolHost.calls.map(({ args }) => args)).toEqual([{ period: "7d", group_by: ["service"] }]);
    expect(bodies()[1]!.messages.at(-1)!.content).toMatchObject([
      { tool_use_id: "a", is_error: true },
      { tool_use_id: "b", is_error: true },
      { tool_use_id: "c", content: "dataset: d1\ntotal $1,234.45, 3 services" },
    ]);
  });

  it("row 29: stops a model that loops", async () => {
    for (const n of [1, 2, 3, 4]) server.reply({ toolCalls: [call(`c${n}`, "cost_query", { period: "7d" })] });
    const toolHost = testAccount();
    const { events } = await thread(server.model(), { toolHost }).turn("비용");
    expect(last(events)).toMatchObject({ type: "turn_failed", code: "loop" });
    expect(toolHost.calls).toHaveLength(2);
  });

  it("row 27: is replaced by the planner when it cannot be reached, in the middle of a turn too", async () => {
    server.raw(sse([START, ...toolEvents("a", "cost_query", '{"period":"7d"}'), ...stop("tool_use")]));
    for (let n = 0; n < 6; n += 1) server.raw(httpError(500, { type: "api_error", message: "down" }));
    const offline = scriptedModel([says("**$1,234.45**")], { id: "offline", offline: true });
    const world = thread(server.model(), { fallback: offline });
    const { status, events } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(last(events).record).toMatchObject({
      model: "offline",
      fellBack: "claude-sonnet-5-5 (overloaded)",
      toolCalls: [{ name: "cost_query" }],
    });
  });

  it("row 27: that went unanswered can be asked again in the same thread", async () => {
    server.raw(sse([START, ...toolEvents("a", "cost_query", '{"period":"7d"}'), ...stop("tool_use")]));
    for (let n = 0; n < 6; n += 1) server.raw(httpError(529, busy));
    const toolHost = testAccount();
    const world = thread(server.model(), { toolHost });
    const { events } = await world.turn("비용");
    expect(last(events)).toMatchObject({ type: "turn_failed", code: "model_unreachable" });
    expect(world.slept).toEqual([2_000, 10_000]);
    server.reply(answer);
    const again = await world.turn("다시", { runId: "run-2" });
    expect([again.status, seen(again.events)]).toEqual(["answered", [answer.content]]);
    expect(toolHost.calls).toHaveLength(1);
  });

  const half = (name: string, json: string) => [
    ...textEvents("조회합니다."),
    ...toolEvents("t", name, json, 1).slice(0, 2),
  ];
  const whole = (name: string, json: string) => [...textEvents("조회합니다."), ...toolEvents("t", name, json, 1)];
  it.each([
    [
      "an error inside the JSON of a call",
      [...half("cost_query", '{"period":"7'), { type: "error", error: busy }],
      "close",
    ],
    ["a cut inside the JSON of a call", half("cost_query", '{"period":"7'), "cut"],
    ["an end inside the JSON of a call", half("cost_query", '{"period":"7'), "close"],
    ["silence inside the JSON of a call", half("cost_query", '{"period":"7'), "stall"],
    [
      "an error after a whole call",
      [...whole("cost_query", '{"period":"7d"}'), { type: "error", error: busy }],
      "close",
    ],
    ["a cut after a whole change", whole("ec2_reboot_instances", '{"targets":["a"]}'), "cut"],
    [
      "a call whose JSON never ends",
      [...whole("ec2_reboot_instances", '{"targets":["a"'), ...stop("tool_use")],
      "close",
    ],
    ["a call that is no JSON", [...whole("cost_query", '{"period" "7d"}'), ...stop("tool_use")], "close"],
  ] as const)("row 28: nothing of %s is run or kept, and the same is asked again", async (_, events, end) => {
    server.raw(sse([START, ...events], end));
    server.raw(sse([START, ...textEvents("**다시, 온전히.**"), ...stop("end_turn")]));
    const toolHost = testAccount();
    const world = thread(server.model({ idleMs: 400 }), { toolHost });
    const turn = await world.turn("비용");
    expect([turn.status, seen(turn.events)]).toEqual(["answered", ["**다시, 온전히.**"]]);
    expect([toolHost.calls, world.proposals.made]).toEqual([[], []]);
    expect(world.history.rows.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(JSON.stringify(bodies()[1])).toBe(JSON.stringify(bodies()[0]));
  });

  it("row 28: of thirty calls side by side each has one result, in the order asked, the wrong ones too", async () => {
    const delays = { cost_query: 40, trail_find_events: 5 };
    const calls = Array.from({ length: 30 }, (_, i) => {
      const id = `toolu_${i}`;
      if (i % 10 === 3) return call(id, "no_such_tool", {});
      if (i % 10 === 6) return call(id, "cost_query", { period: "7d", group_by: ["team"] });
      return call(id, i % 2 === 0 ? "cost_query" : "trail_find_events", { period: `${i + 1}d` });
    });
    server.reply({ toolCalls: calls });
    server.reply(answer);
    const toolHost = testAccount({ delays });
    const world = thread(server.model(), { toolHost });
    const { status, events } = await world.turn("전부 비교해줘");
    expect([status, seen(events)]).toEqual(["answered", [answer.content]]);
    const results = bodies()[1]!.messages.at(-1)!.content;
    expect(results.map(({ tool_use_id }) => tool_use_id)).toEqual(calls.map(({ id }) => id));
    expect(results.flatMap(({ is_error }, i) => (is_error ? [i] : []))).toEqual([3, 6, 13, 16, 23, 26]);
    expect(toolHost.calls).toHaveLength(24);
    expect(last(events).record.toolCalls).toHaveLength(30);
  });

  it("row 29: that would take five hundred steps ends at the last one allowed, with what it had said", async () => {
    for (let n = 0; n < 500; n += 1) {
      server.raw(
        sse([
          START,
          ...textEvents(`${n + 1}번째 조회입니다.`),
          ...toolEvents(`c${n}`, "cost_query", JSON.stringify({ period: `${n + 1}d` }), 1),
          ...stop("tool_use"),
        ]),
      );
    }
    const toolHost = testAccount();
    const { events } = await thread(server.model(), { toolHost }).turn("비용");
    expect(last(events)).toMatchObject({ type: "turn_failed", code: "budget_steps", partial: true });
    expect([server.sent.length, toolHost.calls.length]).toEqual([12, 12]);
    expect(seen(events)).toEqual(["12번째 조회입니다."]);
  });
});
