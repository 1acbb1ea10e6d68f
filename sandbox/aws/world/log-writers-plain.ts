/** The groups outside the story: two small services, and the slow queries of orders-db. */
import { MINUTE } from "./calendar.ts";
import type { GroupContent, LineKind } from "./log-groups.ts";
import { lineTime } from "./log-words.ts";
import { noiseOf } from "./metrics/noise.ts";
import { loadAt, type Service, trafficOf } from "./metrics/traffic.ts";
import type { Random } from "./random.ts";
import type { Setting } from "./setting.ts";

const HOSTS = [1, 2];

export function plainGroup(setting: Setting, service: Service, name: string): GroupContent {
  const traffic = trafficOf(setting);
  const at = (minute: number) => traffic(service, minute);
  const stream = (random: Random) => `${name}-${random.pick(HOSTS)}/app`;
  const completed = (status: number) => (minute: number, random: Random) => {
    const duration = Math.max(2, Math.round(at(minute).medianMs * (0.4 + 1.5 * random.next())));
    const message = `${lineTime(minute, random)} INFO  ${name} request completed status=${status} duration=${duration}ms`;
    return [{ stream: stream(random), message }];
  };
  const kinds: LineKind[] = [
    {
      lines: 1,
      count: (minute) => at(minute).requests - at(minute).failed - at(minute).rejected,
      write: completed(200),
    },
    { lines: 1, count: (minute) => at(minute).rejected, write: completed(404) },
    {
      lines: 1,
      count: (minute) => at(minute).failed,
      write: (minute, random) => [
        {
          stream: stream(random),
          message: `${lineTime(minute, random)} ERROR ${name} upstream timeout after ${random.pick([1000, 2000])} ms`,
          template: "upstream-timeout",
        },
      ],
    },
  ];
  return { kinds, streams: () => HOSTS.map((host) => `${name}-${host}/app`) };
}

/** Slow queries a minute at load 1. */
const SLOW = 0.08;

export function slowQueryGroup(setting: Setting): GroupContent {
  const { seed, names } = setting;
  const noise = noiseOf(seed, setting.account.id, "slow-queries");
  const slow: LineKind = {
    lines: 1,
    count: (minute) => (noise(minute / MINUTE) < SLOW * loadAt(minute) ? 1 : 0),
    write(minute, random) {
      const examined = random.int(20_000, 900_000);
      const statement = random.pick([
        "SELECT o.* FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.status = 'PAID'",
        "SELECT COUNT(*) FROM orders WHERE created_at > NOW() - INTERVAL 30 DAY AND status <> 'CANCELLED'",
        "UPDATE delivery_slots SET reserved = reserved + 1 WHERE zone_id = 17 AND slot_at = '18:00'",
      ]);
      const message = [
        `# Time: ${lineTime(minute, random)}`,
        `# User@Host: orders_rw[orders_rw] @ [10.20.${random.int(10, 12)}.${random.int(20, 29)}]`,
        `# Query_time: ${random.int(1, 7)}.${random.int(100_000, 999_999)} Lock_time: 0.000${random.int(100, 999)} Rows_sent: ${random.int(0, 400)} Rows_examined: ${examined}`,
        `${statement};`,
      ].join("\n");
      return [{ stream: `${names.ordersDb}-${random.next() < 0.8 ? 1 : 2}`, message }];
    },
  };
  return { kinds: [slow], streams: () => [`${names.ordersDb}-1`, `${names.ordersDb}-2`] };
}
