import { describe, expect, test } from "vitest";
import { dataQuery } from "../../src/thread-tools/data-query.ts";
import { queryColumns } from "../../src/thread-tools/query-columns.ts";
import { column, costs, events, korean, never, someDatasets } from "./support.ts";

async function twoResults() {
  const datasets = someDatasets();
  await datasets.add("t", "toolu_1", "cost_query", {}, costs());
  await datasets.add(
    "t",
    "toolu_2",
    "trail_find_events",
    {},
    { ...events(), truncated: { shown: 3, of: null, why: { ko: "페이지 한도", en: "page cap" } } },
  );
  const tool = dataQuery(datasets);
  return { datasets, run: (sql: unknown) => tool.run({ sql }, { thread: "t", context: korean }, never) };
}

describe("a query of the model", () => {
  test("gives text for the model and a table that keeps types, period, scope and notes of what it used", async () => {
    const { run } = await twoResults();
    expect(
      await run("select service, sum(usd) as usd, count(*) as days from d1 group by service order by usd desc"),
    ).toEqual({
      text: "2 rows:\nservice | usd | days\nEC2 | 21.5 | 2\nRDS | 4 | 1",
      table: {
        columns: [
          column("service", "text", "서비스", "Service"),
          column("usd", "money", "비용", "Cost"),
          column("days", "number"),
        ],
        rows: [
          ["EC2", 21.5, 2],
          ["RDS", 4, 1],
        ],
        totals: { rows: 2 },
        period: costs().period,
        scope: costs().scope,
        source: {
          service: "Cost Explorer",
          requests: 0,
          cached: 0,
          usd: 0,
          freshTo: "2026-11-10T00:00:00Z",
          scannedBytes: null,
        },
        truncated: null,
        notes: costs().notes,
      },
    });
  });

  test("a join of results of different periods claims none, and a cut result makes the answer a cut one", async () => {
    const { run } = await twoResults();
    const { table } = await run("select count(*) as n from d1 join D2 on 1");
    expect(table).toMatchObject({
      rows: [[9]],
      period: null,
      source: { service: "Cost Explorer, CloudTrail", freshTo: null },
      truncated: { shown: 1, of: null, why: { ko: expect.any(String), en: "d2 holds only a part: page cap" } },
    });
  });

  test("its result can be stored and queried again", async () => {
    const { datasets, run } = await twoResults();
    const { table } = await run("select service, sum(usd) from d1 group by 1");
    const info = await datasets.add("t", "toolu_3", "data_query", {}, table!);
    expect(info.columns.map((each) => [each.name, each.type])).toEqual([
      ["service", "text"],
      ["sum_usd", "money"],
    ]);
    expect((await run("select max(sum_usd) as top from d3")).text).toBe("1 row:\ntop\n21.5");
  });

  test("long results are shown in part and none is said", async () => {
    const { run } = await twoResults();
    const many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 30) select i from n";
    expect((await run(many)).text).toMatch(/^30 rows:\ni\n1\n2\n[\s\S]*\n20\n\(10 more rows are stored\)$/);
    expect(
      (await run(`with recursive n(i) as (select 1 union all select i + 1 from n limit 2000) select i from n`)).text,
    ).toMatch(/^More than 1000 rows:/);
    expect((await run("select * from d1 where usd < 0")).text).toBe("No row matched.");
  });

  test("a refused query is an error with the way out", async () => {
    const { run } = await twoResults();
    await expect(run("drop table d1")).rejects.toThrow("Only one SELECT");
    await expect(run("")).rejects.toThrow("The arguments of data_query do not fit.");
    await expect(run(5)).rejects.toThrow("The arguments of data_query do not fit.");
  });
});

test("columns of a query are typed by their origin, else by name and values", () => {
  const from = [column("usd", "money", "비용", "Cost"), column("ok", "bool"), column("time", "time")];
  const typed = (name: string, ...values: (string | number | null)[]) =>
    queryColumns(
      [name],
      values.map((value) => [value]),
      from,
    )[0]?.type;
  expect([
    typed("USD", 5),
    typed("usd", "EC2"),
    typed("ok", 1),
    typed("sum(usd)", 5, null),
    typed("총비용", 5),
    typed("count(usd)", 5),
    typed("cost_share", 0.5),
    typed("n", 1),
    typed("day", "2026-11-09"),
    typed("month", "2026-11"),
    typed("at", "2026-11-09T01:02:03Z"),
    typed("time", "yesterday"),
    typed("x", null),
    typed("y"),
  ]).toEqual([
    "money",
    "text",
    "number",
    "money",
    "money",
    "number",
    "number",
    "number",
    "day",
    "day",
    "time",
    "text",
    "text",
    "text",
  ]);
});
