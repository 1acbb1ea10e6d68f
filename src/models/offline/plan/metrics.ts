import { paragraphs } from "../compose/common.ts";
import { measureName, metricsText, rankedText, stepOf } from "../compose/metrics.ts";
import { periodArgument } from "../periods/argument.ts";
import type { When } from "../periods/when.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted, sqlText } from "./script.ts";
import { called, offers, type Working } from "./working.ts";

const TOOL = "metrics_query";
const USUAL: When = { kind: "rolling", amount: 24, unit: "h" };
/** More answers than this, each with its picture, are no answer. */
const MOST = 4;

/** All of a kind, as the tool takes them. */
const EVERY: Readonly<Record<string, string>> = { instance: "ec2:*", database: "rds:*", function: "lambda:*" };

/** The kind that such a word of the tool means. */
export const everyOf = (resource: string | undefined): string | undefined =>
  Object.keys(EVERY).find((thing) => EVERY[thing] === resource);

/** One metric after the other, of each thing that was named; where only its kind was, those with the most. */
export const metricsPlaybook = scripted(TOOL, function* (working): Script {
  const { slots, words } = working;
  const { measures = ["cpu"], names = [] } = slots;
  const every = names.length === 0 ? EVERY[slots.thing ?? ""] : undefined;
  if (!every && names.length === 0)
    return words.health.whichResource(measures.map((one) => measureName(working, one)).join(words.and));
  const asked = (every ? [every] : names).flatMap((resource) => measures.map((metric) => ({ resource, metric })));
  const answers: string[] = [];
  for (const one of asked.slice(0, MOST)) answers.push(yield* every ? ranked(working, one) : course(working, one));
  const sql = inOne(working);
  if (sql && offers(working, "data_query")) yield [call("data_query", { sql })];
  const left = asked.length - answers.length;
  return paragraphs(...new Set(answers), left > 0 && words.health.leftOut(left));
});

/** What several questions gave, a row each, so that one file has it all. */
function inOne(working: Working): string | null {
  const read = called(working, TOOL).flatMap(({ input, result }) => {
    const info = input.bin === "total" && !result?.failed ? working.read(result?.handle)?.info : null;
    return info && info.rowCount > 0 ? [{ info, metric: String(input.metric) }] : [];
  });
  if (read.length < 2) return null;
  const has = (name: string) => read.every(({ info }) => info.columns.some((column) => column.name === name));
  const shared = SUMMARY.filter(has).join(", ");
  return read
    .map(({ info, metric }) => {
      const unit = info.columns.find(({ name }) => name === "avg")?.unit ?? "";
      return `SELECT ${sqlText(metric)} AS metric, ${sqlText(unit)} AS unit, ${shared} FROM ${info.handle}`;
    })
    .join(" UNION ALL ");
}

const SUMMARY = ["resource", "region", "avg", "max", "max_at", "min", "last", "last_at"];

interface One {
  resource: string;
  metric: string;
}

const fieldsOf = ({ slots }: Working, one: One) => ({
  ...one,
  statistic: slots.statistic,
  period: periodArgument(slots.when ?? USUAL),
  account: slots.account,
  regions: slots.regions,
});

/** Mean and maximum of each member, and the course over time as a picture. */
function* course(working: Working, one: One): Script {
  const { words } = working;
  const fields = fieldsOf(working, one);
  const [summary, lines] = yield [call(TOOL, { ...fields, bin: "total" }), call(TOOL, fields)];
  const got = fetched(working, summary);
  if ("trouble" in got) return got.trouble;
  const { resource, metric } = one;
  const series = fetched(working, lines);
  if ("result" in series && mayDraw(working, series.result))
    yield [
      call("chart", {
        ...{ dataset: series.handle, chart: "metric_lines", x: "time", value: "value", category: "resource" },
        title: words.health.course(resource, measureName(working, metric), ...stepOf(series.info)),
      }),
    ];
  const drawn =
    "result" in series &&
    called(working, "chart").some(({ input, result }) => input.dataset === series.handle && result?.failed === false);
  return metricsText(working, got.result, { resource, measure: metric, drawn: drawn ? series.result : null });
}

/** All of a kind by their means. */
function* ranked(working: Working, one: One): Script {
  const got = fetched(working, (yield [call(TOOL, { ...fieldsOf(working, one), bin: "total" })])[0]);
  return "trouble" in got
    ? got.trouble
    : rankedText(working, got.result, { thing: everyOf(one.resource) ?? "", measure: one.metric });
}
