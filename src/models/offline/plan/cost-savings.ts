import { savingsText } from "../compose/cost-savings.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "cost_savings";

/** Rightsizing, waste or one report on commitments; instances that are too large where nothing else is said. */
export const costSavingsPlaybook = scripted(TOOL, function* (working): Script {
  const kind = working.slots.savings ?? "rightsizing";
  const report = kind === "commitments" ? working.slots.report : undefined;
  const got = fetched(working, (yield [call(TOOL, { kind, report, account: working.slots.account })])[0]);
  if ("trouble" in got) return got.trouble;
  if (kind === "rightsizing" && mayDraw(working, got.result))
    yield [call("chart", { dataset: got.handle, chart: "bars", category: "instance_id", value: "monthly_saving" })];
  return savingsText(working, got.result, kind);
});
