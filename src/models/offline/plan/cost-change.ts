import { changeText } from "../compose/cost-change.ts";
import { mayDraw } from "./chart.ts";
import { comparedPeriods } from "./cost-span.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "cost_compare";

/** Two periods side by side from one paid question, by service where nothing else is said. */
export const costChangePlaybook = scripted(TOOL, function* (working): Script {
  const { period, previous } = comparedPeriods(working, "fullMonth");
  // What was charged for use, a plan or tax: a question before needed it told apart, a change does not.
  const asked = working.slots.groupBy?.filter((name) => name !== "record_type") ?? [];
  const groupBy = asked.length > 0 ? asked : (working.slots.groupBy ?? ["service"]);
  const fields = { period, previous, group_by: groupBy, account: working.slots.account };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const [category] = got.info.columns.map(({ name }) => name);
  if (mayDraw(working, got.result))
    yield [call("chart", { dataset: got.handle, chart: "bars", category, value: "after", previous: "before" })];
  return changeText(working, got.result);
});
