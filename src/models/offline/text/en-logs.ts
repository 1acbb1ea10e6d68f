import { many } from "./en-many.ts";
import { at } from "./en-when.ts";
import type { LogWords } from "./logs.ts";

export const EN_LOGS: LogWords = {
  first: (period, service, errors, share) =>
    `**${service} logged ${errors} ${errors === "1" ? "error" : "errors"} ${at(period)}; the most frequent pattern makes up ${share}.**`,
  none: (period, service) => `**${service} logged no errors ${at(period)}.**`,
  peak: (time, errors) => `Busiest time: from ${time} (${many(errors, "error")}).`,
  peakDay: (day, errors) => `Busiest day (UTC): ${day} (${many(errors, "error")}).`,
  example: (text) => `Example: ${text}`,
  columns: { pattern: "Pattern", count: "Count", share: "Share", first: "First", last: "Last" },
  volume: (period, total, group, most, share) =>
    `**The log groups took in ${total} ${at(period)}, most of it ${group}: ${most} (${share}).**`,
  whichService: (groups) =>
    `**Which service's error logs shall I analyze?** Please give its name, for example: _analyze recent error logs of order-api_${groups ? `\n\nLog groups: ${groups}` : ""}`,
  groups: (count, open) =>
    `**There ${count === "1" ? "is" : "are"} ${count} log ${count === "1" ? "group" : "groups"}; ${open === 0 ? "all have a retention period" : `${open} of them ${open === 1 ? "has" : "have"} no retention period`}.**`,
  noGroups: "**No log group was found.**",
  groupColumns: { group: "Log group", region: "Region", retention: "Retention", stored: "Stored", owner: "Owner tag" },
  ownersUnknown: (regions) => `Owner tags of ${regions} could not be read (permission \`tag:GetResources\`).`,
  slow: {
    first: (period, service, took, id, time) =>
      `**The slowest request of ${service} ${at(period)} took ${took} (${id ? `request id ${id}, ` : ""}${time}).**`,
    none: (period, service) =>
      `**No line in the log of ${service} ${at(period)} tells how long anything took (duration, latency, elapsed, took).**`,
    which: (groups) =>
      `**Of which service shall I find the slow requests?** Please give its name, for example: _slowest requests of order-api_${groups ? `\n\nLog groups: ${groups}` : ""}`,
    kept: (count) => `Only the slowest ${count} were fetched.`,
    basis: "Times and request ids are as the log has them, read as milliseconds.",
    columns: { took: "Took", id: "Request id", time: "Time", line: "Log" },
  },
  days: (days) => many(days, "day"),
  forever: "never expires",
};
