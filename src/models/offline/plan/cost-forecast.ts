import { forecastText } from "../compose/cost-forecast.ts";
import { periodArgument } from "../periods/argument.ts";
import { dayIn } from "../periods/calendar.ts";
import { wholeMonthAway } from "../periods/spans.ts";
import { chartOf, mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import { offers } from "./working.ts";

const FORECAST = "cost_forecast";

/**
 * What the month cost so far, then AWS's forecast of the rest: the tool adds up what it then knows. They are two operations
 * of AWS, so two paid requests where neither was asked for before: half a month would be no answer.
 */
export const costForecastPlaybook = scripted(FORECAST, function* (working): Script {
  const { at, slots } = working;
  const later = slots.later === true;
  const month = wholeMonthAway(dayIn(at.now, at.zone), 0);
  const query = { period: periodArgument(month), group_by: ["service"], granularity: "daily", account: slots.account };
  const spent =
    later || !offers(working, "cost_query") ? null : fetched(working, (yield [call("cost_query", query)])[0]);
  const until = later ? { until: "next month" } : {};
  const got = fetched(working, (yield [call(FORECAST, { ...until, account: slots.account })])[0]);
  if ("trouble" in got) return got.trouble;
  if (spent && "result" in spent && mayDraw(working, spent.result)) yield [chartOf(spent.handle, spent.result)];
  return forecastText(working, got.result, spent && "result" in spent ? spent.result : null);
});
