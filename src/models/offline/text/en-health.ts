import { many } from "./en-many.ts";
import { at } from "./en-when.ts";
import type { Health } from "./health.ts";

const STATISTICS: Record<string, string> = { Average: "average", Maximum: "maximum", Minimum: "minimum", Sum: "sum" };
const THINGS: Record<string, string> = {
  instance: "EC2 instance",
  database: "database instance",
  function: "Lambda function",
};
const span = (step: string) => step.replace("m", " min").replace("h", " h").replace("d", " d");

export const EN_HEALTH: Health = {
  ringing: (count, names) => `**${count} ${count === 1 ? "alarm is" : "alarms are"} in ALARM now: ${names}.**`,
  quiet: (all) => `**No alarm is in ALARM now (${all} alarms in all).**`,
  withoutData: (count, names) =>
    `**${count} ${count === 1 ? "alarm is" : "alarms are"} in INSUFFICIENT_DATA now: ${names}.**`,
  noAlarms: "**No alarm was found.**",
  rang: {
    first: (period, times, alarms, most, mostTimes) =>
      `**Alarms rang ${many(times, "time")} ${at(period)} (${many(alarms, "alarm")})${alarms > 1 ? `, most often ${most}: ${many(mostTimes, "time")}` : `: ${most}`}.**`,
    none: (period) => `**No alarm rang ${at(period)}.**`,
    columns: { alarm: "Alarm", times: "Times", minutes: "In alarm (minutes)", last: "Last" },
  },
  states: (alarm, insufficient, ok) => `States: ALARM ${alarm}, INSUFFICIENT_DATA ${insufficient}, OK ${ok}.`,
  measured: (period, name, measure, figures) => `**${measure} of ${name} for ${period}: ${figures}.**`,
  figures: (name, avg, max, at) => `${name} average ${avg}, maximum ${max}${at ? ` (${at})` : ""}`,
  sum: (name, sum) => `${name} total ${sum}`,
  noData: (period, name, measure) => `**There is no ${measure} data of ${name} for ${period}.**`,
  course: (resource, measure, statistic, step) =>
    `${resource} ${measure}${statistic ? ` (${STATISTICS[statistic] ?? statistic} of ${span(step)})` : ""}`,
  lower: (step) => `The picture shows averages of ${span(step)}, so its peak lies below the maximum of the table.`,
  all: (thing, count) => many(count, THINGS[thing] ?? thing),
  highest: (period, all, measure, name, figures, lowest) =>
    `**${name} has the ${lowest ? "lowest" : "highest"} average ${measure} of ${all} for ${period}: ${figures}.**`,
  leftOut: (count) => `${count} more than fit into one answer; please ask for them separately.`,
  withoutPoints: (count) => `${count} without data ${count === 1 ? "is" : "are"} left out.`,
  whichResource: (measure) =>
    `**Of which resource shall I show the ${measure}?** Please give a name or id, for example: _orders-db CPU over the last 24 hours_`,
  measures: {
    cpu: "CPU utilization",
    memory: "Memory",
    disk: "Disk usage",
    latency: "Response time",
    "error rate": "Error rate",
    "5xx": "5xx responses",
    "5xx rate": "5xx rate",
    connections: "Connections",
    "free storage": "Free storage",
    requests: "Requests",
    "network in": "Network in",
    "network out": "Network out",
    depth: "Messages waiting",
  },
  outage: {
    title: "5xx rate",
    cause: (time, what, version, by, after, rise) =>
      `**Most likely cause: the deployment of ${what}${version ? ` (version ${version})` : ""} at ${time} by ${by}. ${after} ${rise}**`,
    rise: (from, to, usual, share, minutes) =>
      `from ${from} the 5xx rate rose from ${usual} to ${share} and stayed up until ${to}, for ${minutes} minutes.`,
    noCause: (service, rise) =>
      `**CloudTrail shows no change that could have caused the outage of ${service}:** ${rise}`,
    none: (period, name) => `**No outage alarm${name ? ` of ${name}` : ""} rang ${at(period)}.**`,
    rollback: (by, time, what, version, ends) =>
      `Recovery: ${by} rolled back to ${what}${version ? ` (version ${version})` : ""} at ${time}; back to normal at ${ends}.`,
    pattern: (share, pattern) => `${share} of the error lines then: ${pattern}`,
    evidence: (ids) => `CloudTrail event ids: ${ids}.`,
    minutesAfter: (minutes) => `${minutes} minutes later,`,
    rows: { deploy: "Deployment", raised: "5xx rose", alarm: "Alarm", rollback: "Rollback", settled: "5xx normal" },
    columns: { time: "Time", what: "What", who: "Who", detail: "Detail" },
    likely: "Inferred from what came before what.",
  },
  oom: {
    killed: (period, name, count, first, last) =>
      `**${name} ran out of memory and was killed ${count} times ${at(period)} (first ${first}, last ${last}).**`,
    none: (period, name) => `**${name} has no record of running out of memory ${at(period)}.**`,
    cause: (by, time, what, from, to, ids) =>
      `Cause: ${by} deployed ${what} at ${time}${to ? ` (memory ${from ? `${from} → ` : ""}${to})` : ""}. CloudTrail event ids: ${ids}.`,
    restored: (by, time, what, memory) =>
      `Restored: ${by} deployed ${what} at ${time}${memory ? ` (memory ${memory})` : ""}.`,
    which:
      "**Whose memory shall I look at?** Please give a name, for example: _OOM kills of payment-worker in the last 14 days_",
    columns: { time: "Time", message: "Log line" },
  },
};
