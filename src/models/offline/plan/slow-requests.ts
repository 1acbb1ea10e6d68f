import { slowRequestsText } from "../compose/slow-requests.ts";
import { code } from "../format/markdown.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { call, fetched, perhaps, type Script, scripted } from "./script.ts";

const LOGS = "logs_query";
const GROUPS = "logs_list_groups";
const USUAL: When = { kind: "rolling", amount: 24, unit: "h" };
const MOST_GROUPS = 5;

/** Lines that tell how long a request took: `duration=812ms`, Lambda's `Duration: 812.04 ms`, `"latency": 812`. */
const SLOWEST = [
  String.raw`parse @message /(?:[Dd]uration|[Ll]atency|[Ee]lapsed|[Tt]ook)(?:_?[Mm]s)?["']?\s*[=:]?\s*(?<ms>\d+(?:\.\d+)?)/`,
  String.raw`parse @message /[Rr]equest[-_]?[Ii][Dd]["']?\s*[=:]\s*["']?(?<request>[\w-]+)/`,
  "filter ispresent(ms)",
  "fields @timestamp, ms, request, @message",
  "display @timestamp, ms, request, @message",
  "sort ms desc",
].join(" | ");

/** The requests of one service that took longest, with their ids as its log has them. */
export const slowRequestsPlaybook = scripted(LOGS, function* (working): Script {
  const { slots, words } = working;
  const service = slots.logGroups?.[0] ?? slots.names?.[0];
  if (!service) {
    const listed = perhaps(working, (yield [call(GROUPS)])[0]);
    const names = (listed?.rows ?? []).slice(0, MOST_GROUPS).map((row) => code(row.group));
    return words.logs.slow.which(names.join(words.and) + ((listed?.rows.length ?? 0) > MOST_GROUPS ? " …" : ""));
  }
  const period = periodArgument(slots.when ?? USUAL);
  const fields = { groups: slots.logGroups ?? [service], period, query: SLOWEST, account: slots.account };
  const got = fetched(working, (yield [call(LOGS, fields)])[0]);
  return "trouble" in got ? got.trouble : slowRequestsText(working, got.result, service);
});
