import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Column, Scalar } from "../../src/ports/tools.ts";
import { codePoint } from "../support/code-point.ts";
import { column, costs, datasetsIn, folder, never, table } from "./support.ts";

describe("datasets", () => {
  test("a stored result comes back whole, under a handle in order of arrival", async () => {
    const datasets = datasetsIn(folder());
    const info = await datasets.add("C1:1.0", "toolu_1", "cost_query", { period: "last week" }, costs());
    await datasets.add("C1:1.0", "toolu_2", "cost_query", {}, costs());

    const { rows, columns, ...about } = costs();
    expect(info).toEqual({
      handle: "d1",
      tool: "cost_query",
      args: { period: "last week" },
      columns,
      rowCount: 3,
      createdAt: 1_793_000_000_000,
      ...about,
    });
    expect(datasets.read("C1:1.0", "d1")).toEqual({ info, rows });
    expect(datasets.read("C1:1.0", "d1", 1)).toEqual({ info, rows: rows.slice(0, 1) });
    expect(datasets.list("C1:1.0").map((each) => each.handle)).toEqual(["d1", "d2"]);
  });

  test("the same call stored twice keeps its handle and its first result", async () => {
    const datasets = datasetsIn(folder());
    const first = await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    const again = await datasets.add("t", "toolu_1", "cost_query", {}, { ...costs(), rows: [] });
    expect(again).toEqual(first);
    expect(datasets.list("t")).toEqual([first]);
  });

  test("a forgotten thread is gone from the disk too, and another one stays", async () => {
    const dir = folder();
    const datasets = datasetsIn(dir);
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    await datasets.add("other", "toolu_2", "cost_query", {}, costs());
    datasets.forget("t");
    datasets.forget("never seen");
    expect([datasets.list("t"), datasets.list("other").length]).toEqual([[], 1]);
    expect(readdirSync(dir).filter((name) => name.endsWith(".sqlite"))).toHaveLength(1);
    expect((await datasets.add("t", "toolu_3", "cost_query", {}, costs())).handle).toBe("d1");
  });

  test("what was stored is there after a restart", async () => {
    const dir = folder();
    const before = datasetsIn(dir);
    const info = await before.add("t", "toolu_1", "cost_query", {}, costs());
    await before.close();
    expect(datasetsIn(dir).read("t", "d1")).toEqual({ info, rows: costs().rows });
  });

  test("nothing of one thread is visible in another, and asking makes no file", async () => {
    const dir = folder();
    const datasets = datasetsIn(dir);
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    expect(datasets.list("other")).toEqual([]);
    expect(datasets.read("other", "d1")).toBeNull();
    await expect(datasets.query("other", "select * from d1", never)).rejects.toThrow(
      "This thread has no stored results yet. Call a tool first.",
    );
    expect(readdirSync(dir).filter((name) => name.endsWith(".sqlite"))).toHaveLength(1);
  });

  test("a thread key of any text stays inside the folder", async () => {
    const dir = folder();
    const datasets = datasetsIn(dir);
    await datasets.add("../../etc/passwd\u0000", "toolu_1", "t", {}, costs());
    expect(readdirSync(dir).every((name) => /^[0-9a-f]{64}\.sqlite/.test(name))).toBe(true);
  });

  test("an unknown handle reads as null", async () => {
    const datasets = datasetsIn(folder());
    await datasets.add("t", "toolu_1", "t", {}, costs());
    for (const handle of ["d2", "d0", "d1; drop table d1", "_datasets", "", "d99999999999999999999"]) {
      expect(datasets.read("t", handle)).toBeNull();
    }
  });

  test("more threads than files may be open at once are served from reopened files", async () => {
    const datasets = datasetsIn(folder(), { openFiles: 2 });
    const threads = ["a", "b", "c", "d"];
    for (const thread of threads) await datasets.add(thread, "toolu_1", "t", { thread }, costs());
    expect(threads.map((thread) => datasets.read(thread, "d1")?.info.args)).toEqual(
      threads.map((thread) => ({ thread })),
    );
  });

  test("an idle file is closed and opened again at the next use", async () => {
    const dir = folder();
    const datasets = datasetsIn(dir, { idleMs: 30 });
    await datasets.add("t", "toolu_1", "t", {}, costs());
    await expect.poll(() => readdirSync(dir).filter((name) => name.endsWith("-wal"))).toEqual([]);
    expect(datasets.read("t", "d1")?.rows).toEqual(costs().rows);
  });

  test("column names become names SQL can use, unique without regard to case", async () => {
    const datasets = datasetsIn(folder());
    const names = ["group", "tag:Team", "tag Team", "USD", "usd", "2xx", "", '"; drop table x', "서비스", "_id_"];
    const info = await datasets.add(
      "t",
      "toolu_1",
      "t",
      {},
      table(
        names.map((name) => column(name)),
        [names],
      ),
    );
    expect(info.columns.map((each) => each.name)).toEqual([
      "group",
      "tag_Team",
      "tag_Team_2",
      "USD",
      "usd_2",
      "_2xx",
      "column_7",
      "drop_table_x",
      "서비스",
      "id",
    ]);
    expect(datasets.read("t", "d1")?.rows).toEqual([names]);
  });

  test("a value that does not fit its column becomes null, and a huge text is cut visibly", async () => {
    const datasets = datasetsIn(folder());
    const columns = [column("usd", "money"), column("ok", "bool"), column("detail")];
    const rows: Scalar[][] = [
      [Number.NaN, "yes", "a\u0000b"],
      [Number.POSITIVE_INFINITY, true, "\ud800"],
      ["12", false, "x".repeat(70_000)],
      [1e300, null, 5],
    ];
    await datasets.add("t", "toolu_1", "t", {}, table(columns, rows));
    expect(datasets.read("t", "d1")?.rows).toEqual([
      [null, null, "a\u0000b"],
      [null, true, "\ufffd"],
      [null, false, `${"x".repeat(65_535)}…`],
      [1e300, null, "5"],
    ]);
  });

  test("a result without columns and one without rows are stored too", async () => {
    const datasets = datasetsIn(folder());
    await datasets.add("t", "toolu_1", "t", {}, table([], [[], []]));
    await datasets.add("t", "toolu_2", "t", {}, table([column("a")], []));
    expect(datasets.read("t", "d1")?.rows).toEqual([]);
    expect(datasets.read("t", "d2")?.rows).toEqual([]);
    expect(await datasets.query("t", "select count(*) as n from d1, d2", never)).toEqual({
      columns: ["n"],
      rows: [[0]],
      truncated: false,
    });
  });

  test("whatever the names and cells are, rows keep their order, width and values", async () => {
    const datasets = datasetsIn(folder());
    const type = fc.constantFrom<Column["type"]>("text", "id", "number", "money", "percent", "time", "day", "bool");
    const cellOf: Record<string, fc.Arbitrary<Scalar>> = {
      REAL: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
      INTEGER: fc.option(fc.boolean()),
      TEXT: fc.option(fc.string({ unit: codePoint })),
    };
    const kind = (of: Column["type"]): string =>
      of === "bool" ? "INTEGER" : ["number", "money", "percent"].includes(of) ? "REAL" : "TEXT";
    const anyTable = fc
      .array(fc.record({ name: fc.string({ unit: codePoint }), type }), { minLength: 1, maxLength: 6 })
      .chain((columns) =>
        fc.record({
          columns: fc.constant(columns),
          rows: fc.array(fc.tuple(...columns.map((each) => cellOf[kind(each.type)]!)), { maxLength: 5 }),
        }),
      );
    let n = 0;
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ columns, rows }) => {
        n += 1;
        const stored = table(
          columns.map((each) => column(each.name, each.type)),
          rows as Scalar[][],
        );
        const info = await datasets.add(`thread ${n % 5}`, `toolu_${n}`, "t", {}, stored);
        expect(datasets.read(`thread ${n % 5}`, info.handle)?.rows).toEqual(rows);
        expect(new Set(info.columns.map((each) => each.name.toLowerCase())).size).toBe(columns.length);
      }),
      { numRuns: 60 },
    );
  });
});
