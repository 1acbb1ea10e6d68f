import { describe, expect, it } from "vitest";
import { toParams } from "../../src/models/messages-wire.ts";
import { TurnInterrupted } from "../../src/ports/turn.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { seen, thread, types } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const which = {
  question: "어느 서비스인가요?",
  options: [
    { label: "EC2", ask: "EC2 비용 알려줘" },
    { label: "RDS", ask: "RDS 비용 알려줘" },
  ],
};
const back = { id: "q1", name: "ask_choice", input: which };

/** What the API demands: every call has its result in the very next message. */
function everyCallIsAnsweredNext(model: ReturnType<typeof scriptedModel>): boolean {
  const options = { model: "m", maxTokens: 1, adaptiveThinking: false, caching: "automatic" as const };
  const { messages } = toParams(model.requests.at(-1)!, options);
  return messages.every(({ role, content }, at) => {
    if (role !== "assistant" || typeof content === "string") return true;
    const next = messages[at + 1]?.content ?? [];
    const answered = typeof next === "string" ? [] : next.map((block) => "tool_use_id" in block && block.tool_use_id);
    return content.every((block) => block.type !== "tool_use" || answered.includes(block.id));
  });
}

describe("a question back", () => {
  it("ends the turn with its options, is no step and no text, and what is pressed is its result", async () => {
    const model = scriptedModel([asks([back], "확인이 필요합니다."), says("**네.**")]);
    const world = thread(model);
    const { status, events } = await world.turn("서비스 비용");
    expect(status).toBe("answered");
    expect(types(events)).toEqual(["turn_started", "text", "choices", "evidence", "turn_finished"]);
    expect(events[2]).toEqual({ type: "choices", ...which });

    await world.turn("EC2 비용 알려줘", { runId: "run-2" });
    expect(world.history.rows[2]!.content).toEqual([
      {
        type: "tool_result",
        tool_use_id: "q1",
        content: "Shown to the person with its options. What they say now follows.",
      },
      { type: "text", text: expect.stringContaining("[opsthread: context of this message]") },
      { type: "text", text: "EC2 비용 알려줘" },
    ]);
    expect(everyCallIsAnsweredNext(model)).toBe(true);
  });

  it("may stand beside a read: both have their result in one message once the person has spoken", async () => {
    const model = scriptedModel([asks([costs, back]), says("**네.**")]);
    const world = thread(model);
    const { events } = await world.turn("서비스 비용");
    expect(types(events).slice(-4)).toEqual(["tool_finished", "choices", "evidence", "turn_finished"]);
    await world.turn("RDS", { runId: "run-2" });
    expect(everyCallIsAnsweredNext(model)).toBe(true);
  });

  it("is shown again when the process ends before the turn does, and asked of the model only once", async () => {
    const model = scriptedModel([asks([back]), says("**네.**")]);
    const world = thread(model);
    const ending = new AbortController();
    const died = world.turn("서비스 비용", {
      signal: ending.signal,
      onEvent: ({ type }) => type === "choices" && ending.abort(new TurnInterrupted()),
    });
    await expect(died).rejects.toThrow(TurnInterrupted);
    const { status, events } = await world.turn(null);
    expect(status).toBe("answered");
    expect(seen(events)).toEqual(["? 어느 서비스인가요?"]);
    expect(model.requests).toHaveLength(1);
    await world.turn("EC2", { runId: "run-2" });
    expect(everyCallIsAnsweredNext(model)).toBe(true);
  });

  it("leaves a valid transcript when a person presses Stop meanwhile", async () => {
    const model = scriptedModel([asks([back]), says("**네.**")]);
    const world = thread(model);
    const stop = new AbortController();
    await world.turn("서비스 비용", {
      signal: stop.signal,
      onEvent: ({ type }) => type === "turn_started" && stop.abort(),
    });
    await world.turn("다시", { runId: "run-2" });
    await world.turn("EC2", { runId: "run-3" });
    expect(everyCallIsAnsweredNext(model)).toBe(true);
  });

  it("offers nothing that nobody has seen, and no two options that look the same", async () => {
    const invented = { ...which, options: [which.options[0], { label: "i-0dead", ask: "i-0deadbeef00000000 비용?" }] };
    const twins = { ...which, options: [which.options[0], { label: "EC2", ask: "EC2 비용 말해줘" }] };
    const model = scriptedModel([
      asks([{ ...back, input: invented }]),
      asks([{ ...back, id: "q2", input: twins }]),
      says("**네.**"),
    ]);
    const world = thread(model);
    const { events } = await world.turn("서비스 비용");
    expect(types(events)).toEqual(["turn_started", "text", "evidence", "turn_finished"]);
    expect([world.history.rows[2], world.history.rows[4]].map((row) => row!.content)).toEqual([
      [
        {
          type: "tool_result",
          tool_use_id: "q1",
          content: "In no result of this thread: i-0deadbeef00000000. Look it up with a tool first, or leave it out.",
          is_error: true,
        },
      ],
      [
        {
          type: "tool_result",
          tool_use_id: "q2",
          content: "Two options have the same label: people could not tell them apart. Name what differs.",
          is_error: true,
        },
      ],
    ]);
  });
});

