import { describe, expect, test } from "vitest";
import { createDraw } from "../../charts/draw.ts";
import type { Datasets } from "../../src/ports/datasets.ts";
import type { CallContext, Table } from "../../src/ports/tools.ts";
import { chart } from "../../src/thread-tools/chart.ts";
import { column, costs, english, events, korean, never, pencil, periodWords, someDatasets, table } from "./support.ts";

async function drawing(stored: Table, tool = "cost_query", args: unknown = {}, fail?: Error) {
  const datasets = someDatasets();
  await datasets.add("t", "toolu_1", tool, args, stored);
  const { draw, requests } = pencil(fail);
  const it = chart({ datasets, draw, periodWords });
  const run = (asked: unknown, context: CallContext = korean) => it.run(asked, { thread: "t", context }, never);
  return { run, requests };
}

describe("a chart of a stored result", () => {
  test("draws costs by day and service with the words of a Korean reader", async () => {
    const { run, requests } = await drawing(costs());
    expect(await run({ dataset: "d1" })).toEqual({
      text: "Posted in the thread as a picture. It shows: 일별 비용. 합계 $25.50.",
      picture: { png: Buffer.from("png"), alt: "일별 비용. 합계 $25.50.", title: "일별 비용" },
    });
    expect(requests).toEqual([
      {
        chart: "auto",
        rows: [
          { day: "2026-11-09", service: "EC2", usd: 10 },
          { day: "2026-11-09", service: "RDS", usd: 4 },
          { day: "2026-11-10", service: "EC2", usd: 11.5 },
        ],
        columns: { x: "day", category: "service", value: "usd" },
        look: {
          language: "ko",
          theme: "light",
          zone: "Asia/Seoul",
          unit: "usd",
          subtitle: "2026-11-09..2026-11-11 UTC ko (UTC) · haneul-prod · 비혼합 비용, 크레딧 제외",
          source: "Cost Explorer",
          asOf: "2026-11-21T00:12:00.000Z",
          provisionalFrom: "2026-11-10",
        },
      },
    ]);
  });

  test("and of an English one, with the metric that was asked for and the title that was given", async () => {
    const { run, requests } = await drawing(costs(), "cost_query", { metric: "amortized" });
    await run({ dataset: "d1", chart: "cost_per_day", title: "Last week" }, english);
    expect(requests[0]?.look).toEqual({
      language: "en",
      theme: "light",
      zone: "America/Los_Angeles",
      unit: "usd",
      title: "Last week",
      subtitle: "2026-11-09..2026-11-11 UTC en (UTC) · haneul-prod · amortized cost, credits excluded",
      source: "Cost Explorer",
      asOf: "2026-11-21T00:12:00.000Z",
      provisionalFrom: "2026-11-10",
    });
  });

  test("a stored answer of AWS claims no time it is of", async () => {
    const { run, requests } = await drawing(costs({ source: { ...costs().source, requests: 0, cached: 1 } }));
    await run({ dataset: "d1" });
    expect(requests[0]?.look).not.toHaveProperty("asOf");
  });

  test("bars have no time: rows are summed over it", async () => {
    const { run, requests } = await drawing(costs());
    await run({ dataset: "d1", chart: "bars" });
    expect(requests[0]).toMatchObject({
      chart: "bars",
      rows: [
        { service: "EC2", usd: 21.5 },
        { service: "RDS", usd: 4 },
      ],
      columns: { category: "service", value: "usd" },
    });
  });

  test("rows that are single events are counted; their numbers are not added up", async () => {
    const { run, requests } = await drawing(events(), "trail_find_events");
    await run({ dataset: "d1" });
    expect(requests[0]).toMatchObject({
      rows: [
        { time: "2026-11-20T01:00:00Z", event: "ConsoleLogin", rows: 2 },
        { time: "2026-11-20T02:00:00Z", event: "RunInstances", rows: 1 },
      ],
      columns: { x: "time", category: "event", value: "rows" },
      look: { unit: "count", subtitle: "2026-11-19..2026-11-20 Asia/Seoul ko · haneul-prod · 건수" },
    });
  });

  test("a ranking of patterns is drawn by count, not along when each was first seen", async () => {
    const columns = [column("pattern", "text"), column("count", "number"), column("first_seen", "time")];
    const rows = [
      ["NullPointerException at <n>", 88, "2026-11-20T01:00:00Z"],
      ["timeout", 12, "2026-11-19T01:00:00Z"],
    ];
    const { run, requests } = await drawing(table(columns, rows), "logs_analyze_errors");
    await run({ dataset: "d1" });
    expect(requests[0]?.columns).toEqual({ category: "pattern", value: "count" });
  });

  test("columns may be named loosely; a null category is its own", async () => {
    const { run, requests } = await drawing(events(), "trail_find_events");
    await run({ dataset: "d1", category: "USER", x: "Time" });
    expect(requests[0]?.rows).toEqual([
      { time: "2026-11-20T01:00:00Z", user: "sarah.lee", rows: 1 },
      { time: "2026-11-20T01:00:00Z", user: "hana.choi", rows: 1 },
      { time: "2026-11-20T02:00:00Z", user: null, rows: 1 },
    ]);
  });

  test("costs by account, in won, against the period before", async () => {
    const won = { ...column("cost", "money", "비용", "Cost"), unit: "KRW" };
    const columns = [column("account", "id", "계정", "Account"), won, column("before", "money", "이전", "Before")];
    const rows = [
      ["417205938164", 1_000, 900],
      ["417205938164", null, 50],
      ["530218467790", null, null],
    ];
    const { run, requests } = await drawing(table(columns, rows), "data_query");
    await run({ dataset: "d1", previous: "before" });
    expect(requests[0]).toMatchObject({
      rows: [
        { account: "417205938164", cost: 1_000, before: 950 },
        { account: "530218467790", cost: null, before: null },
      ],
      columns: { category: "account", value: "cost", previous: "before" },
      look: { unit: "krw", scope: "haneul-prod · 비용" },
    });
  });

  test("the text says when only a part of the result is drawn", async () => {
    const { run } = await drawing(costs({ truncated: { shown: 3, of: 9, why: { ko: "page cap", en: "page cap" } } }));
    expect((await run({ dataset: "d1" })).text).toMatch(
      / It shows only the stored part of the result \(3 rows: page cap\); say so\.$/,
    );
  });

  test("with nothing to draw there is a sentence and no picture", async () => {
    const nothing = { text: "There is nothing to draw: d1 has no rows with a value. Say so in a sentence." };
    const empty = await drawing(costs({ rows: [] }));
    expect(await empty.run({ dataset: "d1" })).toEqual(nothing);
    expect(empty.requests).toEqual([]);
    const noData = Object.assign(new Error("There is no cost to draw."), { code: "no_data" });
    const nulls = await drawing(costs({ rows: [["2026-11-09", "EC2", null]] }), "cost_query", {}, noData);
    expect(await nulls.run({ dataset: "d1" })).toEqual(nothing);
  });

  test("what cannot be drawn is an error that says what to correct", async () => {
    const { run } = await drawing(costs());
    const refusal = (args: unknown) =>
      run(args).then(
        () => "drawn",
        (error: Error) => error.message,
      );
    const there = "there are: day (day), service (text), usd (money)";
    expect(await refusal({ dataset: "d7" })).toBe('There is no dataset "d7" in this thread; there are: d1.');
    expect(await refusal({ dataset: "d1", value: "cost" })).toBe(`There is no column "cost" for value; ${there}.`);
    expect(await refusal({ dataset: "d1", value: "service" })).toBe(
      `The column "service" holds no numbers and cannot be value; ${there}.`,
    );
    expect(await refusal({ dataset: "d1", chart: "pie" })).toMatch(
      /^The arguments of chart do not fit\.\n✖ Invalid option: expected one of "auto"\|"cost_per_day"\|.*\n {2}→ at chart$/,
    );
    expect(await refusal({})).toBe(
      "The arguments of chart do not fit.\n✖ Invalid input: expected string, received undefined\n  → at dataset",
    );
    const figures = await drawing(table([column("n", "number")], [[5]]), "data_query");
    await expect(figures.run({ dataset: "d1" })).rejects.toThrow(
      "There is no column to draw along. Name x or category; there are: n (number).",
    );
    const slow = Object.assign(new Error("Drawing took too long."), { code: "timeout" });
    await expect((await drawing(costs(), "cost_query", {}, slow)).run({ dataset: "d1" })).rejects.toThrow(slow);
  });

  test("findings by type and day, with their severities; a forecast with its interval and the budget", async () => {
    const findings = table(
      [column("finding_id", "id"), column("level", "text"), column("type", "text"), column("last_seen", "time")],
      [
        ["f1", "high", "SSHBruteForce", "2026-11-20T01:00:00Z"],
        ["f2", "high", "SSHBruteForce", "2026-11-20T01:00:00Z"],
      ],
    );
    const seen = await drawing(findings, "guardduty_list_findings");
    await seen.run({ dataset: "d1" });
    expect(seen.requests[0]).toMatchObject({
      rows: [{ last_seen: "2026-11-20T01:00:00Z", type: "SSHBruteForce", level: "high", rows: 2 }],
      columns: { x: "last_seen", category: "type", severity: "level", value: "rows" },
    });
    const columns = [
      column("day", "day"),
      column("usd", "money"),
      column("lower_usd", "money"),
      column("upper_usd", "money"),
    ];
    const ahead = await drawing(table(columns, [["2026-11-22", 900, 800, 1_000]]), "cost_forecast");
    await ahead.run({ dataset: "d1", line: 30_000 });
    expect(ahead.requests[0]).toMatchObject({
      columns: { x: "day", value: "usd", low: "lower_usd", high: "upper_usd" },
      overlay: { line: { value: 30_000 } },
    });
  });

  test("measured values go row by row with their unit and name; wide percentiles become lines", async () => {
    const latency = { ...column("p50", "number"), unit: "Milliseconds" };
    const columns = [column("time", "time"), latency, { ...latency, name: "p99" }];
    const rows = [
      ["2026-11-20T01:00:00Z", 40, 300],
      ["2026-11-20T01:00:00Z", 44, null],
    ];
    const wide = await drawing(table(columns, rows), "metrics_query");
    await wide.run({ dataset: "d1", chart: "percentile_lines" });
    expect(wide.requests[0]).toMatchObject({
      rows: [
        { x: "2026-11-20T01:00:00Z", series: "p50", value: 40 },
        { x: "2026-11-20T01:00:00Z", series: "p99", value: 300 },
        { x: "2026-11-20T01:00:00Z", series: "p50", value: 44 },
        { x: "2026-11-20T01:00:00Z", series: "p99", value: null },
      ],
      columns: { x: "x", category: "series", value: "value" },
      look: { unit: "milliseconds" },
    });
    const one = await drawing(
      table(columns.slice(0, 2), [
        ["2026-11-20T01:00:00Z", 40],
        ["2026-11-20T01:00:00Z", 44],
      ]),
      "metrics_query",
    );
    await one.run({ dataset: "d1" });
    expect(one.requests[0]).toMatchObject({
      rows: [
        { time: "2026-11-20T01:00:00Z", p50: 40 },
        { time: "2026-11-20T01:00:00Z", p50: 44 },
      ],
      look: { unit: "milliseconds", names: { x: "time", value: "p50" } },
    });
  });

  test("changes of another result are marked on the cost; a handle there is not is said", async () => {
    const datasets = someDatasets();
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    await datasets.add("t", "toolu_2", "trail_find_events", {}, events());
    const { draw, requests } = pencil();
    const it = chart({ datasets, draw, periodWords, currency: { code: "KRW", rate: 1393.5, asOf: "2026-11-20" } });
    const run = (args: unknown) => it.run(args, { thread: "t", context: korean }, never);
    await run({ dataset: "d1", chart: "cost_and_changes", marks: "d2" });
    expect(requests[0]).toMatchObject({
      rows: [
        { day: "2026-11-09", usd: 14 },
        { day: "2026-11-10", usd: 11.5 },
      ],
      columns: { x: "day", value: "usd" },
      overlay: {
        marks: [
          { at: "2026-11-20T01:00:00Z", label: "ConsoleLogin · sarah.lee" },
          { at: "2026-11-20T01:00:00Z", label: "ConsoleLogin · hana.choi" },
          { at: "2026-11-20T02:00:00Z", label: "RunInstances" },
        ],
      },
      look: { unit: "usd", currency: { code: "KRW", rate: 1393.5, asOf: "2026-11-20" } },
    });
    await expect(run({ dataset: "d1", marks: "d9" })).rejects.toThrow(
      'There is no dataset "d9" in this thread; there are: d1, d2.',
    );
    await expect(run({ dataset: "d1", bands: "d2" })).rejects.toThrow(
      "d2 needs two time columns, from and to, to lie on a chart; make them with data_query.",
    );
  });

  test("a person who chose the dark theme gets dark pictures", async () => {
    const datasets = someDatasets();
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    const { draw, requests } = pencil();
    const it = chart({ datasets, draw, periodWords, theme: (runId) => (runId === "r-dark" ? "dark" : "light") });
    for (const runId of ["r-dark", "r1"]) {
      await it.run({ dataset: "d1" }, { thread: "t", context: { ...korean, runId } }, never);
    }
    expect(requests.map(({ look }) => look.theme)).toEqual(["dark", "light"]);
  });

  test("a table shows the columns asked for, as they are", async () => {
    const { run, requests } = await drawing(costs());
    await run({ dataset: "d1", chart: "table", fields: ["service", "usd"] });
    expect(requests[0]).toMatchObject({
      chart: "table",
      rows: [
        { service: "EC2", usd: 10 },
        { service: "RDS", usd: 4 },
        { service: "EC2", usd: 11.5 },
      ],
      columns: {},
      fields: [
        { column: "service", label: "서비스", kind: "text" },
        { column: "usd", label: "비용", kind: "money" },
      ],
    });
  });

  test("with no result at all it says to call a tool first", async () => {
    const datasets: Pick<Datasets, "list" | "read"> = { list: () => [], read: () => null };
    const it = chart({ datasets, draw: pencil().draw, periodWords });
    await expect(it.run({ dataset: "d1" }, { thread: "t", context: korean }, never)).rejects.toThrow(
      'There is no dataset "d1" in this thread; there are none yet; call a tool first.',
    );
  });

  test("the real charts take what it sends: a PNG of costs, of events and of bars", async () => {
    const datasets = someDatasets();
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    await datasets.add("t", "toolu_2", "trail_find_events", {}, events());
    const draw = createDraw();
    try {
      const it = chart({ datasets, draw, periodWords });
      for (const args of [
        { dataset: "d1" },
        { dataset: "d2" },
        { dataset: "d1", chart: "bars" },
        { dataset: "d1", chart: "cost_and_changes", marks: "d2" },
        { dataset: "d2", chart: "table" },
        { dataset: "d2", chart: "severity_bars" },
      ]) {
        const result = await it.run(args, { thread: "t", context: korean }, never);
        expect(result.picture?.png.subarray(1, 4).toString()).toBe("PNG");
        expect(result.picture?.title).toMatch(/[가-힣]/);
        expect(result.text).toBe(`Posted in the thread as a picture. It shows: ${result.picture?.alt}`);
      }
    } finally {
      await draw.close();
    }
  });
});
