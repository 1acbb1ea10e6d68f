import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { onlyReads } from "../../src/datasets/only-reads.ts";
import { nodeArgs } from "../support/node-args.ts";
import { column, costs, datasetsIn, folder, never, table } from "./support.ts";

async function twoDatasets(limits = {}) {
  const datasets = datasetsIn(folder(), limits);
  await datasets.add("t", "toolu_1", "cost_query", {}, costs());
  const events = table(
    [column("time", "time"), column("group"), column("ok", "bool")],
    [["2026-11-09T01:00:00Z", "a", true]],
  );
  await datasets.add("t", "toolu_2", "trail_find_events", {}, events);
  return datasets;
}
const endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c";
/** The query processes that `bot` started, by `ps`: "pid ppid command". */
const queryProcesses = (bot: number): number[] =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...command]) => Number(parent) === bot && command.join(" ").includes("query-worker"))
    .map(([pid]) => Number(pid));
const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const tables = "Tables: d2(time, group, ok); d1(day, service, usd).";

describe("a query over a thread's datasets", () => {
  test("answers a SELECT, a WITH, a join, and reads beside an open file", async () => {
    const datasets = await twoDatasets();
    expect(
      await datasets.query("t", "select service, sum(usd) as usd from d1 group by 1 order by 2 desc;", never),
    ).toEqual({
      columns: ["service", "usd"],
      rows: [
        ["EC2", 21.5],
        ["RDS", 4],
      ],
      truncated: false,
    });
    expect(
      await datasets.query(
        "t",
        'with e as (select * from d2) select d1.day, "group", ok from d1 join e on 1 limit 1 -- x',
        never,
      ),
    ).toEqual({ columns: ["day", "group", "ok"], rows: [["2026-11-09", "a", 1]], truncated: false });
  });

  test("answers after the file was closed and after a restart of the bot", async () => {
    const dir = folder();
    const before = datasetsIn(dir);
    await before.add("t", "toolu_1", "cost_query", {}, costs());
    await before.close();
    expect((await datasetsIn(dir).query("t", "select count(*) from d1", never)).rows).toEqual([[3]]);
  });

  test("whatever is not one SELECT over the thread's tables is refused with the way out", async () => {
    const datasets = await twoDatasets();
    const refused = async (sql: string) =>
      datasets.query("t", sql, never).then(
        () => "answered",
        (error: Error) => error.message,
      );
    const onlySelect = `Only one SELECT (or WITH ... SELECT) over the tables d1, d2 ... of this thread is allowed.\n${tables}`;
    for (const sql of [
      "delete from d1",
      "with x as (select 1) delete from d1",
      "insert into d1 values ('a','b',1) returning *",
      "update d1 set usd = 0",
      "drop table d1",
      "create table d9 (x)",
      "create temp table x as select 1",
      "pragma journal_mode = delete",
      "select * from pragma_database_list",
      "select * from sqlite_master",
      "select info from _datasets",
      "vacuum into '/tmp/x'",
      "begin",
    ]) {
      expect([sql, await refused(sql)]).toEqual([sql, onlySelect]);
    }
    expect(await refused("attach 'x.sqlite' as x")).not.toBe("answered");
    expect(await refused("select load_extension('x')")).not.toBe("answered");
    expect(await refused("select 1; select 2")).toBe(
      `Only one statement at a time is allowed. Send each SELECT by itself.\n${tables}`,
    );
    expect(await refused(" -- nothing")).toBe(`The query is empty. Send one SELECT.\n${tables}`);
    expect(await refused("select group from d2")).toBe(
      `SQLite refused the query: near "group": syntax error. Put a column whose name is a word of SQL in double quotes ("group").\n${tables}`,
    );
    expect(await refused("select cost from d1")).toBe(`SQLite refused the query: no such column: cost.\n${tables}`);
    expect(await refused("select * from d7")).toBe(`SQLite refused the query: no such table: d7.\n${tables}`);
    expect(await refused("select hex(zeroblob(100000000))")).toBe(
      `A value of the query is too large. Select fewer or shorter values.\n${tables}`,
    );
    expect(datasets.read("t", "d1")?.rows).toEqual(costs().rows);
  });

  test("SQLite's own word on a statement has to be that it gives rows and changes nothing", async () => {
    const dir = folder();
    const datasets = datasetsIn(dir);
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    await datasets.close();
    const [path = ""] = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((file) => file.name.endsWith(".sqlite"))
      .map((file) => join(file.parentPath, file.name));
    expect(
      ["select usd from d1", endless, "insert into d1 values ('a','b',1) returning *", "delete from d1", "begin"].map(
        (sql) => onlyReads(path, sql),
      ),
    ).toEqual([true, true, false, false, false]);
    // Compiles to what only reads, and is refused by name.
    expect(onlyReads(path, "select * from pragma_database_list")).toBe(true);
    expect(["select 1; select 2", "select", "", "select * from nowhere"].map((sql) => onlyReads(path, sql))).toEqual(
      Array(4).fill(null),
    );
  });

  test("returns at most the allowed rows and says that there are more", async () => {
    const datasets = await twoDatasets({ queryRows: 2 });
    expect(await datasets.query("t", "select usd from d1", never)).toEqual({
      columns: ["usd"],
      rows: [[10.5], [4]],
      truncated: true,
    });
    expect((await datasets.query("t", "select usd from d1 limit 2", never)).truncated).toBe(false);
  });

  test("numbers JSON cannot carry and bytes arrive as what can be shown", async () => {
    const datasets = await twoDatasets();
    const { rows } = await datasets.query("t", "select 1e999, x'00ff', 9007199254740993, true", never);
    expect(rows).toEqual([[null, "(2 bytes)", 9007199254740992, 1]]);
  });

  test("a query that never ends is stopped, and the next one is answered", async () => {
    const datasets = await twoDatasets({ queryMs: 300 });
    const next = datasets.query("t", endless, never).catch((error: Error) => error.message);
    const after = datasets.query("t", "select count(*) from d1", never);
    expect(await next).toBe(
      `The query took longer than 0.3 s and was stopped. Select fewer rows or join less.\n${tables}`,
    );
    expect((await after).rows).toEqual([[3]]);
  });

  test("a stopped query ends at once with the reason of the stop", async () => {
    const datasets = await twoDatasets();
    const stop = new AbortController();
    const query = datasets.query("t", endless, stop.signal);
    setTimeout(() => stop.abort(new Error("the person pressed stop")), 200);
    await expect(query).rejects.toThrow("the person pressed stop");
    expect((await datasets.query("t", "select 1", never)).rows).toEqual([[1]]);
  });

  test("row 30: neither a query's time limit nor the death of the bot leaves a query process behind", async () => {
    const datasets = await twoDatasets({ queryMs: 300 });
    await datasets.query("t", "select 1", never);
    const [first, ...others] = queryProcesses(process.pid);
    expect(others).toEqual([]);
    await expect(datasets.query("t", endless, never)).rejects.toThrow("took longer than 0.3 s");
    expect(runs(first!)).toBe(false);
    expect(queryProcesses(process.pid)).toEqual([]);

    const script = fileURLToPath(new URL("./endless-query.ts", import.meta.url));
    const bot = spawn(process.execPath, nodeArgs(script, folder(), endless), { stdio: ["ignore", "pipe", "inherit"] });
    await once(bot.stdout, "data");
    const [orphan] = queryProcesses(bot.pid!);
    expect(runs(orphan!)).toBe(true);
    bot.kill("SIGKILL");
    await expect.poll(() => runs(orphan!), { timeout: 5_000 }).toBe(false);
  });
});
