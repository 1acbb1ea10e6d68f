import { plain } from "../format/markdown.ts";
import type { Result } from "../format/result.ts";
import type { Call } from "../transcript.ts";
import { call } from "./script.ts";
import { called, input, type NewCall, offers, type Playbook, type Working } from "./working.ts";

/** How a result of each tool is best drawn; columns that are left out are chosen by the chart tool. */
export function chartOf(handle: string, { info, rows }: Result, title?: string): NewCall {
  const has = (name: string) => info.columns.some((column) => column.name === name);
  const base = { dataset: handle, title };
  if (info.tool === "cost_query") {
    const category = info.columns.find((column) => !["day", "month", "usd"].includes(column.name))?.name;
    const x = has("day") ? "day" : has("month") ? "month" : undefined;
    const steps = x ? new Set(rows.map((row) => row[x])).size : 1;
    const chart = steps > 1 ? "cost_per_day" : category ? "bars" : "auto";
    return { name: "chart", input: input({ ...base, chart, x: steps > 1 ? x : undefined, category, value: "usd" }) };
  }
  if (has("before") && has("after")) {
    const category = info.columns[0]?.name;
    return { name: "chart", input: { ...input(base), chart: "bars", category, value: "after", previous: "before" } };
  }
  if (info.tool === "metrics_query" && has("time")) {
    const lines = { chart: "metric_lines", x: "time", value: "value", category: "resource" };
    return { name: "chart", input: input({ ...base, ...lines }) };
  }
  if (info.tool === "guardduty_list_findings") {
    return { name: "chart", input: input({ ...base, chart: "event_timeline", x: "last_seen", category: "level" }) };
  }
  if (info.tool === "trail_find_events") {
    return {
      name: "chart",
      input: input({ ...base, chart: "event_timeline", x: "time", category: has("event") ? "event" : undefined }),
    };
  }
  if (info.tool === "logs_error_timeline") {
    return { name: "chart", input: input({ ...base, chart: "event_timeline", x: "time", value: "errors" }) };
  }
  if (info.tool === "logs_analyze_errors") {
    return { name: "chart", input: input({ ...base, chart: "bars", category: "pattern", value: "count" }) };
  }
  if (info.tool === "inventory_find_instances") {
    return { name: "chart", input: input({ ...base, chart: "bars", category: "type" }) };
  }
  return { name: "chart", input: input({ ...base, chart: "auto" }) };
}

export const mayDraw = (working: Working, result: Result | null): boolean =>
  result !== null && result.rows.length > 0 && offers(working, "chart");

/** The call for a picture of this result, or null when there is one, nothing to draw, or nothing to draw with. */
export function pictureStep(
  working: Working,
  handle: string | null | undefined,
  title?: string,
): { calls: NewCall[] } | null {
  const result = working.read(handle);
  if (!handle || !result || result.rows.length === 0) return null;
  if (called(working, "chart").length > 0 || !offers(working, "chart")) return null;
  return { calls: [chartOf(handle, result, title ?? titleOf(result, working))] };
}

/** Costs and events name themselves on the picture; findings and errors say what was counted, and of which service. */
function titleOf({ info }: Result, working: Working): string | undefined {
  if (info.tool === "cost_query" || info.tool === "trail_find_events") return undefined;
  const { service } = info.args as { service?: string };
  return [service, subjectOf(info.tool, working)].filter(Boolean).join(" ") || undefined;
}

/** Facts on one thing, one a row: no column says what to draw along. */
export const isSheet = (result: Result | null): boolean =>
  ["section", "name", "value"].every((name) => result?.info.columns.some((column) => column.name === name));

/** Draws a result of an earlier turn, as it was drawn there. */
export function chartPlaybook(dataset: { handle: string; tool: string }, before?: Call): Playbook {
  return (working) => {
    const { words } = working;
    const result = working.read(dataset.handle);
    const done = called(working, "chart").at(-1)?.result;
    if (!result || result.rows.length === 0) return { text: words.chart.nothing };
    if (isSheet(result)) return { text: words.chart.sheet };
    if (!offers(working, "chart")) return { text: words.noTool(words.tools.chart!) };
    if (!done)
      return {
        calls: [before ? call("chart", before.input) : chartOf(dataset.handle, result, titleOf(result, working))],
      };
    if (done.failed) return { text: [words.failed(words.tools.chart!), plain(done.text)].join("\n\n") };
    if (/^there is nothing to draw/i.test(done.text)) return { text: words.chart.nothing };
    return { text: words.chart.drawn(subjectOf(dataset.tool, working)) };
  };
}

function subjectOf(tool: string, { words }: Working): string {
  const intent: Record<string, string> = {
    cost_query: "cost",
    cost_compare: "costChange",
    metrics_query: "metrics",
    alarms_list: "alarms",
    inventory_find: "resources",
    trail_find_events: "trail",
    guardduty_list_findings: "guardduty",
    logs_error_timeline: "logErrors",
    logs_analyze_errors: "logErrors",
    inventory_find_instances: "instances",
    logs_list_groups: "logGroups",
  };
  return words.ask.choices[intent[tool] ?? ""] ?? "";
}
