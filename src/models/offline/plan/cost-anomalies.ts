import { anomaliesText } from "../compose/cost-anomalies.ts";
import { costDays, periodArgument } from "../periods/argument.ts";
import { days, type When } from "../periods/when.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "cost_anomalies";
const USUAL: When = { kind: "rolling", amount: 90, unit: "d" };

/** One paid question; the impact of each as bars where there are several. */
export const costAnomaliesPlaybook = scripted(TOOL, function* (working): Script {
  const { slots, at } = working;
  const span = costDays(slots.when ?? USUAL, at)!;
  const period = periodArgument(days(span.from, span.to, span.unit));
  const got = fetched(working, (yield [call(TOOL, { period, account: slots.account })])[0]);
  if ("trouble" in got) return got.trouble;
  if (mayDraw(working, got.result) && got.result.rows.length > 1)
    yield [call("chart", { dataset: got.handle, chart: "bars", category: "usage_type", value: "impact" })];
  return anomaliesText(working, got.result);
});
