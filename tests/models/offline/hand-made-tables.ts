import type { Column, Note, Period, Scalar, Table } from "../../../src/ports/tools.ts";
import type { Given } from "./planner-thread.ts";

export const column = (name: string, type: Column["type"] = "text"): Column => ({
  name,
  type,
  label: { ko: name, en: name },
});

export function tableOf(
  columns: Column[],
  rows: Scalar[][],
  more: {
    totals?: Record<string, number>;
    period?: Period | null;
    notes?: Note[];
    service?: string;
    regions?: string[];
    truncated?: Table["truncated"];
    skipped?: Table["scope"]["skipped"];
  } = {},
): Table {
  return {
    columns,
    rows,
    totals: more.totals ?? {},
    period: more.period ?? null,
    scope: {
      accounts: [{ id: "417205938164", name: "haneul-prod" }],
      regions: more.regions ?? ["ap-northeast-2", "us-east-1"],
      skipped: more.skipped ?? [],
    },
    source: { service: more.service ?? "test", requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
    truncated: more.truncated ?? null,
    notes: more.notes ?? [],
  };
}

const DAY = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");

/** Like the tools resolve a period, for the two forms the planner writes. */
export function periodFrom(argument: unknown, now: number, utcDays = false): Period {
  const range = /^(\S+)\.\.(\S+)$/.exec(String(argument));
  const offset = utcDays ? 0 : 9 * 3_600_000;
  if (range) {
    const from = Date.parse(range[1]!) - offset;
    return {
      from: iso(from),
      to: iso(Math.min(Date.parse(range[2]!) - offset + DAY, utcDays ? Infinity : now)),
      zone: "Asia/Seoul",
      utcDays,
    };
  }
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(String(argument)) ?? [];
  const each = { m: 60_000, h: 3_600_000, d: DAY }[unit as "m" | "h" | "d"] ?? 0;
  return { from: iso(now - Number(amount) * each), to: iso(now), zone: "Asia/Seoul", utcDays: false };
}

export const SERVICES: [string, number, number][] = [
  ["Amazon Elastic Compute Cloud - Compute", 410.25, 380],
  ["Amazon Relational Database Service", 220.5, 220.5],
  ["EC2 - Other", 96.1, 48.05],
  ["Amazon Simple Storage Service", 30.15, 31],
];

/** Two days of made-up cost per service; the week before is a little different. */
export const cost =
  (now: number, services = SERVICES) =>
  (input: Record<string, unknown>): Table => {
    const period = periodFrom(input.period, now, true);
    const main = period.from >= "2026-11-09T00:00:00Z";
    const group = (input.group_by as string[] | undefined)?.[0];
    const wanted = input.services ? services.filter(([name]) => /Elastic Compute|EC2/.test(name)) : services;
    const days = [0, 1].map((i) => iso(Date.parse(period.from) + i * DAY).slice(0, 10));
    const rows = group
      ? days.flatMap((day) => wanted.map(([name, usd, before]): Scalar[] => [day, name, main ? usd : before]))
      : days.map((day): Scalar[] => [day, wanted.reduce((sum, [, usd, before]) => sum + (main ? usd : before), 0)]);
    const total = rows.reduce((sum, row) => sum + (row.at(-1) as number), 0);
    const columns = [column("day", "day"), ...(group ? [column(group)] : []), column("usd", "money")];
    return tableOf(columns, rows, {
      totals: { usd: total, days: 7 },
      period,
      regions: [],
      service: "Cost Explorer",
      notes: [{ code: "credits_excluded", text: "" }],
    });
  };

const EVENT_COLUMNS = [
  column("time", "time"),
  column("event"),
  column("user"),
  column("source_ip"),
  column("region"),
  column("resource"),
  column("error"),
  column("outcome"),
  column("read_only", "bool"),
  column("event_id", "id"),
  column("detail"),
];

export const event = (
  time: string,
  name: string,
  user: string,
  resource: string | null,
  error: string | null = null,
): Scalar[] => [
  time,
  name,
  user,
  "203.0.113.7",
  "ap-northeast-2",
  resource,
  error,
  error === null ? "ok" : "failed",
  false,
  `e-${time}`,
  "",
];

export const events =
  (rows: Scalar[][], now: number, more: Partial<Table> = {}) =>
  (input: Record<string, unknown>): Table => ({
    ...tableOf(EVENT_COLUMNS, rows, {
      totals: { events: rows.length },
      period: periodFrom(input.period, now),
      service: "CloudTrail",
    }),
    ...more,
  });

export const findings =
  (rows: Scalar[][], notes: Note[] = []) =>
  (): Table =>
    tableOf(
      [
        column("finding_id", "id"),
        column("severity", "number"),
        column("level"),
        column("type"),
        column("title"),
        column("resource"),
        column("region"),
        column("first_seen", "time"),
        column("last_seen", "time"),
        column("count", "number"),
        column("archived", "bool"),
        column("account"),
      ],
      rows,
      { totals: { findings: rows.length }, notes, service: "GuardDuty" },
    );

export const finding = (
  severity: number,
  level: string,
  type: string,
  resource: string,
  lastSeen: string,
  count: number,
): Scalar[] => [
  `f-${type}`,
  severity,
  level,
  type,
  `About ${resource}`,
  resource,
  "ap-northeast-2",
  "2026-11-17T00:00:00Z",
  lastSeen,
  count,
  false,
  "haneul-prod",
];

export const patterns =
  (rows: Scalar[][], errors: number, now: number) =>
  (input: Record<string, unknown>): Table =>
    tableOf(
      [
        column("pattern"),
        column("count", "number"),
        column("share", "percent"),
        column("first_seen", "time"),
        column("last_seen", "time"),
        column("example"),
      ],
      rows,
      { totals: { errors, patterns: rows.length }, period: periodFrom(input.period, now), regions: ["ap-northeast-2"] },
    );

export const timeline =
  (rows: Scalar[][], now: number) =>
  (input: Record<string, unknown>): Table =>
    tableOf([column("time", "time"), column("errors", "number")], rows, { period: periodFrom(input.period, now) });

export const logGroups = (rows: Scalar[][]) => (): Table =>
  tableOf(
    [
      column("group"),
      column("region"),
      column("retention_days", "number"),
      column("stored_bytes", "number"),
      column("created", "time"),
    ],
    rows,
  );

export const instances = (rows: Scalar[][]) => (): Table =>
  tableOf(
    ["name", "instance_id", "state", "type", "az", "region", "private_ip"]
      .map((name) => column(name))
      .concat([column("launched", "time"), column("team"), column("account")]),
    rows,
  );

export const instance = (name: string, id: string, state: string): Scalar[] => [
  name,
  id,
  state,
  "m7g.large",
  "ap-northeast-2a",
  "ap-northeast-2",
  "10.0.1.12",
  "2026-10-11T01:00:00Z",
  "order",
  "haneul-prod",
];

export const drawn = (): Given => ({ said: 'The picture "x" is posted in the thread. It shows: x.' });
