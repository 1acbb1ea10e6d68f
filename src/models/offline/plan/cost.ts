import { costText } from "../compose/cost.ts";
import { untaggedText } from "../compose/cost-tags.ts";
import { costDays, periodArgument } from "../periods/argument.ts";
import { dayIn, spanOf } from "../periods/calendar.ts";
import { monthToDate } from "../periods/spans.ts";
import { days } from "../periods/when.ts";
import { NAMELESS } from "../read-groups.ts";
import { servicesMeant } from "../words/service-rows.ts";
import { chartOf, mayDraw } from "./chart.ts";
import { costOfOnePlaybook } from "./cost-of-one.ts";
import { call, fetched, type Script, scripted, sqlText } from "./script.ts";
import { input, type NewCall, offers, type Playbook, type Working } from "./working.ts";

const TOOL = "cost_query";
/** Beyond this many days bars per day say less than bars per month. */
const MOST_DAYS = 92;
/** Cost Explorer counts these as one service with more; their usage types tell them apart. */
const PARTS_OF = "EC2 - Other";
const PARTS: Readonly<Record<string, string>> = { "NAT Gateway": "%NatGateway-%", EBS: "%EBS:%" };
const REGION = /^[a-z]{2}-[a-z]+-\d$/;

/** What one thing costs stands in what is known about it: Cost Explorer tells no single instance from the others. */
export const costPlaybook: Playbook = (working) => {
  const { names = [], groupBy, services, instanceType } = working.slots;
  const [name, ...others] = names;
  const one = name !== undefined && others.length === 0 && !groupBy && !services && !instanceType;
  return one && offers(working, "inventory_describe") ? costOfOnePlaybook(name)(working) : billPlaybook(working);
};

/** One paid question by service, which also answers for some services or all but some; then the picture. */
const billPlaybook = scripted(TOOL, function* (working): Script {
  const { slots, words } = working;
  const { services = [], without = [] } = slots;
  if (slots.groupBy?.includes(NAMELESS)) return words.spending.whichCategory;
  if (slots.groupBy?.some((group) => group.startsWith("tag:")) && slots.groupBy.length === 1) {
    return yield* byTag(working, slots.groupBy[0]!);
  }
  if (services.length > 0 && without.length === 0 && !slots.groupBy && services.every((name) => PARTS[name]))
    return yield* byUsage(working, services);
  const left = without.filter((name) => REGION.test(name));
  if (left.length > 0) return yield* withoutRegions(working, left);
  const byService = !slots.groupBy || (slots.groupBy.length === 1 && slots.groupBy[0] === "service");
  const narrows = (services.length > 0 || without.length > 0) && byService && offers(working, "data_query");
  const question = costCall(working, narrows);
  const known = narrows ? sameQuestion(working, question) : null;
  const got = known ?? fetched(working, (yield [question])[0]);
  if ("trouble" in got) return got.trouble;
  const part =
    narrows && got.result.rows.length > 0
      ? sqlOf(
          got.handle,
          got.result.rows.map((row) => String(row.service)),
          services,
          without,
        )
      : null;
  const shown = part ? fetched(working, (yield [call("data_query", { sql: part })])[0]) : got;
  if ("trouble" in shown) return shown.trouble;
  const scope = [...services, ...(slots.regions ?? [])].join(", ");
  const title = scope && without.length === 0 ? words.cost.chartTitle(scope) : undefined;
  if (mayDraw(working, shown.result))
    yield [chartOf(shown.handle, { ...shown.result, info: { ...shown.info, tool: TOOL } }, title)];
  return costText(working, shown.result);
});

/** What is only a part of one of Cost Explorer's services: by its usage types, of which those that are meant are kept. */
function* byUsage(working: Working, services: string[]): Script {
  const { input: fields } = costCall(working, false);
  const question = call(TOOL, { ...fields, group_by: ["usage_type"], services: [PARTS_OF] });
  const got = fetched(working, (yield [question])[0]);
  if ("trouble" in got) return got.trouble;
  const meant = services.map((name) => `usage_type LIKE ${sqlText(PARTS[name] ?? "")}`).join(" OR ");
  const sql = `SELECT * FROM ${got.handle} WHERE ${meant}`;
  const shown = fetched(working, (yield [call("data_query", { sql })])[0]);
  if ("trouble" in shown) return shown.trouble;
  if (mayDraw(working, shown.result))
    yield [
      chartOf(
        shown.handle,
        { ...shown.result, info: { ...shown.info, tool: TOOL } },
        working.words.cost.chartTitle(services.join(", ")),
      ),
    ];
  return costText(working, shown.result);
}

