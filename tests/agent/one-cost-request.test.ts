import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsOf } from "../../sandbox/aws/truth/facts.ts";
import type { AgentEvent } from "../../src/ports/turn.ts";
import { NOW } from "../tools/support/sample-account.ts";
import { startToolServer, type ToolServer } from "../tools/support/tool-server.ts";
import { sampleTurns } from "./support/sample-turns.ts";
import { last, seen } from "./support/thread.ts";

/** "At most one request per new question, none for a follow-up", as the sample account saw it. */
const { bill } = factsOf("haneul-1", Date.parse(NOW));
let sample: Awaited<ReturnType<typeof sampleTurns>>;
let server: ToolServer;
beforeAll(async () => {
  sample = await sampleTurns();
  server = await startToolServer({ env: sample.account.env("read") });
});
afterAll(() => Promise.all([sample.close(), server.close()]));

/** What AWS refuses as too much at once is asked again, and is no look-up: all tests of a worker ask one account. */
const asked = async () =>
  (await sample.account.journal()).filter(
    ({ service, outcome }) => service === "ce" && outcome !== "LimitExceededException",
  );
const paid = async () => (await asked()).length;
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
    // No one request holds both: the later period is read, the other is asked about.
    ["cost_compare", { ...far, group_by: ["tag:team"] }, 1],
    ["cost_compare", { ...far, group_by: ["service", "region"] }, 1],
    ["cost_compare", { ...far, group_by: ["usage_type"] }, 1],
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
    ["11월 2일부터 8일까지 비용을 3월 2일부터 8일까지와 비교해줘", 1, []],
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
      const requests = await asked();
      await sample.account.clearJournal();
      return requests.map(({ operation }) => operation);
    };
    const world = sample.open();
    expect(await operations("f1", both)).toEqual(["GetCostAndUsage", "GetCostForecast"]);
    expect(await operations("f2", both)).toEqual([]);
    expect(await operations("f3", "이대로면 이달 청구액이 얼마나 될까?")).toEqual([]);
  });

  const Q = "10월 5일부터 8일까지 사용 유형별 비용을 3월 2일부터 8일까지와 비교해줘";
  const choicesOf = (events: AgentEvent[]) => events.flatMap((event) => (event.type === "choices" ? [event] : []))[0];
  it("any two periods are compared by a request a question: one is told, the other is read when it is pressed", async () => {
    const world = sample.open();
    const [{ events }, asked] = await costing(() => world.turn(Q, { runId: "far" }));
    const choices = choicesOf(events);
    expect([asked, last(events).record.ceRequests]).toEqual([1, 1]);
    const sum = (from: string, to: string) => {
      const rows = bill(Date.parse(from), Date.parse(to)).filter(
        ({ recordType }) => !["Credit", "Refund", "Tax"].includes(recordType),
      );
      return `$${rows.reduce((usd, row) => usd + row.unblended, 0).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
    };
    const [was, is] = [sum("2026-03-02", "2026-03-09"), sum("2026-10-05", "2026-10-09")];
    expect(choices?.question).toBe(
      `2026-10-05..2026-10-08 비용은 ${is}입니다 (크레딧·환불·세금 제외). 두 기간을 함께 담는 요청이 없어 2026-03-02..2026-03-08 기간은 유료 요청($0.01)이 한 번 더 필요하고, 무엇이 차이를 냈는지는 그 뒤에 알 수 있습니다.`,
    );
    expect(choices?.options.map(({ label }) => label)).toEqual([
      "2026-03-02..2026-03-08도 읽고 비교 ($0.01)",
      "온전한 달: 사용 유형별, 2026-10 / 2026-03",
      "리전별, 2026-10-05..2026-10-08 / 2026-03-02..2026-03-08",
      "바로 앞 기간: 사용 유형별, 2026-10-05..2026-10-08 / 2026-10-01..2026-10-04",
    ]);
    // A file of the half that is known: what the question has paid for.
    const [half, free] = await costing(() => world.turn("CSV로", { runId: "far-csv" }));
    expect([free, last(half.events).record.toolCalls.at(-1)?.name]).toEqual([0, "csv_file"]);
    expect(seen(half.events).join("\n")).toContain(`비용은 ${is}입니다.`);
    const [first] = choices?.options ?? [];
    const [pressed, more] = await costing(() => world.turn(first!.ask, { runId: "far-2" }));
    expect(more).toBe(1);
    expect(seen(pressed.events).join("\n")).toContain(`비용은 ${is}로, 3월 2–8일의 ${was}보다`);
    for (const [again, runId] of [
      [Q, "far-3"],
      [first!.ask, "far-4"],
      ["CSV로", "far-5"],
    ] as const) {
      const [turn, none] = await costing(() => world.turn(again, { runId }));
      expect([again, none]).toEqual([again, 0]);
      expect(choicesOf(turn.events)).toBeUndefined();
    }
  });

  it("so is it in English, and each of the other buttons is one request", async () => {
    const world = sample.open();
    const question = "Compare the cost of 2026-10-12..2026-10-14 by usage type against 2026-03-09..2026-03-15";
    const [{ events }, asked] = await costing(() => world.turn(question, { runId: "far-en", language: "en" }));
    const choices = choicesOf(events);
    expect(asked).toBe(1);
    expect(choices?.question).toMatch(
      /^2026-10-12\.\.2026-10-14 cost USD [\d,.]+ \(without credits, refunds and tax\)\. No single request .* \(USD 0\.01\), and what drove the difference is known after it\.$/,
    );
    expect(choices?.options[0]?.label).toBe("Read 2026-03-09..2026-03-15 too and compare (USD 0.01)");
    for (const { ask } of choices?.options ?? []) {
      const [turn, requests] = await costing(() => sample.open().turn(ask, { runId: ask, language: "en" }));
      expect([ask, requests]).toEqual([ask, 1]);
      expect(seen(turn.events).join("\n")).toMatch(/against \$|from \$|than the \$|\$[\d,.]+ (in|on|of|for)|→/);
    }
  });

  it("where nothing but the other period is left to ask for, it is a button under the answer", async () => {
    const world = sample.open();
    const question = "2026-02-05..2026-11-10 비용을 2025-10-05..2026-01-10 비용과 리전별로 비교해줘";
    const [{ events }, asked] = await costing(() => world.turn(question, { runId: "long" }));
    expect([asked, choicesOf(events)]).toEqual([1, undefined]);
    expect(seen(events).join("\n")).toMatch(
      /^\*\*2026-02-05\.\.2026-11-10 비용은 \$[\d,.]+입니다 .*\n*.*유료 요청\(\$0\.01\)/,
    );
    const [offer] = buttons(events);
    expect(offer?.label).toBe("2025-10-05..2026-01-10도 읽고 비교 ($0.01)");
    const [pressed, more] = await costing(() => world.turn(offer!.ask, { runId: "long-2" }));
    expect(more).toBe(1);
    expect(seen(pressed.events).join("\n")).toMatch(/의 \$[\d,.]+보다 \$[\d,.]+ \(/);
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
