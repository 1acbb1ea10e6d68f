import { describe, expect, it } from "vitest";
import { testAccount } from "./support/account.ts";
import { asks, reply, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const events = { id: "e1", name: "trail_find_events", input: { period: "last week" } };
const reboot = { id: "r1", name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } };

describe("the calls of a step", () => {
  it("runs reads side by side and keeps the order asked", async () => {
    const toolHost = testAccount({ delays: { cost_query: 80, trail_find_events: 20 } });
    const world = thread(scriptedModel([asks([costs, events]), says("네.")]), { toolHost });
    await world.turn("비용과 이벤트");
    const [quick, slow] = toolHost.calls;
    expect([quick!.name, slow!.name]).toEqual(["trail_find_events", "cost_query"]);
    expect(slow!.from).toBeLessThan(quick!.to);
    expect(world.history.rows[2]!.content.map((block) => ("tool_use_id" in block ? block.tool_use_id : ""))).toEqual([
      "c1",
      "e1",
    ]);
    expect(world.datasets.list("t1").map(({ handle, tool }) => [handle, tool])).toEqual([
      ["d1", "cost_query"],
      ["d2", "trail_find_events"],
    ]);
  });

  it("tells which tools run in both languages, or as a tool that knows no other names itself", async () => {
    const world = thread(scriptedModel([asks([costs, events]), says("OK.")]));
    const { events: told } = await world.turn("비용과 이벤트");
    expect(told.flatMap((event) => (event.type === "tool_started" ? event.titles : []))).toEqual([
      { ko: "AWS 비용 조회", en: "AWS cost" },
      { ko: "trail_find_events", en: "trail_find_events" },
    ]);
  });

  it("row 28: sends wrong calls back with what would be right", async () => {
    const model = scriptedModel([
      asks([
        { id: "a", name: "cost_qeury", input: {} },
        { id: "b", name: "cost_query", input: { period: "7d", group_by: "team" } },
        { id: "c", name: "cost_query", input: { Period: "7d", group_by: '["SERVICE"]' } },
      ]),
      says("네."),
    ]);
    const toolHost = testAccount();
    const world = thread(model, { toolHost });
    const { events: told } = await world.turn("비용");
    expect(world.history.rows[2]!.content).toMatchInlineSnapshot(`
      [
        {
          "content": "There is no tool "cost_qeury". The tools are: trail_find_events, cost_query, ec2_reboot_instances, chart, ask_choice.",
          "is_error": true,
          "tool_use_id": "a",
          "type": "tool_result",
        },
        {
          "content": "The arguments do not fit: "group_by[0]" must be one of "service", "region".",
          "is_error": true,
          "tool_use_id": "b",
          "type": "tool_result",
        },
        {
          "content": "dataset: d1
      total $1,234.45, 3 services",
          "tool_use_id": "c",
          "type": "tool_result",
        },
      ]
    `);
    expect(toolHost.calls.map((call) => call.args)).toEqual([{ period: "7d", group_by: ["service"] }]);
    expect(last(told).record.toolCalls.map((call) => call.error)).toEqual(["unknown_tool", "invalid_input", null]);
  });

  it("row 31: gives up on a tool that does not answer, and goes on", async () => {
    const toolHost = testAccount({ delays: { cost_query: 5_000 } });
    const world = thread(scriptedModel([asks([costs]), says("지금은 볼 수 없습니다.")]), {
      toolHost,
      budgets: { toolMs: 50 },
    });
    const { status, events: told } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(last(told).record.toolCalls[0]!.error).toBe("timeout");
  });

  it("row 30: says that the tools do not start, and goes on with what a thread has fetched already", async () => {
    const toolHost = testAccount();
    const world = thread(scriptedModel([asks([costs]), says("**$1,234.45**"), says("**EC2 $812.40**")]), { toolHost });
    const down = async () => Promise.reject(new Error("The tool server does not start."));
    const list = toolHost.tools;
    toolHost.tools = down;
    const { status, events: first } = await world.turn("비용");
    expect([status, last(first)]).toMatchObject(["failed", { code: "tools_unavailable", partial: false }]);
    toolHost.tools = list;
    await world.turn("비용", { runId: "run-2" });
    toolHost.tools = down;
    const { status: later, events: third } = await world.turn("EC2는?", { runId: "run-3" });
    expect([later, seen(third)]).toEqual(["answered", ["**EC2 $812.40**"]]);
  });

  it("is stopped while it waits for the tools to start", async () => {
    const toolHost = testAccount();
    toolHost.tools = (signal) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const world = thread(scriptedModel([]), { toolHost });
    const { events } = await world.turn("비용", { signal: AbortSignal.timeout(20) });
    expect(last(events)).toMatchObject({ type: "turn_failed", code: "stopped" });
  });

  it("never lets a tool that changes something run without a preview", async () => {
    const toolHost = testAccount({ answers: { ec2_reboot_instances: () => ({ kind: "text", text: "rebooted" }) } });
    const world = thread(scriptedModel([asks([reboot]), says("안 됩니다.")]), { toolHost });
    await world.turn("재부팅");
    expect(world.history.rows[2]!.content).toEqual([
      {
        type: "tool_result",
        tool_use_id: "r1",
        content: "The tool gave no preview of the change, so it cannot be proposed. Nothing was changed.",
        is_error: true,
      },
    ]);
    expect(world.proposals.made).toEqual([]);
  });

  it("row 28: drops calls of a reply that did not stop for them", async () => {
    const toolHost = testAccount();
    const content = [
      { type: "text" as const, text: "**네.**" },
      { type: "tool_use" as const, ...costs },
    ];
    const world = thread(scriptedModel([reply(content, "end")]), { toolHost });
    expect((await world.turn("비용")).status).toBe("answered");
    expect(toolHost.calls).toEqual([]);
    expect(world.history.rows.at(-1)!.content).toEqual([content[0]]);
  });

  it("row 47: takes secrets out of results and questions before they are written down", async () => {
    const toolHost = testAccount({
      answers: { cost_query: () => ({ kind: "text", text: "key AKIAIOSFODNN7EXAMPLE" }) },
    });
    const world = thread(scriptedModel([asks([costs]), says("네.")]), { toolHost });
    await world.turn("비용? AKIAI44QH8DHBEXAMPLE");
    expect(JSON.stringify(world.history.rows)).toContain("[redacted:");
    expect(JSON.stringify(world.history.rows)).not.toMatch(/AKIAI/);
  });
});
