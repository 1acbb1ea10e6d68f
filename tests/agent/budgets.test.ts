import { describe, expect, it } from "vitest";
import { testAccount } from "./support/account.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread } from "./support/thread.ts";

describe("budgets", () => {
  const asking = (n: number) =>
    asks([{ id: `c${n}`, name: "cost_query", input: { period: `${n}d` } }], `${n}번째 조회입니다.`);

  it("row 29: ends after the allowed steps, warns before the last, and keeps what was said", async () => {
    const world = thread(scriptedModel([1, 2, 3].map(asking)), { budgets: { steps: 3 } });
    const { events: told } = await world.turn("비용");
    expect(last(told)).toMatchObject({ type: "turn_failed", code: "budget_steps", partial: true });
    expect(seen(told)).toEqual(["3번째 조회입니다."]);
    expect(world.history.rows[4]!.content[0]).toMatchObject({
      content: expect.stringContaining("No further tool calls are possible in this turn"),
    });
  });

  it("ends when the money is spent", async () => {
    const world = thread(scriptedModel([1, 2, 3].map(asking)), { budgets: { turnUsd: 0.002 } });
    const { events: told } = await world.turn("비용");
    expect(last(told)).toMatchObject({ code: "budget_money", record: { usd: 0.002 } });
  });

  it("ends when the tokens are spent", async () => {
    const world = thread(scriptedModel([1, 2, 3].map(asking)), { budgets: { turnTokens: 220 } });
    expect(last((await world.turn("비용")).events)).toMatchObject({
      code: "budget_money",
      record: { tokens: { input: 200 } },
    });
  });

  it("ends when the day's share of the person is spent, and says so before", async () => {
    const answers = [1, 2, 3].map(() => says("**다 됐습니다.**"));
    const world = thread(scriptedModel(answers), { budgets: { personDayUsd: 0.0024 } });
    const records = [];
    for (const text of ["하나", "둘"]) records.push(last((await world.turn(text)).events));
    expect(records).toMatchObject([
      { type: "turn_finished", record: { nearBudgets: [] } },
      {
        type: "turn_finished",
        record: { nearBudgets: [{ of: "person", unit: "usd", used: 0.002, limit: 0.0024 }] },
      },
    ]);
    const third = last((await world.turn("셋")).events);
    expect(third).toMatchObject({ type: "turn_finished", record: { nearBudgets: [{ limit: 0.0024 }] } });
    expect(last((await world.turn("넷")).events)).toMatchObject({ type: "turn_failed", code: "budget_person" });
  });

  it("of everybody's day ends a turn as well, is told before, and stops no planner that costs nothing", async () => {
    const near = thread(scriptedModel([says("네.")]), { othersSpent: { usd: 45, unpricedTokens: 0 } });
    expect(last((await near.turn("하나")).events)).toMatchObject({
      type: "turn_finished",
      record: { nearBudgets: [{ of: "day", unit: "usd", used: 45.001, limit: 50 }] },
    });
    const over = { othersSpent: { usd: 0, unpricedTokens: 30_000_000 } };
    const ended = await thread(scriptedModel([says("네.")]), over).turn("둘");
    expect(last(ended.events)).toMatchObject({ type: "turn_failed", code: "budget_day" });
    const planner = scriptedModel([says("네.")], { id: "offline", offline: true });
    expect((await thread(planner, over).turn("셋")).status).toBe("answered");
  });

  it("counts a model whose price is not known by its tokens, for the answer and for the day", async () => {
    const unpriced = (text: string) => ({ ...says(text), usd: null });
    const world = thread(scriptedModel([unpriced("하나."), unpriced("둘.")]), { budgets: { personDayTokens: 130 } });
    const first = last((await world.turn("하나")).events);
    expect(first.record).toMatchObject({
      usd: null,
      nearBudgets: [{ of: "person", unit: "tokens", used: 110, limit: 130 }],
    });
    await world.turn("둘", { runId: "run-2" });
    expect(last((await world.turn("셋", { runId: "run-3" })).events)).toMatchObject({ code: "budget_person" });
  });

  it("tells the model to answer now before the money of the turn ends, and the person how much is used", async () => {
    const world = thread(scriptedModel([asking(1), says("**지금까지 $1,234.45입니다.**")]), {
      budgets: { turnUsd: 0.00122 },
    });
    const { events: told } = await world.turn("비용");
    expect(world.history.rows[2]!.content[0]).toMatchObject({
      content: expect.stringContaining("No further tool calls are possible in this turn"),
    });
    expect(last(told)).toMatchObject({
      type: "turn_finished",
      record: { nearBudgets: [{ of: "turn", unit: "usd", used: 0.002, limit: 0.00122 }] },
    });
  });

  it("ends in time, also in the middle of a tool", async () => {
    const toolHost = testAccount({ delays: { cost_query: 2_000 } });
    const world = thread(scriptedModel([asking(1)]), { toolHost, budgets: { wallMs: 100 } });
    const { events: told } = await world.turn("비용");
    expect(last(told)).toMatchObject({ type: "turn_failed", code: "budget_time", record: { toolCalls: [] } });
  });

  it("row 29: stops a model that repeats itself, after one word to it", async () => {
    const same = (n: number) => asks([{ id: `c${n}`, name: "cost_query", input: { period: "7d" } }]);
    const toolHost = testAccount();
    const world = thread(scriptedModel([1, 2, 3, 4].map(same)), { toolHost });
    const { events: told } = await world.turn("비용");
    expect(last(told)).toMatchObject({ type: "turn_failed", code: "loop", partial: false });
    expect(toolHost.calls).toHaveLength(2);
    expect(world.history.rows[6]!.content[0]).toMatchObject({ is_error: true });
  });

  it("goes on counting when the model was asked for proof in between", async () => {
    const same = (n: number) => asks([{ id: `c${n}`, name: "cost_query", input: { period: "7d" } }]);
    const toolHost = testAccount();
    const world = thread(scriptedModel([same(1), same(2), says("$5.55"), same(3), same(4)]), { toolHost });
    expect(last((await world.turn("비용")).events)).toMatchObject({ code: "loop" });
    expect(toolHost.calls).toHaveLength(2);
  });

  it("counts a person's repeated question anew", async () => {
    const same = (n: number) => asks([{ id: `c${n}`, name: "cost_query", input: { period: "7d" } }]);
    const toolHost = testAccount();
    const model = scriptedModel([1, 2, 3, 4].flatMap((n) => [same(n), says("네.")]));
    const world = thread(model, { toolHost });
    for (const runId of ["1", "2", "3", "4"]) expect((await world.turn("비용", { runId })).status).toBe("answered");
    expect(toolHost.calls).toHaveLength(4);
  });
});
