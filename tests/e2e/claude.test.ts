import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "./support/stack.ts";

/** The whole path with Claude: the real SDK in the real bot process, a server that speaks the Messages API at the far end. */
let stack: Stack;
const mock = new LLMock({ port: 0, host: "127.0.0.1", strict: true, chunkSize: 24 });

beforeAll(async () => {
  await mock.start();
  stack = await startStack({
    models: "{ default: claude-sonnet-5-5, fallback: offline }",
    env: { ANTHROPIC_API_KEY: "sk-ant-test", ANTHROPIC_BASE_URL: mock.url },
  });
  await stack.startBot();
});
afterAll(async () => {
  await stack?.close();
  await mock.stop();
});
afterEach(() => {
  mock.clearFixtures();
  mock.clearRequests();
});

describe("a turn with Claude", () => {
  it("runs two reads side by side, draws a chart, and checks the figures of the answer", async () => {
    const asked = /cost and findings/;
    mock.on(
      { userMessage: asked, turnIndex: 0 },
      {
        toolCalls: [
          { id: "toolu_a", name: "cost_query", arguments: { period: "last week", group_by: ["service"] } },
          { id: "toolu_b", name: "guardduty_list_findings", arguments: { severity: "HIGH" } },
        ],
      },
    );
    mock.on(
      { userMessage: asked, turnIndex: 1 },
      { toolCalls: [{ id: "toolu_c", name: "chart", arguments: { dataset: "d1" } }] },
    );
    mock.on(
      { userMessage: asked, turnIndex: 2 },
      { content: "**There are 2 high findings.**\n\nLast week cost exactly $123,456.78." },
    );
    const { answer, pictures, record, line, messages } = await stack.ask(
      "sarah",
      "cost and findings of last week, please",
    );
    expect(record.model).toBe("claude-sonnet-5-5");
    expect(record.toolCalls.map(({ name }) => name)).toEqual(["cost_query", "guardduty_list_findings", "chart"]);
    expect(pictures).toHaveLength(1);
    expect(answer).toContain("**There are 2 high findings.**");
    expect(answer).toContain("⚠️ The paragraph above has figures that no computation confirmed.");
    expect(line).toMatch(/haneul-prod, 2 regions.*Cost Explorer.*GuardDuty/);
    expect(messages.filter(({ user }) => user === "U0OPSBOT")).toHaveLength(2);
  });

  it("waits for an approval in the middle and goes on after it", async () => {
    const asked = /order-api-2 looks stuck/;
    mock.on(
      { userMessage: asked, turnIndex: 0 },
      {
        content: "I propose a reboot.",
        toolCalls: [
          { id: "toolu_r", name: "ec2_reboot_instances", arguments: { targets: ["order-api-2"], reason: "stuck" } },
        ],
      },
    );
    mock.on(
      { userMessage: asked, turnIndex: 1, toolResultContains: "approval: denied" },
      { content: "Understood, nothing was rebooted." },
    );
    const waiting = await stack.ask("sarah", "order-api-2 looks stuck");
    const card = (
      await stack.control.waitFor(waiting, (all) =>
        all.some(({ metadata }) => metadata?.event_type === "opsthread_card"),
      )
    ).find(({ metadata }) => metadata?.event_type === "opsthread_card");
    await stack.control.click({
      user: "seoyeon",
      channel: waiting.channel,
      message_ts: card!.ts,
      action_id: "approval:deny",
    });
    await stack.submitDialog("seoyeon", "it is being looked at");
    const ended = await stack.waitForEnd(waiting, 2);
    expect(ended.at(-1)?.text).toBe("Understood, nothing was rebooted.");
  });

  it("row 27: when the model cannot be reached, the planner answers what it can and says so", async () => {
    mock.on({ userMessage: /GuardDuty/ }, { error: { type: "overloaded_error", message: "Overloaded" }, status: 529 });
    const { answer, line, record } = await stack.ask("jiwoo", "심각도 높은 GuardDuty 탐지 결과 있어?");
    expect(answer).toMatch(/건입니다|건/);
    expect(answer).toContain("_언어 모델 없이 규칙으로 답했습니다_");
    expect(line).toContain("⚠️ claude-sonnet-5-5 (overloaded) 대신 규칙으로 답했습니다");
    expect(record.model).toBe("offline");
  });

  it("row 28: that is refused is one explained failure", async () => {
    mock.on({ userMessage: /do something odd/ }, { content: "", finishReason: "refusal" });
    const { answer } = await stack.ask("sarah", "do something odd");
    expect(answer).toMatch(/^⚠️ \*\*The language model declined to answer this\.\*\*/);
  });
});
