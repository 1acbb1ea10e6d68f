import { alarmsText, rangText } from "../compose/alarms.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "alarms_list";

const WEEK: When = { kind: "rolling", amount: 7, unit: "d" };

/** Only spans that CloudWatch tells as well: what it did to an alarm stands in the same history. */
const rang = (handle: string): string =>
  `SELECT alarm, COUNT(*) AS times, SUM(minutes) AS minutes, MAX(time) AS last FROM ${handle} WHERE kind = 'state' AND "to" = 'ALARM' GROUP BY alarm ORDER BY times DESC, last DESC`;

/** All alarms, or those of one name; what rings is told first. Of a time in the past, how often each rang. */
export const alarmsPlaybook = scripted(TOOL, function* (working): Script {
  const { slots } = working;
  if (slots.when || slots.rang) {
    const period = periodArgument(slots.when ?? WEEK);
    const then = { name: slots.names?.[0], history: true, period, account: slots.account, regions: slots.regions };
    const all = fetched(working, (yield [call(TOOL, then)])[0]);
    if ("trouble" in all) return all.trouble;
    const sums = fetched(working, (yield [call("data_query", { sql: rang(all.handle) })])[0]);
    return "trouble" in sums ? sums.trouble : rangText(working, sums.result, all.info);
  }
  const fields = { name: slots.names?.[0], state: slots.alarmState, account: slots.account, regions: slots.regions };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  return "trouble" in got ? got.trouble : alarmsText(working, got.result);
});