function costCall({ slots, at }: Working, narrows: boolean): NewCall {
  const span = costDays(slots.when ?? monthToDate(dayIn(at.now, at.zone)), at)!;
  const long = spanOf(span.from, span.to) > MOST_DAYS;
  const groupBy = slots.groupBy ?? (slots.grain ? undefined : ["service"]);
  const monthly = slots.grain === "monthly" || long || (groupBy?.[0] === "region" && isMonths(span));
  return call(TOOL, {
    period: periodArgument(days(span.from, span.to, span.unit)),
    group_by: narrows ? ["service"] : groupBy,
    granularity: monthly ? "monthly" : groupBy?.length === 2 && !narrows ? "total" : "daily",
    services: narrows ? undefined : slots.services,
    regions: slots.regions,
    include_credits: slots.credits || undefined,
    account: slots.account,
  });
}

const isMonths = ({ from, to }: { from: string; to: string }) => from.endsWith("-01") && spanOf(from, to) > 31;

/** All regions in one question, then those that are meant. */
function* withoutRegions(working: Working, left: string[]): Script {
  const question = costCall({ ...working, slots: { ...working.slots, groupBy: ["region"] } }, false);
  const all = fetched(working, (yield [question])[0]);
  if ("trouble" in all) return all.trouble;
  const sql = `SELECT * FROM ${all.handle} WHERE region NOT IN (${left.map(sqlText).join(", ")})`;
  const got = fetched(working, (yield [call("data_query", { sql })])[0]);
  if ("trouble" in got) return got.trouble;
  if (mayDraw(working, got.result)) yield [chartOf(got.handle, { ...got.result, info: { ...got.info, tool: TOOL } })];
  return costText(working, got.result);
}

/** The rows of an earlier answer to the same question: what it holds is not asked for again. */
function sameQuestion(working: Working, { input: wanted }: NewCall) {
  const key = JSON.stringify(input(wanted));
  // What this turn itself has asked for is taken from its call, so that the same steps are gone through again.
  const own = new Set(working.calls.map(({ result }) => result?.handle));
  const info = working.datasets.findLast(
    ({ tool, args, handle }) => tool === TOOL && !own.has(handle) && JSON.stringify(args) === key,
  );
  const result = working.read(info?.handle);
  return info && result && result.rows.length > 0 ? { handle: info.handle, result, info } : null;
}

function sqlOf(handle: string, all: string[], services: string[], without: string[]): string {
  const named = [...new Set(all)];
  const kept = services.length > 0 ? servicesMeant(services, named) : named;
  const left = new Set(servicesMeant(without, named));
  const wanted = kept.filter((service) => !left.has(service));
  return `SELECT * FROM ${handle} WHERE service IN (${wanted.map(sqlText).join(", ") || "''"})`;
}

/** Usage, or net cost, by a tag, and what has none: by record type as well, because tax belongs to no tag; by service where some are left out. */
function* byTag(working: Working, tag: string): Script {
  const { at, slots } = working;
  const { without = [] } = slots;
  const span = costDays(slots.when ?? monthToDate(dayIn(at.now, at.zone)), at)!;
  const period = periodArgument(days(span.from, span.to, span.unit));
  const fields = {
    ...{ period, group_by: [tag, without.length > 0 ? "service" : "record_type"], granularity: "total" },
    ...{ services: slots.services, regions: slots.regions, account: slots.account },
    include_credits: slots.credits || undefined,
  };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const [column = "", second = ""] = got.info.columns.map(({ name }) => name);
  const named = [...new Set(got.result.rows.map((row) => String(row[second])))];
  const left = ["Tax", ...servicesMeant(without, named)].map(sqlText).join(", ");
  const sql = `SELECT "${column}", SUM(usd) AS usd FROM ${got.handle} WHERE ${second} NOT IN (${left}) GROUP BY 1 ORDER BY usd DESC`;
  const sums = fetched(working, (yield [call("data_query", { sql })])[0]);
  if ("trouble" in sums) return sums.trouble;
  if (mayDraw(working, sums.result))
    yield [call("chart", { dataset: sums.handle, chart: "bars", category: column, value: "usd" })];
  return untaggedText(working, sums.result, got.info, tag.slice(tag.indexOf(":") + 1));
}
