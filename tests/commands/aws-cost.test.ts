import { describe, expect, test } from "vitest";
import { createAwsCost } from "../../src/commands/aws-cost.ts";
import type { ToolHost, ToolOutcome } from "../../src/ports/tools.ts";
import { chart } from "../../src/thread-tools/chart.ts";
import {
  column,
  costs,
  english,
  korean,
  never,
  pencil,
  periodWords,
  someDatasets,
  table,
} from "../thread-tools/support.ts";

function command(outcome: ToolOutcome, fail?: Error) {
  const datasets = someDatasets();
  const { draw, requests } = pencil(fail);
  const calls: unknown[] = [];
  const toolHost: Pick<ToolHost, "call"> = {
    async call(name, args, context) {
      calls.push({ name, args, context });
      return outcome;
    },
  };
  const warned: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn: (_: object, message: string) => void warned.push(message),
    error() {},
    child: () => log,
  } as never;
  const it = createAwsCost({ toolHost, datasets, chart: chart({ datasets, draw, periodWords }), periodWords, log });
  const run = (text: string, context = korean) => it.run({ text, thread: "t", context }, never);
  return { run, calls, requests, datasets, warned };
}
const answered = (stored = costs()): ToolOutcome => ({ kind: "table", text: "digest", table: stored });

const { columns, rows: _, ...aboutCosts } = costs();
const services = table(
  columns,
  [
    ...Array.from({ length: 11 }, (_, n) => ["2026-11-01", `Service ${n}`, 1_000 - 90 * n]),
    ["2026-11-02", "Service 0", 500],
    ["2026-11-02", "A|B *bold* <!here>", 0.001],
    ["2026-11-02", "(none)", -20],
  ],
  {
    ...aboutCosts,
    totals: { usd: 6_530.001 },
    period: { from: "2026-11-01", to: "2026-11-21", zone: "UTC", utcDays: true },
  },
);

