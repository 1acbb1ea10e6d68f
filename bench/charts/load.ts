/** The whole path as the bot has it: worker, limit, sharp; sixteen in flight. Prints JSON. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createDraw } from "../../charts/draw.ts";
import { exampleRequests } from "../../charts/examples.ts";

export interface Load {
  /** Milliseconds, but for `perSecond` and `rssMb`. */
  warmUp: number;
  first: number;
  perSecond: number;
  delayP99: number;
  delayMax: number;
  rssMb: number;
  drawn: number;
}

const IN_FLIGHT = 16;
const CHARTS = 139;

// Loaded, not started: its code counts in the process's memory.
await import("../../src/app.ts");
const draw = createDraw();
const began = performance.now();
await draw.warm();
const warmed = performance.now();
const requests = [...exampleRequests("ko"), ...exampleRequests("en", "dark")];
await draw.draw(requests[0]!);
const first = performance.now() - warmed;

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const started = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: IN_FLIGHT }, async () => {
    while (next < CHARTS) await draw.draw(requests[next++ % requests.length]!);
  }),
);
const seconds = (performance.now() - started) / 1_000;
delay.disable();
const found: Load = {
  warmUp: warmed - began,
  first,
  perSecond: CHARTS / seconds,
  delayP99: delay.percentile(99) / 1e6,
  delayMax: delay.max / 1e6,
  rssMb: process.memoryUsage.rss() / 1e6,
  drawn: CHARTS + 1,
};
await draw.close();
process.stdout.write(JSON.stringify(found));
