/** The nine log groups, and how each writes its lines. */
import { DAY } from "./calendar.ts";
import { orderApi, paymentWorker, web } from "./log-writers.ts";
import { lambda, plainService, slowQuery } from "./log-writers-small.ts";
import type { Random } from "./random.ts";
import type { Story } from "./story.ts";

/** One line before it has a time: `template` names the error it is, and is known to the world alone. */
export interface Written {
  stream: string;
  message: string;
  template?: string;
}

export type LogWriter = (minute: number, story: Story, random: Random, load: number) => Written[];

export interface LogGroup {
  name: string;
  retentionDays?: number;
  storedBytes: number;
  createdDaysAgo: number;
  write: LogWriter;
}

const GB = 1_000_000_000;

export const logGroups: LogGroup[] = [
  { name: "/haneul/order-api", retentionDays: 90, storedBytes: 212 * GB, createdDaysAgo: 610, write: orderApi },
  {
    name: "/haneul/payment-worker",
    retentionDays: 90,
    storedBytes: 96 * GB,
    createdDaysAgo: 610,
    write: paymentWorker,
  },
  { name: "/haneul/web", storedBytes: 388 * GB, createdDaysAgo: 702, write: web },
  {
    name: "/haneul/search-api",
    retentionDays: 30,
    storedBytes: 41 * GB,
    createdDaysAgo: 455,
    write: plainService("search-api"),
  },
  {
    name: "/haneul/cart-api",
    retentionDays: 30,
    storedBytes: 38 * GB,
    createdDaysAgo: 455,
    write: plainService("cart-api"),
  },
  {
    name: "/aws/lambda/image-resize",
    retentionDays: 14,
    storedBytes: 6 * GB,
    createdDaysAgo: 390,
    write: lambda("image-resize", 0.14),
  },
  {
    name: "/aws/lambda/coupon-issuer",
    retentionDays: 14,
    storedBytes: 3 * GB,
    createdDaysAgo: 390,
    write: lambda("coupon-issuer", 0.01),
  },
  { name: "/aws/lambda/order-notify", storedBytes: 11 * GB, createdDaysAgo: 520, write: lambda("order-notify", 0.004) },
  {
    name: "/aws/rds/cluster/orders-db/slowquery",
    retentionDays: 30,
    storedBytes: 2 * GB,
    createdDaysAgo: 610,
    write: slowQuery,
  },
];

export const createdAt = (group: LogGroup, midnight: number): number => midnight - group.createdDaysAgo * DAY;
