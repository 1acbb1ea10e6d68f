import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Block, ModelError } from "../../src/ports/model.ts";
import { type AgentEvent, TurnInterrupted } from "../../src/ports/turn.ts";
import {
  type AnthropicServer,
  httpError,
  START,
  sse,
  startAnthropic,
  stop,
  textEvents,
  thinkingEvents,
  toolEvents,
} from "../models/anthropic-server.ts";
import { testAccount } from "./support/account.ts";
import { asks, type Line, reply, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread, types } from "./support/thread.ts";

/** Turns over the Messages API through the real SDK. */
let server: AnthropicServer;
beforeEach(async () => {
  server = await startAnthropic();
});
afterEach(() => server.stop());

const call = (id: string, name: string, args: object) => ({ id, name, arguments: JSON.stringify(args) });
const greeting = { content: "**네, 됩니다.**" };
const answer = { content: "**지난주 비용은 $1,234.45입니다.**\n\n가장 큰 것은 EC2로 $812.40입니다." };
const answered = ["**지난주 비용은 $1,234.45입니다.**", "가장 큰 것은 EC2로 $812.40입니다."];

type Body = { system: unknown; tools: unknown; messages: { role: string; content: unknown[] }[]; max_tokens: number };
const bodies = () => server.sent as unknown as Body[];

describe("a turn with Claude", () => {
  it("takes several steps, two calls side by side and a chart, on a prefix that stays the same bytes", async () => {
    const toolHost = testAccount({ delays: { cost_query: 120, trail_find_events: 30 } });
    server.reply({
      content: "두 가지를 확인합니다.",
      toolCalls: [
        call("toolu_a", "cost_query", { period: "last week", group_by: ["service"] }),
        call("toolu_b", "trail_find_events", { period: "last week" }),
      ],
    });
    server.reply({ toolCalls: [call("toolu_c", "chart", { dataset: "d1" })] });
    server.reply(answer);
    const world = thread(server.model(), { toolHost });
    const { status, events } = await world.turn("지난주 서비스별 비용 보여줘");

    expect(status).toBe("answered");
    expect(seen(events)).toEqual(["[bars of d1]", ...answered]);
    expect(types(events)).not.toContain("text_reset");
    const [quick, slow] = toolHost.calls;
    expect(slow!.from).toBeLessThan(quick!.to);
    expect(bodies()[1]!.messages.at(-1)).toEqual({
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "toolu_a", content: "dataset: d1\ntotal $1,234.45, 3 services" },
        { type: "tool_result", tool_use_id: "toolu_b", content: "dataset: d2\n3 events by 2 users" },
      ],
    });
    expectGrowing(bodies());
  });

  it("keeps the prefix through later turns, an approval and a restart", async () => {
    server.raw(
      sse([
        START,
        ...thinkingEvents("sig-1"),
        ...toolEvents("r1", "ec2_reboot_instances", '{"targets":["a"]}', 1),
        ...stop("tool_use"),
      ]),
    );
    server.raw(sse([START, ...thinkingEvents("sig-2"), ...textEvents("**재부팅했습니다.**", 1), ...stop("end_turn")]));
    server.raw(sse([START, ...textEvents("네."), ...stop("end_turn")]));
    const world = thread(server.model());
    expect((await world.turn("a 재부팅해줘")).status).toBe("waiting");
    world.history.append("t1", "run-1", {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "r1", content: "approval: succeeded" }],
    });
    expect((await world.turn(null)).status).toBe("answered");
    expect((await world.turn("고마워", { runId: "run-2" })).status).toBe("answered");
    expectGrowing(bodies());
    expect(JSON.stringify(bodies()[2])).toContain("sig-1");
  });

  it("goes on after a restart with the calls that have no result", async () => {
    server.reply({ toolCalls: [call("toolu_a", "cost_query", { period: "7d" })] });
    server.reply(answer);
    const dying = testAccount();
    dying.call = () => new Promise(() => undefined);
    const killed = thread(server.model(), { toolHost: dying });
    const death = new AbortController();
    const onEvent = ({ type }: AgentEvent) => type === "tool_started" && death.abort(new TurnInterrupted());
    await expect(killed.turn("비용", { signal: death.signal, onEvent })).rejects.toBeInstanceOf(TurnInterrupted);
    const next = thread(server.model(), { before: killed.history.rows });
    const { status, events } = await next.turn(null);
    expect(status).toBe("answered");
    expect(seen(events)).toEqual(answered);
    expect(server.sent).toHaveLength(2);
  });

  it("begins anew when the API says that the prompt is too long, and keeps the handle of what was read", async () => {
    server.raw(sse([START, ...toolEvents("toolu_a", "cost_query", '{"period":"last week"}'), ...stop("tool_use")]));
    server.raw(httpError(400, { type: "invalid_request_error", message: "prompt is too long: 1000001 tokens" }));
    server.raw(sse([START, ...textEvents(answer.content), ...stop("end_turn")]));
    const world = thread(server.model());
    const { status, events } = await world.turn("지난주 비용");
    expect([status, seen(events), last(events).record.beganAnew]).toEqual(["answered", answered, true]);
    const [only, ...more] = bodies()[2]!.messages;
    expect(more).toEqual([]);
    expect(JSON.stringify(only)).toContain("d1: cost_query");
    expect(bodies()[2]!.system).toEqual(bodies()[0]!.system);
  });

  it("goes on after a pause", async () => {
    server.raw(sse([START, ...textEvents("잠시만요."), ...stop("pause_turn")]));
    server.reply(greeting);
    const { status, events } = await thread(server.model()).turn("비용");
    expect(status).toBe("answered");
    expect(seen(events)).toEqual(["**네, 됩니다.**"]);
    expect(bodies()[1]!.messages.at(-1)!.role).toBe("assistant");
  });

  it("asks for proof of figures and times once, and marks what stays without", async () => {
    server.reply({ toolCalls: [call("a", "cost_query", { period: "7d" })] });
    server.reply({ content: "**$1,234.45입니다.**\n\nEC2는 $999.99입니다.\n\n17:50 UTC에 시작했습니다." });
    server.reply({ content: "**$1,234.45입니다.**\n\nEC2는 $888.88이고 17:55 UTC에 시작했습니다." });
    const { status, events } = await thread(server.model()).turn("비용");
    expect(status).toBe("answered");
    expect(seen(events)).toEqual([
      "**$1,234.45입니다.**",
      "(not verified) EC2는 $888.88이고 17:55 UTC에 시작했습니다.",
    ]);
    expect(bodies()[2]!.messages.at(-1)).toMatchInlineSnapshot(`
      {
        "content": [
          {
            "text": "[opsthread: note]
      These figures, times or names of your answer are in no result of this thread: $999.99, 17:50 UTC. Compute or look them up with the tools, or leave them out, and write the whole answer again.",
            "type": "text",
          },
          {
            "text": "비용",
            "type": "text",
          },
        ],
        "role": "user",
      }
    `);
    expect(last(events).record.evidence.unverified).toEqual(["$888.88", "17:55 UTC"]);
  });

  it("shows the answer without proof when it cannot be asked for", async () => {
    server.raw(sse([START, ...textEvents("**EC2는 $999.99입니다.**"), ...stop("end_turn")]));
    server.raw(httpError(401, { type: "authentication_error", message: "key" }));
    const { status, events } = await thread(server.model()).turn("비용");
    expect(status).toBe("answered");
    expect(seen(events)).toEqual(["(not verified) **EC2는 $999.99입니다.**"]);
  });
});

