import { outOfMemoryText } from "../compose/out-of-memory.ts";
import { text } from "../format/result.ts";
import { periodArgument } from "../periods/argument.ts";
import { dayIn, plusDays } from "../periods/calendar.ts";
import type { When } from "../periods/when.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, perhaps, type Script, scripted } from "./script.ts";
import { offers } from "./working.ts";

const LOGS = "logs_query";
const USUAL: When = { kind: "rolling", amount: 30, unit: "d" };
const KILLS =
  "fields @timestamp, @message | filter @message like /OutOfMemoryError|OOMKilled|[Oo]ut of memory/ | sort @timestamp asc";
const DAYS_BEFORE = 7;

/** The kills in the log, then what was deployed before the first and after the last of them. */
export const outOfMemoryPlaybook = scripted(LOGS, function* (working): Script {
  const { slots, words, at } = working;
  const service = slots.names?.[0] ?? slots.service;
  if (!service) return words.health.oom.which;
  const period = periodArgument(slots.when ?? USUAL);
  const fields = { groups: slots.logGroups ?? [service], period, query: KILLS, limit: 1_000, account: slots.account };
  const got = fetched(working, (yield [call(LOGS, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const { rows } = got.result;
  if (rows.length === 0) return outOfMemoryText(working, got.result, service, null);
  // The store of results may write Insights' names of columns in its own way.
  const time = got.info.columns.find(({ type }) => type === "time")?.name ?? "";
  const day = (row: (typeof rows)[number] | undefined) => dayIn(Date.parse(text(row?.[time])), at.zone);
  const last = [plusDays(day(rows.at(-1)), 1), dayIn(at.now, at.zone)].sort()[0];
  const around = `${plusDays(day(rows[0]), -DAYS_BEFORE)}..${last}`;
  const changes = offers(working, "trail_changes")
    ? perhaps(working, (yield [call("trail_changes", { resource: service, around, account: slots.account })])[0])
    : null;
  if (mayDraw(working, got.result) && offers(working, "data_query")) {
    const sql = `SELECT "${time}" AS time, 'OOM' AS event FROM ${got.handle}`;
    const kills = fetched(working, (yield [call("data_query", { sql })])[0]);
    const drawn = { chart: "event_timeline", x: "time", category: "event", title: `${service} OOM` };
    if ("handle" in kills) yield [call("chart", { dataset: kills.handle, ...drawn })];
  }
  return outOfMemoryText(working, got.result, service, changes);
});
