import { expect, test } from "vitest";
import { chooseChart } from "../../charts/choose.ts";
import { exampleRequests } from "../../charts/examples.ts";
import { toJob } from "../../charts/job.ts";
import type { DrawRequest } from "../../charts/request.ts";
import { comparedRows, costRequest, eventRows, findingRows, korean } from "./sample.ts";

const chosen = (request: Omit<DrawRequest, "chart">): string => chooseChart(toJob({ ...request, chart: "auto" })).name;

/** What answers a question that the rows do not tell is drawn by name only; this is what its rows look like. */
const BY_NAME: Record<string, string> = {
  waterfall: "bars",
  donut: "bars",
  sparklines: "cost_per_day",
  severity_bars: "severity_bars",
};

test("the rows of every example choose their chart, or the plain one where only the question tells it", () => {
  for (const request of exampleRequests("ko")) {
    expect(chosen(request), request.chart).toBe(BY_NAME[request.chart] ?? request.chart);
  }
});

const counts = { ...korean, unit: "count" } as const;
const numbers = Array.from({ length: 20 }, (_, i) => ({ n: i, m: i * i, at: 1_790_000_000 + i * 60, name: `n${i}` }));

test.each<[string, Omit<DrawRequest, "chart">, string]>([
  ["money by day", costRequest(), "cost_per_day"],
  [
    "money by day with changes beside it",
    { ...costRequest(), overlay: { marks: [{ at: "2026-10-02", label: "x" }] } },
    "cost_and_changes",
  ],
  ["single events", { rows: eventRows(), columns: { x: "time", category: "kind" }, look: counts }, "event_timeline"],
  [
    "events with severities as category",
    { rows: findingRows(), columns: { x: "time", category: "severity" }, look: counts },
    "event_timeline",
  ],
  ["severities alone", { rows: findingRows(), columns: { severity: "severity" }, look: counts }, "severity_bars"],
  [
    "two periods",
    { rows: comparedRows, columns: { category: "service", value: "usd", previous: "before" }, look: korean },
    "bars",
  ],
  ["two figures, small ones as x", { rows: numbers, columns: { x: "n", value: "m" }, look: counts }, "scatter"],
  ["seconds since 1970 as x", { rows: numbers, columns: { x: "at" }, look: counts }, "event_timeline"],
  [
    "counts over time with an alarm's threshold",
    { rows: numbers, columns: { x: "at", value: "m" }, overlay: { line: { value: 3 } }, look: counts },
    "metric_lines",
  ],
  [
    "a latency over time",
    { rows: numbers, columns: { x: "at", value: "m" }, look: { ...korean, unit: "milliseconds" } },
    "metric_lines",
  ],
  ["names and nothing else", { rows: numbers, columns: { category: "name" }, look: counts }, "bars"],
  [
    "columns without parts",
    { rows: numbers, columns: {}, fields: [{ column: "name", label: "이름", kind: "text" }], look: counts },
    "table",
  ],
])("%s", (_, request, name) => {
  expect(chosen(request)).toBe(name);
});
