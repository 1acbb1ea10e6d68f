import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { exampleRequests } from "../../charts/examples.ts";
import type { Goal } from "../goal.ts";
import { table } from "../table.ts";
import type { Cold } from "./cold.ts";
import type { Load } from "./load.ts";
import type { Warm } from "./warm.ts";

/** The pictures that stand for all, in the order of the table. */
const MAIN = ["cost_per_day", "bars", "forecast", "event_timeline", "finding_heatmap", "donut"];

/** As the Dockerfile sets it: without, glibc keeps the renderer's memory once per thread. */
const AS_DEPLOYED = { MALLOC_ARENA_MAX: "2" };

/** Stages cold and warm, the floor, and what sixteen at once do to the process; each part in a process of its own. */
export const charts = {
  name: "charts",
  async run(say: (text: string) => void): Promise<{ goals: Goal[]; [more: string]: unknown }> {
    const names = exampleRequests("ko").map(({ chart }) => chart);
    const cold: Cold[] = [];
    for (const name of names) cold.push(await measured<Cold>("cold.ts", [name]));
    const warm = await measured<Warm[]>("warm.ts");
    const load = await measured<Load>("load.ts", [], AS_DEPLOYED);
    const undeployed = await measured<Load>("load.ts");

    const stages = ["compile", "parse", "run", "svg", "rest", "png"] as const;
    say("First of its kind in a new process (ms; vega and fonts loaded)");
    say(
      table(
        ["chart", ...stages, "total"],
        cold.map((one) => [one.chart, ...stages.map((stage) => one[stage]), one.total]),
      ),
    );
    say("\nWarm medians (ms); floor: rasterising and encoding the same picture; * one of the six main charts");
    say(
      table(
        ["chart", ...stages, "total", "raster", "deflate", "ratio", "SVG kB", "PNG kB"],
        warm.map((one) => [
          MAIN.includes(one.chart) ? `${one.chart} *` : one.chart,
          ...stages.map((stage) => one[stage]),
          one.total,
          one.raster,
          one.deflate,
          one.ratio.toFixed(2),
          one.svgBytes / 1e3,
          one.pngBytes / 1e3,
        ]),
      ),
    );
    say("\nThe whole path, worker and main thread, in a process with the bot's code loaded");
    const { warmUp, first, perSecond, delayP99, delayMax, rssMb, drawn } = load;
    say(
      table(
        ["", ""],
        [
          ["warm-up at start, ms", warmUp],
          ["charts a second, 16 in flight", perSecond],
          ["event-loop delay max, ms", delayMax],
          [`RSS after ${drawn} charts without MALLOC_ARENA_MAX=2, MB`, undeployed.rssMb],
        ],
      ),
    );
    const ratios = warm.filter(({ chart }) => MAIN.includes(chart)).map(({ ratio }) => ratio);
    const goals: Goal[] = [
      { what: "slowest of the six main charts, warm, against its floor", measured: Math.max(...ratios), limit: 2 },
      { what: "first chart after the start, ms", measured: first, limit: 300 },
      { what: "event-loop delay with 16 in flight, p99, ms", measured: delayP99, limit: 10 },
      { what: `RSS after ${drawn} charts, MB`, measured: rssMb, limit: 380 },
    ];
    return { goals, cold, warm, load, undeployed };
  },
};

async function measured<T>(file: string, args: string[] = [], more: NodeJS.ProcessEnv = {}): Promise<T> {
  const entry = fileURLToPath(new URL(file, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args], {
    maxBuffer: 1e7,
    env: { ...process.env, ...more },
  });
  return JSON.parse(stdout) as T;
}