function personWords(content: Block[]): unknown {
  return content.findLast((block) => block.type === "text")?.text;
}

/** Each request begins with the bytes of the one before. */
function expectGrowing(sent: Body[]): void {
  sent.slice(1).forEach((body, index) => {
    const before = sent[index]!;
    expect(JSON.stringify([body.system, body.tools])).toBe(JSON.stringify([before.system, before.tools]));
    const head = JSON.stringify(before.messages).slice(0, -3);
    expect(JSON.stringify(body.messages).startsWith(head)).toBe(true);
  });
}

describe("whatever a model does", () => {
  const texts = fc.constantFrom("", "네.", "**$1,234.45**", "**$5.55**\n\n| a | 7 |\n|---|---|");
  const calls = fc.array(
    fc.record({
      id: fc.uuid(),
      name: fc.constantFrom("cost_query", "trail_find_events", "ec2_reboot_instances", "chart", "nothing"),
      input: fc.constantFrom({}, { period: "7d" }, { targets: ["a"] }, { dataset: "d1" }, "junk", null),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const failures = ["overloaded", "rate_limited", "spend_limit", "bad_request", "connection", "too_long"] as const;
  const lines: fc.Arbitrary<Line> = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(calls, texts).map(([list, text]) => asks(list, text)) },
    { weight: 2, arbitrary: texts.map((text) => says(text)) },
    fc.constantFrom("max_tokens", "refusal", "context_full", "other").map((kind) => says("반쪽", kind as "other")),
    fc.constantFrom(...failures).map((kind) => new ModelError(kind, kind, { retryAfterMs: 1 })),
    fc.constant(reply([{ type: "tool_use", id: "x", name: "cost_query", input: {} }], "end")),
  );

  it("a turn ends in exactly one final event, the last one, and leaves a log that can be gone on with", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 8 }), fc.boolean(), async (script, withFallback) => {
        const offline = scriptedModel([says("**$1,234.45**")], { id: "offline", offline: true });
        const world = thread(scriptedModel(script), {
          budgets: { steps: 6 },
          ...(withFallback ? { fallback: offline } : {}),
        });
        const { status, events } = await world.turn("비용");
        const finals = events.filter(({ type }) => type === "turn_finished" || type === "turn_failed");
        expect(finals).toEqual([events.at(-1)]);
        expect(status).toBe(finals[0]!.type === "turn_failed" ? "failed" : (finals[0] as { status: string }).status);

        await world.turn("그럼?", { runId: "run-2" });
        const question = world.history.rows.findIndex(({ content }) => personWords(content) === "그럼?");
        const before = world.history.rows.slice(0, question + 1).flatMap(({ content }) => content);
        const asked = before.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
        const results = before.flatMap((block) => (block.type === "tool_result" ? [block.tool_use_id] : []));
        expect(results.toSorted()).toEqual(asked.toSorted());
      }),
      { numRuns: 150 },
    );
  });
});
