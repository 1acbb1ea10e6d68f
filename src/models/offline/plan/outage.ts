import { alarmService, OUTAGE_ALARM, outageText } from "../compose/outage.ts";
import { type Row, text } from "../format/result.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import type { Call } from "../transcript.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, perhaps, type Script, scripted } from "./script.ts";
import type { NewCall } from "./working.ts";

const ALARMS = "alarms_list";
const WEEK: When = { kind: "rolling", amount: 7, unit: "d" };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Earlier deployments say which version a rollback went back to. */
const DEPLOYS_BEFORE_DAYS = 14;
/** Share of requests, in percent, above which a minute counts as part of the outage. */
const HIGH = 10;

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 19).concat("Z");

/**
 * When it rang, how the share of errors went minute by minute, what was deployed before and after, and what the log said:
 * the last deployment before the rise is the likely cause, the first after it the way back.
 */
export const outagePlaybook = scripted(ALARMS, function* (working): Script {
  const { slots, at } = working;
  const period = periodArgument(slots.when ?? WEEK);
  const history = fetched(working, (yield [call(ALARMS, { history: true, period, account: slots.account })])[0]);
  if ("trouble" in history) return history.trouble;
  const rang = ringOf(history.result.rows, slots.names?.[0]);
  if (!rang) return outageText(working, history.result, null);
  const service = alarmService(text(rang.alarm));
  const start = Date.parse(text(rang.time));
  const end = endOf(history.result.rows, rang) ?? Math.min(start + HOUR_MS, at.now);
  const window = `${iso(start - HOUR_MS)}..${iso(Math.min(end + HOUR_MS, at.now))}`;
  const found = yield [
    call("metrics_query", { resource: service, metric: "5xx rate", period: window, bin: "1m", account: slots.account }),
    call("trail_changes", {
      resource: service,
      around: `${iso(start - DEPLOYS_BEFORE_DAYS * DAY_MS)}..${iso(Math.min(end + HOUR_MS, at.now))}`,
      account: slots.account,
    }),
    call("logs_analyze_errors", {
      service,
      period: `${iso(start - HOUR_MS / 6)}..${iso(end)}`,
      account: slots.account,
    }),
  ];
  const of = (name: string) => found.find((done) => done?.name === name);
  const rate = fetched(working, of("metrics_query"));
  const changes = fetched(working, of("trail_changes"));
  const errors = perhaps(working, of("logs_analyze_errors"));
  const sums = "handle" in rate ? perhaps(working, (yield [call("data_query", { sql: sqlOf(rate.handle) })])[0]) : null;
  if ("result" in rate && mayDraw(working, rate.result)) {
    const marks =
      "handle" in changes && changes.result.rows.length > 0 ? yield* nearChanges(changes.handle, window) : null;
    yield [
      call("chart", {
        dataset: rate.handle,
        chart: "metric_lines",
        x: "time",
        value: "value",
        title: `${service} ${working.words.health.outage.title}`,
        marks: marks ?? undefined,
      }),
    ];
  }
  return outageText(working, history.result, {
    service,
    alarm: rang,
    sums: sums?.rows[0] ?? null,
    changes: "result" in changes ? changes.result.rows : [],
    errors,
  });
});

/** The first alarm on errors of the latest day that had one; of the named service where one is named. */
function ringOf(rows: Row[], name: string | undefined): Row | undefined {
  const rang = rows
    .filter((row) => row.kind === "state" && row.to === "ALARM" && OUTAGE_ALARM.test(text(row.alarm)))
    .filter((row) => name === undefined || text(row.alarm).startsWith(name))
    .sort((a, b) => text(a.time).localeCompare(text(b.time)));
  // Failing requests tell of an outage more surely than a host that is down.
  const failing = rang.filter((row) => /5xx|error/i.test(text(row.alarm)));
  const told = failing.length > 0 ? failing : rang;
  const latest = told.at(-1);
  return latest && told.find((row) => Date.parse(text(latest.time)) - Date.parse(text(row.time)) < 3 * HOUR_MS);
}

function endOf(rows: Row[], rang: Row): number | null {
  const over = rows
    .filter(
      (row) =>
        row.kind === "state" && row.alarm === rang.alarm && row.from === "ALARM" && text(row.time) > text(rang.time),
    )
    .map((row) => Date.parse(text(row.time)));
  return over.length > 0 ? Math.min(...over) : null;
}

/** From the first to the last minute of many errors: their share, and the share before. */
function sqlOf(handle: string): string {
  const share = 'SUM("HTTPCode_Target_5XX_Count") * 100.0 / SUM("RequestCount")';
  const during = `time >= (SELECT MIN(time) FROM high) AND time <= (SELECT MAX(time) FROM high)`;
  return [
    `WITH high AS (SELECT time FROM ${handle} WHERE value >= ${HIGH})`,
    `SELECT (SELECT MIN(time) FROM high) AS first, (SELECT MAX(time) FROM high) AS last,`,
    `(SELECT MIN(time) FROM ${handle} WHERE time > (SELECT MAX(time) FROM high)) AS normal,`,
    `(SELECT COUNT(*) FROM ${handle} WHERE ${during}) AS minutes,`,
    `(SELECT ${share} FROM ${handle} WHERE ${during}) AS share,`,
    `(SELECT ${share} FROM ${handle} WHERE time < (SELECT MIN(time) FROM high)) AS usual,`,
    `(SELECT MAX(value) FROM ${handle}) AS peak`,
  ].join(" ");
}

/** The deployments within the picture. */
function* nearChanges(handle: string, window: string): Generator<NewCall[], string | null, (Call | undefined)[]> {
  const [from, to] = window.split("..");
  const sql = `SELECT time, event, user FROM ${handle} WHERE event = 'UpdateService' AND time >= '${from}' AND time <= '${to}'`;
  const done = yield [call("data_query", { sql })];
  return done[0]?.result?.handle ?? null;
}
