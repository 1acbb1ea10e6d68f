import { forecastText } from "../compose/cost-forecast.ts";
import { param } from "../compose/cost-notes.ts";
import { periodArgument } from "../periods/argument.ts";
import { dayIn } from "../periods/calendar.ts";
import { wholeMonthAway } from "../periods/spans.ts";
import { chartOf, mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import { offers } from "./working.ts";

const FORECAST = "cost_forecast";

/**
 * AWS's forecast, with what the month cost so far where that is known: together they would be two paid requests. The same
 * question asked again finds the forecast stored, and has its one request for the other half.
 */
export const costForecastPlaybook = scripted(FORECAST, function* (working): Script {
  const { at, slots } = working;
  const later = slots.later === true;
  const forecast = call(FORECAST, { ...(later ? { until: "next month" } : {}), account: slots.account });
  const first = fetched(working, (yield [forecast])[0]);
  if ("trouble" in first) return first.trouble;
  const stored = param(first.info, "forecast_with_spent", "by");
  const affordable = !later && first.info.source.requests === 0;
  const group = typeof stored === "string" ? stored : affordable ? "service" : null;
  if (later || group === null || !offers(working, "cost_query")) return forecastText(working, first.result, null);

  const month = periodArgument(wholeMonthAway(dayIn(at.now, at.zone), 0));
  const fields = { period: month, group_by: group ? [group] : undefined, granularity: "daily", account: slots.account };
  const spent = fetched(working, (yield [call("cost_query", fields)])[0]);
  if ("trouble" in spent) return forecastText(working, first.result, null);
  const got = typeof stored === "string" ? first : fetched(working, (yield [forecast])[0]);
  if ("trouble" in got) return got.trouble;
  if (mayDraw(working, spent.result)) yield [chartOf(spent.handle, spent.result)];
  return forecastText(working, got.result, spent.result);
});
