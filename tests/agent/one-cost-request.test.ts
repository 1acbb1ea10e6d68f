import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentEvent } from "../../src/ports/turn.ts";
import { startToolServer, type ToolServer } from "../tools/support/tool-server.ts";
import { sampleTurns } from "./support/sample-turns.ts";
import { last, seen } from "./support/thread.ts";

/** "At most one request per new question, none for a follow-up", as the sample account saw it. */
let sample: Awaited<ReturnType<typeof sampleTurns>>;
let server: ToolServer;
beforeAll(async () => {
  sample = await sampleTurns();
  server = await startToolServer({ env: sample.account.env("read") });
});
afterAll(() => Promise.all([sample.close(), server.close()]));

const paid = async () => (await sample.account.journal()).filter(({ service }) => service === "ce").length;
async function costing<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = await paid();
  const done = await work();
  return [done, (await paid()) - before];
}
const buttons = (events: AgentEvent[]) => events.flatMap((event) => (event.type === "suggestions" ? event.asks : []));

describe("a tool sends one request at most, and none when it is asked again", () => {
  const far = { period: "2026-11-02..2026-11-08", previous: "2026-03-02..2026-03-08" };
  it.each<[tool: string, args: object, requests: number]>([
    ["cost_query", { period: "this month", group_by: ["service"] }, 1],
    ["cost_query", { period: "2026-10", granularity: "total" }, 1],
    ["cost_query", { period: "2025-12..2026-10", group_by: ["region"], granularity: "monthly" }, 1],
    ["cost_query", { period: "last week", group_by: ["tag:team", "service"] }, 1],
    ["cost_query", { period: "last week", group_by: ["category:Product", "region"], granularity: "total" }, 1],
    ["cost_query", { period: "last week", services: ["EC2"], regions: ["us-east-1"], metric: "amortized" }, 1],
    // More than one page: the first is read, the rest is asked about.
    ["cost_query", { period: "2026-07-15..2026-10-30", group_by: ["usage_type"] }, 1],
    ["cost_compare", { period: "month to date" }, 1],
    ["cost_compare", { period: "2026-10" }, 1],
    ["cost_compare", { period: "2026-08..2026-10", group_by: ["tag:team"] }, 1],
    ["cost_compare", { ...far, group_by: ["region"] }, 1],
    ["cost_compare", { ...far, group_by: ["tag:team"] }, 0],
    ["cost_compare", { ...far, group_by: ["service", "region"] }, 0],
    ["cost_compare", { ...far, group_by: ["usage_type"] }, 0],
    ["cost_forecast", {}, 1],
    ["cost_forecast", { until: "year end" }, 1],
    ["cost_anomalies", {}, 1],
    ["cost_savings", { kind: "rightsizing" }, 1],
    ["cost_savings", { kind: "waste" }, 1],
    ["cost_savings", { kind: "commitments" }, 1],
    ["cost_savings", { kind: "commitments", report: "savings_plans_utilization" }, 1],
    ["cost_savings", { kind: "commitments", report: "reservation_coverage" }, 1],
  ])("%s %j", async (tool, args, requests) => {
    const [first, asked] = await costing(() => server.call(tool, args));
    const [again, more] = await costing(() => server.call(tool, args));
    expect([asked, more]).toEqual([requests, 0]);
    expect(again.code).toBe(first.code);
    if (first.code === null) expect(first.table.source.requests).toBe(requests);
  });
});

