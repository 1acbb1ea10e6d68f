/** Lines of order-api: access log, errors of every day, and the broken release of S2. */
import { MINUTE } from "./calendar.ts";
import type { GroupContent, LineKind, Written } from "./log-groups.ts";
import { lineTime, orderNo, requestId } from "./log-words.ts";
import { noiseOf } from "./metrics/noise.ts";
import { isBroken, trafficOf } from "./metrics/traffic.ts";
import type { Random } from "./random.ts";
import type { Setting } from "./setting.ts";

interface ErrorTemplate {
  id: string;
  weight: number;
  logger: string;
  status: number;
  text(random: Random): string;
}

/** What the everyday failures are; the third is the customer's fault and answered with 409. */
const failures: ErrorTemplate[] = [
  {
    id: "db-timeout",
    weight: 5,
    logger: "c.h.order.OrderRepository",
    status: 500,
    text: (r) =>
      `java.sql.SQLTimeoutException: Connection to orders-db timed out after ${r.pick([3000, 5000])} ms order=${orderNo(r)}`,
  },
  {
    id: "pg-502",
    weight: 4,
    logger: "c.h.order.PaymentClient",
    status: 502,
    text: (r) =>
      `PG gateway returned 502 Bad Gateway for POST /v2/approvals after ${r.int(800, 4200)} ms order=${orderNo(r)}`,
  },
];
const invalidCoupon: ErrorTemplate = {
  id: "invalid-coupon",
  weight: 3,
  logger: "c.h.order.CouponService",
  status: 409,
  text: (r) =>
    `InvalidCouponException: coupon CPN-${r.hex(6).toUpperCase()} is expired or already used user=${r.int(100_000, 999_999)}`,
};
const orderMapper: ErrorTemplate = {
  id: "order-mapper-npe",
  weight: 1,
  logger: "c.h.order.OrderMapper",
  status: 500,
  text: (r) =>
    `java.lang.NullPointerException: Cannot invoke "com.haneul.order.DeliverySlot.getZone()" because "slot" is null at com.haneul.order.OrderMapper.map(OrderMapper.java:118) order=${orderNo(r)}`,
};

const paths = ["POST /orders", "GET /orders/{id}", "POST /orders/{id}/cancel", "GET /delivery-slots", "POST /checkout"];
const HOSTS = [1, 2, 3];
const hikari = { per: 0.3, active: 20 };

export function orderGroup(setting: Setting): GroupContent {
  const { seed, account, names, story } = setting;
  const traffic = trafficOf(setting);
  const noise = (what: string) => noiseOf(seed, account.id, "order-lines", what);
  const warns = noise("warn");
  const at = (minute: number) => traffic("order", minute);
  const stream = (random: Random) => `${names.order}-${random.pick(HOSTS)}/app`;
  const thread = (random: Random) => `[http-nio-8080-exec-${random.int(1, 40)}]`;

  const access = (
    minute: number,
    random: Random,
    status: number,
    time = lineTime(minute, random),
    id = requestId(random),
  ): string =>
    `${time} INFO  ${thread(random)} c.h.order.AccessLog - ${random.pick(paths)} status=${status} duration=${durationOf(at(minute).medianMs, random)}ms requestId=${id}`;
  const errorLine = (time: string, random: Random, error: ErrorTemplate, id = requestId(random)): string =>
    `${time} ERROR ${thread(random)} ${error.logger} - ${error.text(random)} requestId=${id}`;
  /** The error and the access line of the same request. */
  const failed = (minute: number, random: Random, error: ErrorTemplate): Written[] => {
    const host = stream(random);
    const [time, id] = [lineTime(minute, random), requestId(random)];
    return [
      { stream: host, message: errorLine(time, random, error, id), template: error.id },
      { stream: host, message: access(minute, random, error.status, time, id) },
    ];
  };
  /** One in every ten minutes for certain, so that "recent errors" never comes back empty. */
  const retried = (minute: number) => (minute / MINUTE) % 10 === 3;

  const kinds: LineKind[] = [
    {
      lines: 1,
      count: (minute) => at(minute).requests - at(minute).failed - at(minute).rejected,
      write: (minute, random) => [{ stream: stream(random), message: access(minute, random, 200) }],
    },
    {
      lines: 1,
      count: (minute) => at(minute).rejected,
      write: (minute, random) => [
        { stream: stream(random), message: access(minute, random, random.pick([400, 404, 401, 409])) },
      ],
    },
    {
      lines: 2,
      count: (minute) => (isBroken(setting, minute) ? 0 : at(minute).failed),
      write: (minute, random) => failed(minute, random, random.weighted(failures)),
    },
    {
      lines: 2,
      count: (minute) => (isBroken(setting, minute) ? at(minute).failed : 0),
      write: (minute, random) => failed(minute, random, orderMapper),
    },
    {
      lines: 1,
      count: (minute) => (retried(minute) ? 1 : 0),
      write: (minute, random) => {
        const error = random.weighted([...failures, invalidCoupon]);
        return [
          { stream: stream(random), message: errorLine(lineTime(minute, random), random, error), template: error.id },
        ];
      },
    },
    {
      lines: 1,
      count: (minute) => (warns(minute / MINUTE) < hikari.per ? 1 : 0),
      write: (minute, random) => [
        {
          stream: stream(random),
          message: `${lineTime(minute, random)} WARN  ${thread(random)} c.z.hikari.pool - HikariPool-1 pending=${random.int(1, 9)} active=${hikari.active}`,
        },
      ],
    },
  ];
  const release = (from: number, version: string): LineKind => ({
    lines: HOSTS.length,
    count: (minute) => (minute === Math.floor(from / MINUTE) * MINUTE ? 1 : 0),
    write: (minute, random) =>
      HOSTS.map((host) => ({
        stream: `${names.order}-${host}/app`,
        message: `${lineTime(minute, random)} INFO  [main] c.h.order.OrderApplication - Started OrderApplication ${version} in ${random.int(9, 16)}.${random.int(100, 999)} seconds`,
      })),
  });
  if (setting.account.name === "haneul-prod")
    kinds.push(release(story.errorsFrom, story.release.to), release(story.errorsTo, story.release.from));
  return { kinds, streams: () => HOSTS.map((host) => `${names.order}-${host}/app`) };
}

/** Around the median, with a tail to the right. */
function durationOf(medianMs: number, random: Random): number {
  const normal = random.next() + random.next() + random.next() - 1.5;
  return Math.max(1, Math.round(medianMs * Math.exp(1.1 * normal)));
}
