import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ToolHost } from "../../src/ports/tools.ts";
import { evidenceLine } from "../../src/slack/views/evidence-line.ts";
import { NOW, type SampleAccount, startSampleAccount } from "../tools/support/sample-account.ts";
import { toolHostHere } from "../tools/support/tool-host-here.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { last, thread } from "./support/thread.ts";

let account: SampleAccount;
let toolHost: ToolHost;
beforeAll(async () => {
  account = await startSampleAccount();
  toolHost = toolHostHere({ env: account.env("read") });
});
afterAll(() => toolHost.close());

const paid = async () => (await account.journal()).filter(({ operation }) => operation === "GetCostAndUsage").length;
const costsOf = (days: number[]) =>
  asks(
    days.map((day) => {
      const period = new Date(Date.UTC(2026, 7, day)).toISOString().slice(0, 10);
      return { id: `c${day}`, name: "cost_query", input: { period } };
    }),
  );
const refusals = (world: ReturnType<typeof thread>) =>
  new Set(
    world.history.rows
      .flatMap(({ content }) => content)
      .flatMap((block) => (block.type === "tool_result" && block.is_error ? [block.content] : [])),
  );

describe("requests that cost money", () => {
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1);

  it("a hundred paid calls of one turn are stopped at its limit, and the person is told the number", async () => {
    const model = scriptedModel([costsOf(hundred), says("**일부만 조회했습니다.**")]);
    const world = thread(model, { toolHost, budgets: { turnCostExplorer: 3 } });
    const { record } = last((await world.turn("8월부터 하루씩 비용")).events);
    expect([await paid(), record.ceRequests]).toEqual([3, 3]);
    expect(refusals(world)).toEqual(
      new Set([
        "한 번의 답변에 쓸 수 있는 Cost Explorer 요청 3회(회당 0.01 USD)를 모두 썼습니다. 지금까지의 결과로 답하고, 더 필요하면 다시 질문해 주세요.\nerror: budget",
      ]),
    );
    const line = (language: "ko" | "en") =>
      evidenceLine(record, { language, zone: "Asia/Seoul", now: Date.parse(NOW), clockMoved: false });
    expect(line("ko")).toContain("⚠️ 이 답변의 Cost Explorer 조회 한도 3회 중 3회 사용");
    expect(line("en")).toContain("⚠️ 3 of 3 Cost Explorer requests used for this answer");
  });

  it("count for the person over all answers of the day, and stored answers stay free", async () => {
    await account.clearJournal();
    const asker = { id: "U-limited", name: "박서연" };
    const model = scriptedModel([
      costsOf([101]),
      says("네."),
      costsOf([101, 102]),
      says("네."),
      costsOf([103]),
      says("네."),
    ]);
    const world = thread(model, { toolHost, budgets: { personDayCostExplorer: 2 } });
    for (const runId of ["p1", "p2", "p3"]) await world.turn("비용", { runId, asker, language: "en" });
    expect(await paid()).toBe(2);
    expect(refusals(world)).toEqual(
      new Set([
        "Today's limit of 2 Cost Explorer requests of one person (USD 0.01 each) is used up. Earlier answers of today can still be used; new questions work again after 00:00 UTC.\nerror: budget",
      ]),
    );
    const other = thread(scriptedModel([costsOf([104]), says("네.")]), {
      toolHost,
      budgets: { personDayCostExplorer: 2 },
    });
    await other.turn("비용", { runId: "p4", asker: { id: "U-other", name: "이도윤" } });
    expect(await paid()).toBe(3);
  });
});