describe("/aws-cost", () => {
  test("asks once, says the total first, shows table and picture, and tells what it rests on", async () => {
    const { run, calls, requests, datasets } = command(answered());
    const { period, scope, source } = costs();
    expect(await run("30일 서비스별")).toEqual({
      kind: "answer",
      markdown: [
        "**2026-11-09..2026-11-11 UTC ko 비용은 $25.50입니다.**",
        "",
        "| 서비스 | 비용 | 비율 |",
        "|---|---:|---:|",
        "| EC2 | $21.50 | 84.3% |",
        "| RDS | $4.00 | 15.7% |",
      ].join("\n"),
      picture: { png: Buffer.from("png"), alt: "일별 비용. 합계 $25.50.", title: "일별 비용" },
      pictureFailed: false,
      evidence: {
        datasets: [
          {
            handle: "d1",
            tool: "cost_query",
            args: { period: "30d", group_by: ["service"], granularity: "daily" },
            period,
            scope,
            source,
            truncated: null,
            notes: [
              { code: "credits_excluded", text: "Credits and refunds are not included." },
              {
                code: "provisional_days",
                text: "Days from 2026-11-10 on are provisional.",
                params: { from: "2026-11-10" },
              },
            ],
          },
        ],
        claims: [],
        unverified: [],
      },
      ceRequests: 1,
    });
    const args = { period: "30d", group_by: ["service"], granularity: "daily" };
    expect(calls).toEqual([{ name: "cost_query", args, context: korean }]);
    expect(requests.map((request) => request.chart)).toEqual(["cost_per_day"]);
    expect(datasets.read("t", "d1")?.info.args).toEqual(args);
  });

  test("in English, with the ten largest items and names that cannot format the reply", async () => {
    const { run } = command(answered(services));
    const result = await run("", english);
    expect(result.kind === "answer" && result.markdown).toMatchInlineSnapshot(`
      "**The cost of 2026-11-01..2026-11-21 UTC en is $6,530.**

      | Service | Cost | Share |
      |---|---:|---:|
      | Service 0 | $1,500 | 23.0% |
      | Service 1 | $910.00 | 13.9% |
      | Service 2 | $820.00 | 12.6% |
      | Service 3 | $730.00 | 11.2% |
      | Service 4 | $640.00 | 9.8% |
      | Service 5 | $550.00 | 8.4% |
      | Service 6 | $460.00 | 7.0% |
      | Service 7 | $370.00 | 5.7% |
      | Service 8 | $280.00 | 4.3% |
      | 4 others | $270.00 | 4.1% |"
    `);
  });

  test("few items are all shown, inert", async () => {
    const { run } = command(answered({ ...services, rows: services.rows.slice(-3) }));
    const result = await run("이번 달");
    expect(result.kind === "answer" && result.markdown).toMatchInlineSnapshot(`
      "**2026-11-01..2026-11-21 UTC ko 비용은 $6,530입니다.**

      | 서비스 | 비용 | 비율 |
      |---|---:|---:|
      | Service 0 | $500.00 | 7.7% |
      | A\\|B \\*bold\\* \\<!here\\> | <$0.01 | 0.0% |
      | (없음) | −$20.00 | – |"
    `);
  });

  test("a cut result says that its table is not complete", async () => {
    const cut = costs({ truncated: { shown: 3, of: 9, why: { ko: "결과가 너무 큼", en: "result too large" } } });
    expect(await command(answered(cut)).run("")).toMatchObject({
      markdown: expect.stringMatching(/\n\n표는 9행 중 3행으로 계산했습니다\. 합계는 전체입니다\.$/),
    });
    expect(await command(answered(cut)).run("", english)).toMatchObject({
      markdown: expect.stringMatching(/\n\nThe table is computed from 3 of 9 rows; the total covers all\.$/),
    });
  });

  test("a single day is drawn as bars", async () => {
    const { run, requests } = command(answered({ ...costs(), rows: costs().rows.slice(0, 2) }));
    await run("yesterday");
    expect(requests.map((request) => request.chart)).toEqual(["bars"]);
  });

  test("none is an answer, with what was searched and without a picture", async () => {
    const none = answered({ ...costs(), rows: [], totals: { usd: 0 } });
    expect(await command(none).run("어제")).toMatchObject({
      markdown:
        "**2026-11-09..2026-11-11 UTC ko에 기록된 비용이 없습니다.**\n\nhaneul-prod의 Cost Explorer를 조회했습니다.",
      picture: null,
      pictureFailed: false,
    });
    expect(await command(none).run("yesterday", english)).toMatchObject({
      markdown:
        "**No cost was recorded for 2026-11-09..2026-11-11 UTC en.**\n\nCost Explorer of haneul-prod was searched.",
    });
  });

  test("a total without items is the bold line alone", async () => {
    const whole = { ...costs(), columns: [column("usd", "money")], rows: [[25.5]] };
    expect(await command(answered(whole)).run("")).toMatchObject({
      markdown: "**2026-11-09..2026-11-11 UTC ko 비용은 $25.50입니다.**",
      pictureFailed: true,
    });
  });

  test("figures stand when the chart fails", async () => {
    const { run, warned } = command(answered(), new Error("no fonts"));
    expect(await run("")).toMatchObject({ kind: "answer", picture: null, pictureFailed: true, ceRequests: 1 });
    expect(warned).toEqual(["the picture of /aws-cost could not be made"]);
  });

  test("bad input costs nothing and shows the usage in the person's language", async () => {
    const { run, calls } = command(answered());
    expect(await run("by colour", english)).toEqual({
      kind: "usage",
      markdown: expect.stringContaining("Example: `/aws-cost 30d by service`"),
    });
    expect(await run("뭐야")).toEqual({
      kind: "usage",
      markdown: expect.stringContaining("예: `/aws-cost 30일 서비스별`"),
    });
    expect(calls).toEqual([]);
  });

  test("a failure is a reason in the person's language", async () => {
    const failed = (code: string) => command({ kind: "error", code, text: "for a model" });
    expect(await failed("access_denied").run("")).toEqual({
      kind: "failed",
      why: "읽기 역할에 Cost Explorer 권한(`ce:GetCostAndUsage`)이 없습니다. 관리자에게 요청해 주세요.",
    });
    expect(await failed("budget").run("", english)).toEqual({
      kind: "failed",
      why: "today's limit of Cost Explorer requests is used up. What was asked today can be asked again.",
    });
    expect(await failed("no_such_code").run("", english)).toEqual({
      kind: "failed",
      why: "an internal error occurred. Please try again in a moment.",
    });
    expect(await command({ kind: "text", text: "?" }).run("", english)).toEqual({
      kind: "failed",
      why: "an internal error occurred. Please try again in a moment.",
    });
  });
});
