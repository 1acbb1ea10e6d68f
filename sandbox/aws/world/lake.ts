/** The tables of the data lake that Athena queries: each is made from the world as it is at a time. */
import { prod } from "./account.ts";
import { DAY, MINUTE, utcDate, utcDays, utcMidnight } from "./calendar.ts";
import { type Service, trafficOf } from "./metrics/traffic.ts";
import { randomOf } from "./random.ts";
import type { World } from "./world.ts";

export interface LakeColumn {
  name: string;
  /** As Athena has it. */
  type: "varchar" | "bigint" | "double";
  comment: string;
}

export type LakeRow = (string | number | null)[];

export interface LakeTable {
  name: string;
  description: string;
  columns: LakeColumn[];
  /** Bytes that a query reads of it. */
  bytes: number;
  rows(world: World, now: number): Iterable<LakeRow>;
}

export const LAKE = "haneul_lake";

const text = (name: string, comment = ""): LakeColumn => ({ name, type: "varchar", comment });
const whole = (name: string, comment = ""): LakeColumn => ({ name, type: "bigint", comment });
const real = (name: string, comment = ""): LakeColumn => ({ name, type: "double", comment });

const CHANNELS = [
  { name: "app", share: 0.61 },
  { name: "web", share: 0.31 },
  { name: "partner", share: 0.08 },
];
const ORDER_DAYS = 400;
const MINUTELY_DAYS = 3;
const COST_DAYS = 90;

/** Whole UTC days before `now`; the lake is filled overnight. */
const daysBefore = (now: number, count: number) => utcDays(utcMidnight(now) - count * DAY, utcMidnight(now));

function* orders({ setting }: World, now: number): Iterable<LakeRow> {
  for (const day of daysBefore(now, ORDER_DAYS)) {
    const random = randomOf(setting.seed, "lake-orders", day);
    const weekend = [0, 6].includes(new Date(day).getUTCDay()) ? 1.16 : 1;
    for (const { name, share } of CHANNELS) {
      const count = Math.round(21_400 * share * weekend * random.about(0.08));
      const cancelled = Math.round(count * 0.031 * random.about(0.3));
      yield [utcDate(day), name, count, cancelled, Math.round(count * 38_200 * random.about(0.05))];
    }
  }
}

const groupsOf = ({ setting }: World): [Service, string][] => [
  ["order", `${setting.names.order}-tg`],
  ["cart", `${setting.names.cart}-tg`],
  ["web", `${setting.names.web}-tg`],
];

function* minutes(world: World, now: number): Iterable<LakeRow> {
  const last = Math.floor(now / MINUTE) * MINUTE;
  const traffic = trafficOf(world.setting);
  for (let minute = last - MINUTELY_DAYS * DAY; minute < last; minute += MINUTE)
    for (const [service, group] of groupsOf(world)) {
      const { requests, failed, rejected, medianMs } = traffic(service, minute);
      yield [
        new Date(minute).toISOString().slice(0, 16).replace("T", " "),
        group,
        requests,
        failed,
        rejected,
        medianMs,
      ];
    }
}

function* costs(world: World, now: number): Iterable<LakeRow> {
  for (const day of daysBefore(now, COST_DAYS))
    for (const row of world.costOf(day))
      yield [
        utcDate(day),
        row.service,
        row.usageType,
        row.region,
        row.tags.team ?? null,
        row.recordType,
        row.unblended,
        row.quantity,
      ];
}

const tables: LakeTable[] = [
  {
    name: "orders_daily",
    description: "Orders a day and channel, filled every night",
    columns: [
      text("dt", "UTC day"),
      text("channel"),
      whole("orders"),
      whole("cancelled"),
      whole("amount_krw", "Turnover in won"),
    ],
    bytes: 18_400_000,
    rows: orders,
  },
  {
    name: "alb_minutely",
    description: "Requests a minute and target group, from the access logs of the last three days",
    columns: [
      text("minute", "UTC"),
      text("target_group"),
      whole("requests"),
      whole("target_5xx"),
      whole("target_4xx"),
      real("median_ms"),
    ],
    bytes: 2_310_000_000,
    rows: minutes,
  },
  {
    name: "cost_daily",
    description: "Cost and usage report by day",
    columns: [
      text("dt", "UTC billing day"),
      text("service"),
      text("usage_type"),
      text("region"),
      text("team", "Tag; null where untagged"),
      text("record_type"),
      real("unblended_usd"),
      real("quantity"),
    ],
    bytes: 64_900_000,
    rows: costs,
  },
];

/** The lake lies in the production account, in Seoul. */
export const lakeTablesOf = ({ setting }: World, region: string): LakeTable[] =>
  setting.account.id === prod.id && region === "ap-northeast-2" ? tables : [];

export interface WorkGroup {
  name: string;
  description: string;
  /** Where results are written. */
  output: string;
}

export function workGroupsOf({ setting }: World): WorkGroup[] {
  const output = (name: string) => `s3://haneul-athena-results/${name}/`;
  const primary = { name: "primary", description: "", output: output("primary") };
  if (setting.account.id !== prod.id) return [primary];
  return [primary, { name: "batch", description: "Nightly jobs", output: output("batch") }];
}
