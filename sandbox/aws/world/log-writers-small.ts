/** The groups outside the story. */
import type { LogWriter, Written } from "./log-groups.ts";
import { uuidOf } from "./random.ts";

export const plainService =
  (service: string): LogWriter =>
  (minute, _story, random, load) => {
    const time = () => new Date(minute + random.int(0, 59_999)).toISOString();
    const stream = () => `${service}-${random.int(1, 2)}/app`;
    const lines: Written[] = Array.from({ length: Math.round(6 * load * random.about(0.3)) }, () => ({
      stream: stream(),
      message: `${time()} INFO  ${service} request completed duration=${random.int(3, 180)}ms`,
    }));
    if (random.next() < 0.02)
      lines.push({
        stream: stream(),
        message: `${time()} ERROR ${service} upstream timeout after ${random.pick([1000, 2000])} ms`,
        template: "upstream-timeout",
      });
    return lines;
  };

export const lambda =
  (name: string, errorRate: number): LogWriter =>
  (_minute, _story, random, load) => {
    const stream = `2026/11/01/[$LATEST]${random.hex(32)}`;
    return Array.from({ length: Math.round(1.2 * load * random.about(0.9)) }, () => {
      const id = uuidOf(random);
      if (random.next() < errorRate)
        return {
          stream,
          message: `[ERROR]\tRequestId: ${id}\tTask timed out after 10.00 seconds (${name})`,
          template: "task-timeout",
        };
      const duration = random.int(12, 2400);
      return {
        stream,
        message: `REPORT RequestId: ${id}\tDuration: ${duration}.00 ms\tBilled Duration: ${duration} ms\tMemory Size: 256 MB\tMax Memory Used: ${random.int(70, 210)} MB`,
      };
    });
  };

export const slowQuery: LogWriter = (_minute, _story, random, load) =>
  random.next() < 0.08 * load
    ? [
        {
          stream: `orders-db-${random.int(1, 2)}`,
          message: `# Query_time: ${random.int(1, 7)}.${random.int(100000, 999999)} Rows_examined: ${random.int(20_000, 900_000)} SELECT o.* FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.status = 'PAID'`,
        },
      ]
    : [];
