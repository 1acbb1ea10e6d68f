import { metricsText, stepOf } from "../compose/metrics.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import { called } from "./working.ts";

const TOOL = "metrics_query";
const USUAL: When = { kind: "rolling", amount: 24, unit: "h" };

/** Mean and maximum of each member, and the course over time as a picture. */
export const metricsPlaybook = scripted(TOOL, function* (working): Script {
  const { slots, words } = working;
  const measure = slots.measure ?? "cpu";
  const [resource] = slots.names ?? [];
  if (!resource) return words.health.whichResource(words.health.measures[measure] ?? measure);
  const fields = { resource, metric: measure, period: periodArgument(slots.when ?? USUAL), account: slots.account };
  const [summary, course] = yield [call(TOOL, { ...fields, bin: "total" }), call(TOOL, fields)];
  const got = fetched(working, summary);
  if ("trouble" in got) return got.trouble;
  const lines = fetched(working, course);
  if ("result" in lines && mayDraw(working, lines.result))
    yield [
      call("chart", {
        ...{ dataset: lines.handle, chart: "metric_lines", x: "time", value: "value", category: "resource" },
        title: words.health.course(resource, words.health.measures[measure] ?? measure, ...stepOf(lines.info)),
      }),
    ];
  const drawn = called(working, "chart").some(({ result }) => result?.failed === false);
  return metricsText(working, got.result, {
    resource,
    measure,
    drawn: drawn && "result" in lines ? lines.result : null,
  });
});
