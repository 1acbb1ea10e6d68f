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
      look: { unit: "krw", subtitle: "haneul-prod · 비용" },
    });
  });

  test("the text says when only a part of the result is drawn", async () => {
    const { run } = await drawing(costs({ truncated: { shown: 3, of: 9, why: "page cap" } }));
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
    expect(await refusal({ dataset: "d1", chart: "pie" })).toBe(
      'The arguments of chart do not fit.\n✖ Invalid option: expected one of "auto"|"cost_per_day"|"event_timeline"|"bars"\n  → at chart',
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
      for (const args of [{ dataset: "d1" }, { dataset: "d2" }, { dataset: "d1", chart: "bars" }]) {
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
