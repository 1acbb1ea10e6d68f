/** order-api, payment-worker and web: the groups that carry the story. */

import { MINUTE } from "./calendar.ts";
import type { LogWriter, Written } from "./log-groups.ts";
import type { Random } from "./random.ts";

const iso = (minute: number, random: Random) => new Date(minute + random.int(0, 59_999)).toISOString();
const requestId = (random: Random) => `req-${random.hex(12)}`;
const orderNo = (random: Random) => `HN${random.int(10_000_000, 99_999_999)}`;

interface ErrorTemplate {
  id: string;
  weight: number;
  logger: string;
  text(random: Random): string;
}

const orderErrors: ErrorTemplate[] = [
  {
    id: "db-timeout",
    weight: 5,
    logger: "c.h.order.OrderRepository",
    text: (r) =>
      `java.sql.SQLTimeoutException: Connection to orders-db timed out after ${r.pick([3000, 5000])} ms order=${orderNo(r)}`,
  },
  {
    id: "pg-502",
    weight: 4,
    logger: "c.h.order.PaymentClient",
    text: (r) =>
      `PG gateway returned 502 Bad Gateway for POST /v2/approvals after ${r.int(800, 4200)} ms order=${orderNo(r)}`,
  },
  {
    id: "invalid-coupon",
    weight: 3,
    logger: "c.h.order.CouponService",
    text: (r) =>
      `InvalidCouponException: coupon CPN-${r.hex(6).toUpperCase()} is expired or already used user=${r.int(100_000, 999_999)}`,
  },
];

const orderMapper: ErrorTemplate = {
  id: "order-mapper-npe",
  weight: 1,
  logger: "c.h.order.OrderMapper",
  text: (r) =>
    `java.lang.NullPointerException: Cannot invoke "com.haneul.order.DeliverySlot.getZone()" because "slot" is null at com.haneul.order.OrderMapper.map(OrderMapper.java:118) order=${orderNo(r)}`,
};

const paths = ["POST /orders", "GET /orders/{id}", "POST /orders/{id}/cancel", "GET /delivery-slots", "POST /checkout"];

export const orderApi: LogWriter = (minute, story, random, load) => {
  const lines: Written[] = [];
  const stream = () => `order-api-${random.int(1, 3)}/app`;
  const thread = () => `[http-nio-8080-exec-${random.int(1, 40)}]`;
  const error = (template: ErrorTemplate) =>
    lines.push({
      stream: stream(),
      message: `${iso(minute, random)} ERROR ${thread()} ${template.logger} - ${template.text(random)} requestId=${requestId(random)}`,
      template: template.id,
    });
  for (let i = Math.round(27 * load * random.about(0.2)); i > 0; i -= 1) {
    const text = `${random.pick(paths)} status=200 duration=${random.int(8, 240)}ms`;
    lines.push({
      stream: stream(),
      message: `${iso(minute, random)} INFO  ${thread()} c.h.order.AccessLog - ${text} requestId=${requestId(random)}`,
    });
  }
  if (random.next() < 0.3)
    lines.push({
      stream: stream(),
      message: `${iso(minute, random)} WARN  ${thread()} c.z.hikari.pool - HikariPool-1 pending=${random.int(1, 9)} active=20`,
    });
  // One in every ten minutes for certain, so that "recent errors" never comes back empty; more at random.
  if ((minute / MINUTE) % 10 === 3) error(random.weighted(orderErrors));
  if (random.next() < 0.12) error(random.weighted(orderErrors));
  if (minute >= story.deploy && minute < story.rollback)
    for (let i = random.int(9, 16); i > 0; i -= 1) error(orderMapper);
  return lines;
};

export const paymentWorker: LogWriter = (minute, story, random, load) => {
  const json = (level: string, msg: string, more: object = {}) =>
    JSON.stringify({ time: iso(minute, random), level, msg, worker: `payment-worker-${random.int(1, 2)}`, ...more });
  const lines: Written[] = [];
  const add = (message: string, template?: string) =>
    lines.push({ stream: `payment-worker/${random.int(1, 2)}`, message, ...(template ? { template } : {}) });
  for (let i = Math.round(9 * load * random.about(0.3)); i > 0; i -= 1)
    add(
      json("info", "payment settled", {
        order: orderNo(random),
        amount: random.int(9, 480) * 1000,
        ms: random.int(40, 900),
      }),
    );
  if (random.next() < 0.05)
    add(json("error", "PG gateway returned 502", { order: orderNo(random), attempt: random.int(1, 3) }), "pg-502");
  if (story.outOfMemory.some((time) => Math.floor(time / MINUTE) * MINUTE === minute))
    add(
      json("error", "OutOfMemoryError: container killed, memory limit 512 MiB exceeded", {
        taskDefinition: `payment-worker:${story.memoryRevision}`,
      }),
      "out-of-memory",
    );
  return lines;
};

const pages = ["/", "/search", "/products/1042", "/products/88", "/cart", "/checkout", "/assets/app.js", "/api/orders"];

export const web: LogWriter = (minute, story, random, load) => {
  const broken = minute >= story.deploy && minute < story.rollback;
  return Array.from({ length: Math.round(38 * load * random.about(0.2)) }, () => {
    const path = random.pick(pages);
    const failing = path === "/api/orders" || path === "/checkout" ? (broken ? 0.85 : 0.002) : 0.001;
    const status = random.next() < failing ? 500 : random.next() < 0.03 ? 404 : 200;
    const ip = `${random.int(39, 222)}.${random.int(1, 250)}.${random.int(1, 250)}.${random.int(1, 250)}`;
    const message = `${ip} - - [${iso(minute, random)}] "GET ${path} HTTP/1.1" ${status} ${random.int(300, 90_000)} "-" "Mozilla/5.0" rt=${(random.int(4, 900) / 1000).toFixed(3)}`;
    return { stream: `web-${random.int(1, 3)}/access`, message, ...(status === 500 ? { template: "http-500" } : {}) };
  });
};
