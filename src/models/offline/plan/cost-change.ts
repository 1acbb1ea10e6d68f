import { changeText } from "../compose/cost-change.ts";
import type { Result } from "../format/result.ts";
import { servicesMeant } from "../words/service-rows.ts";
import { chartOf, mayDraw } from "./chart.ts";
import { comparedPeriods } from "./cost-span.ts";
import { call, fetched, type Script, scripted, sqlText } from "./script.ts";
import { offers } from "./working.ts";

const TOOL = "cost_compare";

/** The services that were named, out of what was compared. */
function only({ handle, result }: { handle: string; result: Result }, services: string[]): string {
  const meant = servicesMeant(
    services,
    result.rows.map((row) => String(row.service)),
  );
  return `SELECT * FROM ${handle} WHERE service IN (${meant.map(sqlText).join(", ") || "''"})`;
}

/** Two periods side by side from one paid question, by service where nothing else is said. */
export const costChangePlaybook = scripted(TOOL, function* (working): Script {
  const { period, previous } = comparedPeriods(working, "fullMonth");
  // What was charged for use, a plan or tax: a question before needed it told apart, a change does not.
  const asked = working.slots.groupBy?.filter((name) => name !== "record_type") ?? [];
  const groupBy = asked.length > 0 ? asked : (working.slots.groupBy ?? ["service"]);
  const fields = { period, previous, group_by: groupBy, account: working.slots.account };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const [category = ""] = got.info.columns.map(({ name }) => name);
  const { services = [] } = working.slots;
  const sql = category === "service" && services.length > 0 && offers(working, "data_query") && only(got, services);
  const shown = sql ? fetched(working, (yield [call("data_query", { sql })])[0]) : got;
  if ("trouble" in shown) return shown.trouble;
  if (mayDraw(working, shown.result)) yield [chartOf(shown.handle, shown.result)];
  return changeText(working, shown.result, sql ? services : []);
});
