import { changesText } from "../compose/changes.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "changes_made";
const WEEK: When = { kind: "rolling", amount: 7, unit: "d" };

/** What was changed by way of approvals, and by whom. */
export const changesPlaybook = scripted(TOOL, function* (working): Script {
  const period = periodArgument(working.slots.when ?? WEEK) ?? undefined;
  const got = fetched(working, (yield [call(TOOL, { period })])[0]);
  return "trouble" in got ? got.trouble : changesText(working, got.result);
});
