import { describe, expect, test } from "vitest";
import { createAwsCost } from "../../src/commands/aws-cost.ts";
import type { ToolHost, ToolOutcome } from "../../src/ports/tools.ts";
import { chart } from "../../src/thread-tools/chart.ts";
import { csvFile } from "../../src/thread-tools/csv-file.ts";
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
  const tools = { chart: chart({ datasets, draw, periodWords }), csv: csvFile(datasets) };
  const clock = { now: () => Date.parse("2026-11-20T00:12:00Z"), moved: false };
  const journalled: unknown[] = [];
  const journal = { toolCall: (runId: string, call: unknown) => void journalled.push({ runId, call }) };
  const it = createAwsCost({ toolHost, datasets, ...tools, periodWords, journal, clock, log });
  const run = async (text: string, context = korean) => {
    const read = it.read(text, context);
    return read.kind === "ready" ? read.ask("t", context, never) : read;
  };
  return { run, calls, requests, datasets, warned, journalled };
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
    const { run, calls, requests, datasets, journalled } = command(answered());
    const made = {
      asked: { period: "30d", group_by: ["service"], granularity: "daily" },
      drawn: { dataset: "d1", chart: "cost_per_day" },
    };
    const records = [
      { id: "r1:cost_query", name: "cost_query", args: made.asked, ms: 0, rows: 3, dataset: "d1", error: null },
      { id: "r1:chart", name: "chart", args: made.drawn, ms: 0, rows: null, dataset: null, error: null },
    ];
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
      file: null,
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
      calls: records,
      steps: [
        { name: "cost_query", args: made.asked, result: "digest", dataset: "d1" },
        { name: "chart", args: made.drawn, result: expect.stringContaining("일별 비용"), dataset: null },
      ],
      ceRequests: 1,
    });
    expect(journalled).toEqual(records.map((call) => ({ runId: "r1", call })));
    const args = { period: "30d", group_by: ["service"], granularity: "daily" };
    expect(calls).toEqual([{ name: "cost_query", args, context: { ...korean, paidRequests: 1 } }]);
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
      | A\\|B \\*bold\\* <!here> | <$0.01 | 0.0% |
      | (없음) | −$20.00 | – |"
    `);
  });

  test("a cut result says that its table is not complete", async () => {
    const why = { ko: "결과가 너무 큼", en: "result too large" };
    const cut = costs({ truncated: { shown: 3, of: 9, why } });
    const paged = await command(answered(costs({ truncated: { shown: 3, of: null, why } }))).run("", english);
    expect(paged).toMatchObject({
      markdown: expect.stringMatching(/so table and total are a part\. A shorter period/),
    });
    expect(await command(answered(cut)).run("")).toMatchObject({
      markdown: expect.stringMatching(/\n\n표는 9행 중 3행으로 계산했습니다\. 합계는 전체입니다\.$/),
    });
    expect(await command(answered(cut)).run("", english)).toMatchObject({
      markdown: expect.stringMatching(/\n\nThe table is computed from 3 of 9 rows; the total covers all\.$/),
    });
  });

  test("rows too many for a message are counted like any others, and kept", async () => {
    let disposed = 0;
    const { rows, ...about } = costs();
    const spool = {
      count: rows.length,
      rows: async function* () {
        yield* rows;
      },
      dispose: async () => {
        disposed += 1;
      },
    };
    const { run, datasets } = command({ kind: "table", text: "digest", table: { ...about, rows: [] }, spool });
    expect(await run("30일 서비스별")).toMatchObject({
      markdown: expect.stringContaining("| EC2 | $21.50 | 84.3% |"),
      picture: expect.anything(),
    });
    expect([datasets.read("t", "d1")?.rows, disposed]).toEqual([rows, 1]);
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

  test("bad input costs nothing, and says why, what is near, and the usage in the person's language", async () => {
    const { run, calls } = command(answered());
    expect(await run("by colour", english)).toEqual({
      kind: "help",
      help: {
        why: "I did not understand `colour`.",
        suggestions: ["30d by service"],
        usage: expect.stringContaining("`/aws-cost 30d by service`"),
      },
    });
    expect(await run("도움말")).toEqual({
      kind: "help",
      help: { why: null, suggestions: [], usage: expect.stringContaining("`/aws-cost 30일 서비스별`") },
    });
    expect(calls).toEqual([]);
  });

  test("csv adds all rows as a file; the picture stays", async () => {
    const result = await command(answered()).run("7d csv", english);
    expect(result).toMatchObject({ kind: "answer", pictureFailed: false, picture: { title: "일별 비용" } });
    if (result.kind !== "answer") return;
    expect(result.file?.name).toBe("aws-cost.csv");
    expect(result.file?.content.split("\r\n")).toHaveLength(costs().rows.length + 2);
  });

  test("a comparison names both ends and what moved most, drawn as steps from one to the other", async () => {
    const changes = table(
      [
        column("service", "text", "서비스", "Service"),
        ...["before", "after", "change"].map((name) => column(name, "money")),
        column("change_percent", "percent"),
      ],
      [
        ["Amazon EC2", 100, 300, 200, 2],
        ["AWS Config", 0, 12.5, 12.5, null],
        ["(none)", 50, 40, -10, -0.2],
        ...Array.from({ length: 9 }, (_, n) => [`Service ${n}`, 1, 2, 1, 1]),
      ],
      {
        ...aboutCosts,
        totals: { before: 159, after: 370.5, change: 211.5 },
        notes: [{ code: "compared_with", text: "", params: { from: "2026-10-30", to: "2026-11-05", days: 7 } }],
      },
    );
    const { run, calls, requests } = command(answered(changes));
    const result = await run("7d vs previous", english);
    expect(calls).toMatchObject([{ name: "cost_compare", args: { period: "7d", group_by: ["service"] } }]);
    expect(requests.map((request) => request.chart)).toEqual(["waterfall"]);
    expect(result.kind === "answer" && result.markdown).toMatchInlineSnapshot(`
      "**The cost of 2026-11-09..2026-11-11 UTC en against 2026-10-30..2026-11-06 UTC en: $159.00 → $370.50 (+$211.50, +133.0%).**

      | Service | Before | After | Change | Change % |
      |---|---:|---:|---:|---:|
      | Amazon EC2 | $100.00 | $300.00 | +$200.00 | +200.0% |
      | AWS Config | $0.00 | $12.50 | +$12.50 | – |
      | (none) | $50.00 | $40.00 | −$10.00 | −20.0% |
      | Service 0 | $1.00 | $2.00 | +$1.00 | +100.0% |
      | Service 1 | $1.00 | $2.00 | +$1.00 | +100.0% |
      | Service 2 | $1.00 | $2.00 | +$1.00 | +100.0% |
      | Service 3 | $1.00 | $2.00 | +$1.00 | +100.0% |
      | Service 4 | $1.00 | $2.00 | +$1.00 | +100.0% |
      | Service 5 | $1.00 | $2.00 | +$1.00 | +100.0% |
      | Service 6 | $1.00 | $2.00 | +$1.00 | +100.0% |

      The 10 largest changes; 2 more."
    `);
    const korean = await command(answered(changes)).run("7일 이전 기간 대비");
    expect(korean.kind === "answer" && korean.markdown.split("\n")[0]).toBe(
      "**2026-11-09..2026-11-11 UTC ko 비용은 2026-10-30..2026-11-06 UTC ko 대비 $159.00 → $370.50 (+$211.50, +133.0%)입니다.**",
    );
  });

  test("a forecast tells the bounds, and the total where it is known what was spent", async () => {
    const columns = [
      column("period", "day"),
      column("days", "number"),
      ...["mean", "low", "high"].map((n) => column(n, "money")),
    ];
    const month = ["2026-11", 11, 3_000, 2_500, 3_500];
    const totals = { forecast: 3_000, low: 2_500, high: 3_500 };
    const only = await command(answered(table(columns, [month], { ...aboutCosts, totals }))).run("forecast", english);
    expect(only.kind === "answer" && only.markdown).toMatchInlineSnapshot(`
      "**$3,000 more is expected for 2026-11-09..2026-11-11 UTC en (80% interval $2,500–$3,500).**

      What was spent this month before today is not in it; ask \`/aws-cost\` first to see the total."
    `);
    const whole = { ...totals, spent_before_today: 6_000.4, total: 9_000.4, total_low: 8_500.4, total_high: 9_500.4 };
    const known = command(
      answered(table(columns, [month, ["2026-12", 31, 9_000, 8_000, 1e4]], { ...aboutCosts, totals: whole })),
    );
    const result = await known.run("연말까지 예측");
    expect(known.calls).toMatchObject([{ name: "cost_forecast", args: { until: "연말" } }]);
    expect(result.kind === "answer" && result.markdown).toMatchInlineSnapshot(`
      "**예상 총액은 $9,000입니다 (80% 구간 $8,500–$9,500).**

      어제(UTC)까지 $6,000를 썼고, 2026-11-09..2026-11-11 UTC ko에 $3,000 (80% 구간 $2,500–$3,500)를 더 쓸 것으로 예상됩니다.

      | 월 | 예상 | 하한 | 상한 |
      |---|---:|---:|---:|
      | 2026-11 | $3,000 | $2,500 | $3,500 |
      | 2026-12 | $9,000 | $8,000 | $10,000 |"
    `);
    expect(known.requests.map((request) => request.chart)).toEqual(["forecast"]);
  });

  test("anomalies are told by their impact; none is said with what was searched", async () => {
    const columns = [
      ...["start", "end"].map((name) => column(name, "day")),
      ...["service", "region"].map((name) => column(name, "text")),
      column("impact", "money"),
    ];
    const rows = [
      ["2026-11-04", "2026-11-19", "Amazon EC2", "us-east-1", 4_356.12],
      ["2026-10-28", "2026-10-28", "NAT|Gateway", null, 212],
    ];
    const found = table(columns, rows, { ...aboutCosts, totals: { anomalies: 2, impact: 4_568.12 } });
    const { run, calls } = command(answered(found));
    const result = await run("이상 비용");
    expect(calls).toMatchObject([{ name: "cost_anomalies", args: {} }]);
    expect(result.kind === "answer" && result.markdown).toMatchInlineSnapshot(`
      "**2026-11-09..2026-11-11 UTC ko에 이상 비용 2건이 탐지되었습니다. 영향 금액은 $4,568입니다.**

      | 기간 | 서비스 | 리전 | 영향 |
      |---|---|---|---:|
      | 2026-11-04 – 2026-11-19 | Amazon EC2 | us-east-1 | $4,356 |
      | 2026-10-28 | NAT\\|Gateway | – | $212.00 |"
    `);
    const none = await command(answered({ ...found, rows: [] })).run("anomalies last month", english);
    expect(none).toMatchObject({
      markdown: expect.stringMatching(/^\*\*No cost anomaly was found .*monitor it finds nothing\.$/s),
    });
  });

  test("a failure is a reason in the person's language", async () => {
    const failed = (code: string) => command({ kind: "error", code, text: "for a model" });
    const denied = failed("access_denied");
    const args = { period: "month to date", group_by: ["service"], granularity: "daily" };
    const call = {
      ...{ id: "r1:cost_query", name: "cost_query", args, ms: 0, rows: null, dataset: null },
      error: "access_denied",
    };
    expect(await denied.run("")).toEqual({
      kind: "failed",
      why: "읽기 역할에 Cost Explorer 권한(`ce:GetCostAndUsage`)이 없습니다. 관리자에게 요청해 주세요.",
      calls: [call],
    });
    expect(denied.journalled).toEqual([{ runId: "r1", call }]);
    expect(await failed("budget").run("", english)).toMatchObject({
      kind: "failed",
      why: "today's limit of Cost Explorer requests is used up. What was asked today can be asked again.",
    });
    expect(await failed("no_such_code").run("", english)).toMatchObject({
      kind: "failed",
      why: "an internal error occurred. Please try again in a moment.",
    });
    expect(await command({ kind: "text", text: "?" }).run("", english)).toMatchObject({
      kind: "failed",
      why: "an internal error occurred. Please try again in a moment.",
    });
  });
});