describe("suggestions", () => {
  const answer = (...lines: string[]) => ["**EC2 비용은 $812.40입니다.**", "", ...lines].join("\n");

  it("are taken off the answer, told after it, and kept in the log as written", async () => {
    const text = answer("- 서비스별로 봤습니다.", "[next] RDS는? | RDS 비용은?", "[next] 차트 | 차트로 그려줘");
    const world = thread(scriptedModel([asks([costs]), says(text)]));
    const { events } = await world.turn("EC2 비용");
    expect(types(events).slice(-5)).toEqual(["text", "text", "suggestions", "evidence", "turn_finished"]);
    expect(seen(events)).toEqual(["**EC2 비용은 $812.40입니다.**", "- 서비스별로 봤습니다."]);
    expect(events.find(({ type }) => type === "suggestions")).toEqual({
      type: "suggestions",
      asks: [
        { label: "RDS는?", ask: "RDS 비용은?" },
        { label: "차트", ask: "차트로 그려줘" },
      ],
    });
    expect(world.history.rows.at(-1)!.content).toEqual([{ type: "text", text }]);
  });

  it.each([
    ["an invented figure", "[next] $99.99 줄이기 | $99.99를 어떻게 줄여?", []],
    ["a line without a question", "[next] 차트", []],
    ["a label longer than a button", `[next] ${"가".repeat(76)} | 차트`, []],
    ["the same thing twice", "[next] 차트 | 그려줘\n[next] 차트 | 차트로 그려줘", ["차트"]],
    ["more than three", "[next] a | aa\n[next] b | bb\n[next] c | cc\n[next] d | dd", ["a", "b", "c"]],
    ["a list item", "- [next] 차트 | 차트로 그려줘", ["차트"]],
    ["a quote in code", "```\n[next] 차트 | 차트로 그려줘\n```", []],
  ])("leave out what is no button, and never become text: %s", async (_what, lines, labels) => {
    const world = thread(scriptedModel([asks([costs]), says(answer(lines))]));
    const { events } = await world.turn("EC2 비용");
    const told = events.flatMap((event) => (event.type === "suggestions" ? event.asks : []));
    expect(told.map(({ label }) => label)).toEqual(labels);
    expect(seen(events).join("\n").includes("[next]")).toBe(lines.startsWith("```"));
  });

  it("are no answer by themselves", async () => {
    const world = thread(scriptedModel([says("[next] 차트 | 차트로 그려줘"), says("**네.**")]));
    const { status, events } = await world.turn("비용");
    expect([status, seen(events)]).toEqual(["answered", ["**네.**"]]);
    expect(types(events)).not.toContain("suggestions");
  });

  it("of a reply that is asked again are void", async () => {
    const first = "**$5.55입니다.**\n\n[next] 옛 제안 | 옛 질문";
    const world = thread(scriptedModel([asks([costs]), says(first), says(answer("[next] 새 제안 | 새 질문"))]));
    const { events } = await world.turn("EC2 비용");
    expect(events.flatMap((event) => (event.type === "suggestions" ? event.asks : []))).toEqual([
      { label: "새 제안", ask: "새 질문" },
    ]);
  });
});
