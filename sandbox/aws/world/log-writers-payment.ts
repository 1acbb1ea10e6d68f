/** Lines of payment-worker, in JSON: settlements, the payment gateway's failures, and the kills of S3. */
import { dev } from "./account.ts";
import { MINUTE } from "./calendar.ts";
import type { GroupContent, LineKind } from "./log-groups.ts";
import { lineTime, orderNo } from "./log-words.ts";
import { trafficOf } from "./metrics/traffic.ts";
import type { Random } from "./random.ts";
import type { Setting } from "./setting.ts";

const WORKERS = [1, 2];
const minuteOf = (time: number) => Math.floor(time / MINUTE) * MINUTE;

export function paymentGroup(setting: Setting): GroupContent {
  const { names, story } = setting;
  const traffic = trafficOf(setting);
  const at = (minute: number) => traffic("payment", minute);
  const stream = (worker: number) => `${names.payment}/${worker}`;
  const line = (minute: number, random: Random, level: string, msg: string, more: object, worker: number): string =>
    JSON.stringify({ time: lineTime(minute, random), level, msg, worker: `${names.payment}-${worker}`, ...more });
  const kills = setting.account === dev ? [] : story.outOfMemory.map(minuteOf);
  const ahead = kills.flatMap((minute) => [minute - 3 * MINUTE, minute - MINUTE]);
  /** The two workers are killed in turn. */
  const workerOf = (minute: number) => WORKERS[Math.max(0, kills.indexOf(minute)) % WORKERS.length] ?? 1;
  const limit = `${story.memory.lowered} MiB`;
  const task = { taskDefinition: `${names.payment}:${story.memoryRevision}` };

  const kinds: LineKind[] = [
    {
      lines: 1,
      count: (minute) => at(minute).requests - at(minute).failed,
      write(minute, random) {
        const worker = random.pick(WORKERS);
        const more = { order: orderNo(random), amount: random.int(9, 480) * 1000, ms: random.int(40, 900) };
        return [{ stream: stream(worker), message: line(minute, random, "info", "payment settled", more, worker) }];
      },
    },
    {
      lines: 1,
      count: (minute) => at(minute).failed,
      write(minute, random) {
        const worker = random.pick(WORKERS);
        const more = { order: orderNo(random), attempt: random.int(1, 3), status: 502 };
        const message = line(minute, random, "error", "PG gateway returned 502", more, worker);
        return [{ stream: stream(worker), message, template: "pg-502" }];
      },
    },
    {
      lines: 1,
      count: (minute) => (ahead.includes(minute) ? 1 : 0),
      write(minute, random) {
        const next = kills.find((kill) => kill > minute) ?? minute;
        const more = { heapUsedPercent: next - minute > MINUTE ? 91 : 97, ...task };
        const message = line(minute, random, "warn", "heap is nearly full, full GC did not help", more, workerOf(next));
        return [{ stream: stream(workerOf(next)), message }];
      },
    },
    {
      lines: 1,
      count: (minute) => (kills.includes(minute) ? 1 : 0),
      write(minute, random) {
        const worker = workerOf(minute);
        const message = line(
          minute,
          random,
          "error",
          `OutOfMemoryError: container killed, memory limit ${limit} exceeded`,
          { ...task, exitCode: 137 },
          worker,
        );
        return [{ stream: stream(worker), message, template: "out-of-memory" }];
      },
    },
    {
      lines: 1,
      count: (minute) => (kills.includes(minute - MINUTE) ? 1 : 0),
      write(minute, random) {
        const worker = workerOf(minute - MINUTE);
        return [{ stream: stream(worker), message: line(minute, random, "info", "worker started", task, worker) }];
      },
    },
  ];
  return { kinds, streams: () => WORKERS.map(stream) };
}