describe("a question to the planner is one request at most, and a follow-up none", () => {
  it.each<[question: string, requests: number, followUps: string[]]>([
    ["지난주 서비스별 비용 보여줘", 1, ["EC2만", "RDS 빼고", "CSV로", "크레딧 포함해서"]],
    ["지난달 AWS 비용 얼마야?", 1, ["그림으로 보여줘"]],
    ["최근 3개월 리전별 비용", 1, ["CSV로"]],
    ["지난주 team 태그별 비용이랑 미태깅 비율", 1, ["CSV로"]],
    ["이번 달 비용이 왜 튀었어?", 1, ["CSV로"]],
    ["지난달 비용이 왜 늘었어?", 1, []],
    ["전월 대비 가장 많이 늘어난 서비스는?", 1, ["EC2만"]],
    ["11월 2일부터 8일까지 비용을 3월 2일부터 8일까지와 비교해줘", 0, []],
    ["다음 달 비용 예측해줘", 1, []],
    ["최근 30일 비용 이상 있었어?", 1, ["CSV로"]],
    ["라이트사이징 대상이랑 절감액 알려줘", 1, ["CSV로"]],
    ["안 쓰는 리소스로 낭비되는 비용 보여줘", 1, ["CSV로"]],
    ["세이빙스 플랜 적용률 알려줘", 1, []],
    ["세이빙스 플랜 사용률 알려줘", 1, []],
    ["예약 인스턴스 적용률 알려줘", 1, []],
  ])("%s", async (question, requests, followUps) => {
    const world = sample.open();
    const [{ events }, asked] = await costing(() => world.turn(question, { runId: question }));
    expect([asked, last(events).record.ceRequests]).toEqual([requests, requests]);
    expect(seen(events).join("\n")).not.toMatch(/실패|이해하지/);
    for (const text of followUps) {
      const [turn, more] = await costing(() => world.turn(text, { runId: `${question} ${text}` }));
      expect([text, more]).toEqual([text, 0]);
      expect(seen(turn.events).join("\n")).not.toMatch(/실패|이해하지/);
    }
  });

  it("what the month cost and what it will cost are two questions, each of which is asked once", async () => {
    await sample.account.clearJournal();
    const both = "이번 달 지금까지 얼마 썼고 월말까지 얼마나 나올까?";
    const whole = /지금까지 \$\d.*월말까지 \$\d.*이번 달 사용액 합계 약 \$\d/s;
    const operations = async (runId: string, text: string) => {
      const { events } = await world.turn(text, { runId });
      expect(seen(events).join("\n")).toMatch(whole);
      const asked = (await sample.account.journal()).filter(({ service }) => service === "ce");
      await sample.account.clearJournal();
      return asked.map(({ operation }) => operation);
    };
    const world = sample.open();
    expect(await operations("f1", both)).toEqual(["GetCostAndUsage", "GetCostForecast"]);
    expect(await operations("f2", both)).toEqual([]);
    expect(await operations("f3", "이대로면 이달 청구액이 얼마나 될까?")).toEqual([]);
  });

  it("a comparison that no one request holds is asked back with buttons, each of which is one", async () => {
    const world = sample.open();
    const question = "10월 5일부터 8일까지 사용 유형별 비용을 3월 2일부터 8일까지와 비교해줘";
    const [{ events }, asked] = await costing(() => world.turn(question, { runId: "far" }));
    const [choices] = events.flatMap((event) => (event.type === "choices" ? [event] : []));
    expect(asked).toBe(0);
    expect(choices?.question).toMatch(/한 번\(\$0\.01\)으로 비교할 수 없습니다\.$/);
    expect(choices?.options.map(({ label }) => label)).toEqual([
      "온전한 달: 사용 유형별, 2026-10 / 2026-03",
      "리전별, 2026-10-05..2026-10-08 / 2026-03-02..2026-03-08",
      "바로 앞 기간: 사용 유형별, 2026-10-05..2026-10-08 / 2026-10-01..2026-10-04",
    ]);
    for (const { ask } of choices?.options ?? []) {
      const [turn, requests] = await costing(() => sample.open().turn(ask, { runId: ask }));
      expect([ask, requests]).toEqual([ask, 1]);
      expect(seen(turn.events).join("\n")).toMatch(/\$[\d,.]+에서 \$|의 \$[\d,.]+보다/);
    }
  });

  it("an answer of several pages is one request, and the rest is read after a yes", async () => {
    const world = sample.open();
    const question = "2026-10-02..2026-10-09 비용 보여줘";
    await sample.account.fault({ operation: "GetCostAndUsage", kind: "empty_page", times: 1 });
    const [{ events }, asked] = await costing(() => world.turn(question, { runId: "p1" }));
    expect([asked, last(events).record.ceRequests]).toEqual([1, 1]);
    expect(buttons(events).map(({ label }) => label)).toEqual(["나머지 읽기"]);
    expect(seen(events)[0]).toMatch(/여러 페이지에 나뉘어/);
    const [rest, more] = await costing(() => world.turn("네, 나머지도 읽어 주세요", { runId: "p2" }));
    expect(more).toBe(1);
    expect(seen(rest.events).join("\n")).toMatch(/10월 2–9일 비용은 \$\d/);
  });
});
