import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { createDatasets } from "../../src/datasets/datasets.ts";
import type { RowSource, Scalar } from "../../src/ports/tools.ts";
import { recordLog } from "../toolhost/support/record-log.ts";
import { column, costs, datasetsIn, folder, never, table } from "./support.ts";

const columns = [column("n", "number"), column("name")];
/** More than any test fills. */
const ROOM = 1e12;
const DAY = 86_400_000;

function source(count: number, make: (n: number) => Scalar[], fail?: number): RowSource & { disposed: boolean } {
  return {
    count,
    disposed: false,
    async *rows() {
      for (let n = 0; n < count; n += 1) {
        if (n === fail) throw new Error(`row ${n} is no JSON`);
        yield make(n);
      }
    },
    async dispose() {
      this.disposed = true;
    },
  };
}

describe("rows that come through a file", () => {
  test("become a dataset like any other, a hundred thousand of them, and the source is thrown away", async () => {
    const datasets = datasetsIn(folder());
    const spool = source(100_000, (n) => [n, `host-${n % 7}`]);
    const info = await datasets.add("t", "toolu_1", "trail_find_events", {}, table(columns, []), spool);
    expect([info.handle, info.rowCount, spool.disposed]).toEqual(["d1", 100_000, true]);
    const sums = await datasets.query("t", "SELECT count(*) AS c, sum(n) AS s FROM d1 WHERE name = 'host-3'", never);
    expect(sums.rows).toEqual([[14_286, 714_307_143]]);
    expect(datasets.read("t", "d1", 2)?.rows).toEqual([
      [0, "host-0"],
      [1, "host-1"],
    ]);
  });

  test("leave the event loop free in between", async () => {
    const datasets = datasetsIn(folder());
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    const began = performance.now();
    await datasets.add(
      "t",
      "toolu_1",
      "t",
      {},
      table(columns, []),
      source(60_000, (n) => [n, "x".repeat(40)]),
    );
    clearInterval(timer);
    expect(ticks).toBeGreaterThanOrEqual(Math.min(10, Math.floor((performance.now() - began) / 40)));
  });

  test("are stored as a whole or not at all", async () => {
    const datasets = datasetsIn(folder());
    const broken = source(5_000, (n) => [n, "x"], 4_321);
    await expect(datasets.add("t", "toolu_1", "t", {}, table(columns, []), broken)).rejects.toThrow(
      "The rows of this result could not be read. Ask for a shorter period.",
    );
    expect([datasets.list("t"), broken.disposed]).toEqual([[], true]);
    const info = await datasets.add(
      "t",
      "toolu_1",
      "t",
      {},
      table(columns, []),
      source(3, (n) => [n, "y"]),
    );
    expect([info.handle, info.rowCount]).toEqual(["d1", 3]);
  });

  test("stored side by side with another result, each gets its own handle", async () => {
    const datasets = datasetsIn(folder());
    const [large, small] = await Promise.all([
      datasets.add(
        "t",
        "toolu_1",
        "t",
        {},
        table(columns, []),
        source(4_000, (n) => [n, "x"]),
      ),
      datasets.add("t", "toolu_2", "t", {}, costs()),
    ]);
    expect([large.rowCount, small.rowCount].toSorted()).toEqual([3, 4_000]);
    expect(new Set([large.handle, small.handle]).size).toBe(2);
    const again = await datasets.add(
      "t",
      "toolu_1",
      "t",
      {},
      table(columns, []),
      source(4_000, (n) => [n, "x"]),
    );
    expect(again).toEqual(large);
    expect(datasets.list("t")).toHaveLength(2);
  });
});

describe("old results", () => {
  test("are dropped after their time, and their handles are never given again", async () => {
    const dir = folder();
    const clock = { now: () => 0, moved: false };
    const datasets = createDatasets({ dir, log: recordLog().log, clock });
    await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    await datasets.add("t", "toolu_2", "cost_query", {}, costs());
    clock.now = () => 20 * DAY;
    await datasets.add("t", "toolu_3", "cost_query", {}, costs());
    await datasets.add("other", "toolu_4", "cost_query", {}, costs());
    clock.now = () => 31 * DAY;

    expect(datasets.sweep(30 * DAY, ROOM)).toBe(2);
    expect(datasets.list("t").map((info) => info.handle)).toEqual(["d3"]);
    expect(datasets.read("t", "d1")).toBeNull();
    await expect(datasets.query("t", "SELECT * FROM d1", never)).rejects.toThrow(
      "d1 was dropped because results are kept for a limited time. Call the tool again for its rows.\nTables: d3(day, service, usd).",
    );
    expect(datasets.list("other")).toHaveLength(1);

    expect(datasets.sweep(5 * DAY, ROOM)).toBe(2);
    const next = await datasets.add("t", "toolu_1", "cost_query", {}, costs());
    expect(next.handle).toBe("d4");
    expect(existsSync(dir)).toBe(true);
    await datasets.close();
  });

  test("go before their time where they fill the disk, those of the thread idle for longest first", async () => {
    const dir = folder();
    const clock = { now: () => 0, moved: false };
    const datasets = createDatasets({ dir, log: recordLog().log, clock });
    const large = () =>
      table(
        [column("text")],
        Array.from({ length: 500 }, (_, n) => ["x".repeat(1_000) + n]),
      );
    for (const [day, thread] of ["idle", "busy", "idle too", "busy"].entries()) {
      clock.now = () => day * DAY;
      await datasets.add(thread, `toolu_${day}`, "cost_query", {}, large());
    }
    const bytes = () =>
      readdirSync(dir).reduce((sum, name) => sum + (name.endsWith("-shm") ? 0 : statSync(join(dir, name)).size), 0);
    const kept = () => ["idle", "idle too", "busy"].map((thread) => datasets.list(thread).length);
    expect(bytes()).toBeGreaterThan(2_000_000);
    expect([datasets.sweep(30 * DAY, bytes()), kept()]).toEqual([0, [1, 1, 2]]);
    expect([datasets.sweep(30 * DAY, bytes() - 1), kept()]).toEqual([1, [0, 1, 2]]);
    expect([datasets.sweep(30 * DAY, 1_200_000), kept()]).toEqual([1, [0, 0, 2]]);
    expect(bytes()).toBeLessThan(1_200_000);
    expect((await datasets.add("idle", "toolu_9", "cost_query", {}, costs())).handle).toBe("d2");
    await datasets.close();
  });
});
