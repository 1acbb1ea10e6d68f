/**
 * The log groups, as kinds of lines with the number of each in a minute: the lines themselves are written only
 * when somebody reads them, while counts (log metrics, stored bytes, truth) need no line at all.
 */
import { dev } from "./account.ts";
import { DAY } from "./calendar.ts";
import type { Part } from "./cast.ts";
import { hostileKind } from "./log-writers-hostile.ts";
import { lambdaGroup } from "./log-writers-lambda.ts";
import { orderGroup } from "./log-writers-order.ts";
import { paymentGroup } from "./log-writers-payment.ts";
import { plainGroup, slowQueryGroup } from "./log-writers-plain.ts";
import { webGroup } from "./log-writers-web.ts";
import type { Random } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

/**
 * One line. Its time is the one given, else the one its text says, else any within the minute. `template` names the
 * error it is, and is known to the world alone.
 */
export interface Written {
  stream: string;
  message: string;
  time?: number;
  template?: string;
}

/** Something that happens and what is written about it. */
export interface LineKind {
  /** Lines that one happening writes. */
  lines: number;
  /** Happenings in the minute that starts at `minute`. */
  count(minute: number): number;
  write(minute: number, random: Random): Written[];
}

export interface GroupContent {
  kinds: LineKind[];
  /** The streams that exist on a UTC day. */
  streams(day: number): string[];
}

export interface LogGroup extends GroupContent {
  name: string;
  arn: string;
  tags: Record<string, string>;
  /** Undefined: kept for ever. */
  retentionDays?: number;
  createdAt: number;
}

interface Row {
  name: string;
  team: string;
  retentionDays?: number;
  createdDaysAgo: number;
  content: GroupContent;
}

/** All groups lie in Seoul. */
export const LOG_REGION = "ap-northeast-2";

export const logGroupsOf = perSetting((setting): LogGroup[] =>
  (setting.account === dev ? devRows(setting) : prodRows(setting)).map((row) => ({
    ...row.content,
    name: row.name,
    arn: `arn:aws:logs:${LOG_REGION}:${setting.account.id}:log-group:${row.name}`,
    tags: groupTags(setting, row),
    createdAt: setting.anchor - row.createdDaysAgo * DAY,
    ...(row.retentionDays ? { retentionDays: row.retentionDays } : {}),
  })),
);

const owners: Record<string, Part> = { order: "backend", payment: "backend", web: "abroad", search: "ml" };

/** What RDS creates by itself has no owner; one group nobody tagged at all. */
function groupTags({ account, cast }: Setting, { name, team }: Row): Tags {
  if (!team) return {};
  return tagsOf(
    cast,
    team,
    name.startsWith("/aws/rds/") ? "" : (owners[team] ?? "sre"),
    account === dev ? { env: "dev" } : { opsthread: "managed" },
  );
}

function prodRows(setting: Setting): Row[] {
  const { names } = setting;
  const service = (name: string) => `/haneul/${name}`;
  const lambda = (name: string) => `/aws/lambda/${name}`;
  const withHostile = (name: string, content: GroupContent): GroupContent => ({
    ...content,
    kinds: [...content.kinds, hostileKind(setting, name)],
  });
  const [order, web] = [service(names.order), service(names.web)];
  return [
    {
      name: order,
      team: "order",
      retentionDays: 90,
      createdDaysAgo: 610,
      content: withHostile(order, orderGroup(setting)),
    },
    {
      name: service(names.payment),
      team: "payment",
      retentionDays: 90,
      createdDaysAgo: 610,
      content: paymentGroup(setting),
    },
    { name: web, team: "web", createdDaysAgo: 702, content: withHostile(web, webGroup(setting)) },
    {
      name: service(names.search),
      team: "search",
      retentionDays: 30,
      createdDaysAgo: 455,
      content: plainGroup(setting, "search", names.search),
    },
    {
      name: service(names.cart),
      team: "order",
      retentionDays: 30,
      createdDaysAgo: 455,
      content: plainGroup(setting, "cart", names.cart),
    },
    {
      name: lambda(names.imageResize),
      team: "web",
      retentionDays: 14,
      createdDaysAgo: 390,
      content: lambdaGroup(setting, names.imageResize),
    },
    {
      name: lambda(names.couponIssuer),
      team: "order",
      retentionDays: 14,
      createdDaysAgo: 390,
      content: lambdaGroup(setting, names.couponIssuer),
    },
    {
      name: lambda(names.orderNotify),
      team: "",
      createdDaysAgo: 520,
      content: lambdaGroup(setting, names.orderNotify),
    },
    {
      name: `/aws/rds/cluster/${names.ordersDb}/slowquery`,
      team: "order",
      retentionDays: 30,
      createdDaysAgo: 610,
      content: slowQueryGroup(setting),
    },
  ];
}

function devRows(setting: Setting): Row[] {
  const { names } = setting;
  return [
    {
      name: `/haneul/${names.order}`,
      team: "order",
      retentionDays: 7,
      createdDaysAgo: 320,
      content: orderGroup(setting),
    },
    {
      name: `/aws/lambda/${names.imageResize}`,
      team: "web",
      retentionDays: 7,
      createdDaysAgo: 300,
      content: lambdaGroup(setting, names.imageResize),
    },
  ];
}
