import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/ports/model.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const reboot = { id: "r1", name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } };

describe("a model in trouble", () => {
  const overloaded = () => new ModelError("overloaded", "busy");

  it("row 27: is asked again twice, and the wait is told", async () => {
    const world = thread(scriptedModel([overloaded(), overloaded(), says("네.")]));
    const { status, events: told } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(world.slept).toEqual([2_000, 10_000]);
    expect(told.filter((event) => event.type === "model_waiting")).toEqual([
      { type: "model_waiting", seconds: 2, reason: "overloaded" },
      { type: "model_waiting", seconds: 10, reason: "overloaded" },
    ]);
    expect(world.runs.modelCalls.map((call) => call.failure)).toEqual(["overloaded", "overloaded", null]);
  });

  it("row 27: is replaced by the fallback, which reads only and says so", async () => {
    const offline = scriptedModel([asks([reboot, costs]), says("**$1,234.45**")], { id: "offline", offline: true });
    const world = thread(scriptedModel([overloaded(), overloaded(), overloaded()]), { fallback: offline });
    const { status, events: told } = await world.turn("재부팅하고 비용 보여줘");
    expect(status).toBe("answered");
    expect(last(told).record).toMatchObject({
      model: "offline",
      offline: true,
      fellBack: "claude-sonnet-5-5 (overloaded)",
      usd: 0.002,
    });
    expect(offline.requests[0]!.tools.map((tool) => tool.name)).toEqual([
      "trail_find_events",
      "cost_query",
      "chart",
      "ask_choice",
    ]);
    expect(world.proposals.made).toEqual([]);
  });

  it("row 27: is not replaced in a turn that has to do with a change", async () => {
    const offline = scriptedModel([], { id: "offline", offline: true });
    const world = thread(scriptedModel([asks([reboot]), overloaded(), overloaded(), overloaded()]), {
      fallback: offline,
    });
    await world.turn("재부팅해줘");
    world.history.append("t1", "run-1", {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "r1", content: "approval: succeeded" }],
    });
    const { events: told } = await world.turn(null);
    expect(last(told)).toMatchObject({ type: "turn_failed", code: "model_unreachable" });
    expect(offline.requests).toHaveLength(0);
  });

  it.each([
    ["spend_limit", "model_spend_limit"],
    ["misconfigured", "model_misconfigured"],
    ["not_found", "model_misconfigured"],
    ["bad_request", "internal"],
  ] as const)("row 27: ends a turn at once for %s", async (reason, code) => {
    const world = thread(scriptedModel([new ModelError(reason, "no")]));
    const { events: told } = await world.turn("비용");
    expect(last(told)).toMatchObject({ type: "turn_failed", code, partial: false });
    expect(world.slept).toEqual([]);
  });

  it("row 27: is not waited for longer than half a minute", async () => {
    const world = thread(scriptedModel([new ModelError("rate_limited", "later", { retryAfterMs: 31_000 })]));
    expect(last((await world.turn("비용")).events)).toMatchObject({ code: "model_unreachable" });
  });

  it("that is not offered here is answered for by the fallback", async () => {
    const offline = scriptedModel([says("네.")], { id: "offline", offline: true });
    const world = thread(null, { fallback: offline });
    expect(last((await world.turn("비용")).events).record).toMatchObject({
      model: "offline",
      fellBack: "gone (not_found)",
    });
  });

  it("that says nothing is asked once more", async () => {
    const world = thread(scriptedModel([says(""), says("**없습니다**")]));
    const { status, events: told } = await world.turn("비용");
    expect(status).toBe("answered");
    expect(seen(told)).toEqual(["**없습니다**"]);
  });
});
