import { failure } from "../compose/common.ts";
import { logErrorsText, logGroupsText, whichServiceText } from "../compose/logs.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { pictureStep } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import { called, input, offers, type Playbook } from "./working.ts";

const ERRORS = "logs_analyze_errors";
const TIMELINE = "logs_error_timeline";
const GROUPS = "logs_list_groups";
/** "Recent" for logs: long enough to show a pattern, short enough to be cheap to scan. */
const RECENT: When = { kind: "rolling", amount: 24, unit: "h" };

/** Patterns and their course over time side by side, then the picture. Without a service we ask, naming the groups. */
export const logErrorsPlaybook: Playbook = (working) => {
  const { slots, words } = working;
  if (!offers(working, ERRORS)) return { text: words.noTool(words.tools[ERRORS]!) };
  const [main] = called(working, ERRORS);
  if (!main && !slots.service && !slots.logGroups) {
    const [listed] = called(working, GROUPS);
    if (!listed && offers(working, GROUPS)) return { calls: [{ name: GROUPS, input: {} }] };
    return { text: whichServiceText(working, working.read(listed?.result?.handle)) };
  }
  if (!main) {
    const when = slots.when ?? RECENT;
    const where = slots.logGroups ? { groups: slots.logGroups } : { service: slots.service };
    const fields = { ...where, period: periodArgument(when), account: slots.account };
    const timeline = { name: TIMELINE, input: input({ ...fields, bin: binOf(when) }) };
    return { calls: [{ name: ERRORS, input: input(fields) }, ...(offers(working, TIMELINE) ? [timeline] : [])] };
  }
  const failed = main.result?.failed ? failure(working, ERRORS) : null;
  if (failed) return { text: failed };
  const result = working.read(main.result?.handle);
  if (!result) return { text: words.failed(words.tools[ERRORS]!) };
  const timeline = called(working, TIMELINE)[0]?.result?.handle ?? null;
  const picture = result.rows.length > 0 ? pictureStep(working, timeline) : null;
  return picture ?? { text: logErrorsText(working, result, working.read(timeline)) };
};

const LAST_WEEK: When = { kind: "rolling", amount: 7, unit: "d" };

/** Those that are kept for ever are picked out of the list, so that the file has them alone too. */
export const logGroupsPlaybook = scripted(GROUPS, function* (working): Script {
  const { slots } = working;
  const contains = slots.logGroups?.[0] ?? slots.service;
  const when = slots.when ?? (slots.volume ? LAST_WEEK : undefined);
  const { account, regions } = slots;
  const fields = { contains, period: when && periodArgument(when), account, regions };
  const got = fetched(working, (yield [call(GROUPS, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const picks = slots.forever && !got.info.period && got.result.rows.length > 0 && offers(working, "data_query");
  if (picks) yield [call("data_query", { sql: `SELECT * FROM ${got.handle} WHERE retention_days IS NULL` })];
  return logGroupsText(working, got.result);
});

function binOf(when: When): string {
  const hours =
    when.kind === "rolling"
      ? { m: 1 / 60, h: 1, d: 24 }[when.unit] * when.amount
      : when.kind === "since"
        ? 12
        : lengthOf(when);
  if (hours <= 3) return "5m";
  // A UTC day would be cut in the middle of the reader's.
  return hours <= 14 * 24 ? "1h" : "1d";
}

function lengthOf(when: When): number {
  return when.kind === "days" ? (Date.parse(when.to) - Date.parse(when.from)) / 3_600_000 + 24 : 24;
}
