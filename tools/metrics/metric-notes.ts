import { iso } from "../period.ts";
import type { Note } from "../results.ts";
import type { Bin } from "./bins.ts";
import { keyOf } from "./last-known.ts";
import { tidy } from "./metric-table.ts";
import type { Reading, ReadSeries } from "./read-series.ts";
import { summarise } from "./summary.ts";

const MANY = 5;

/** What was read, exactly enough to find it in the console; the peaks with their times; what had no data, and since when. */
export function metricNotes(
  read: readonly ReadSeries[],
  bin: Bin,
  last: ReadonlyMap<string, { ms: number; value: number }>,
): Note[] {
  return [
    ...read.slice(0, MANY).map(({ reading }) => metricNote(reading, bin)),
    ...read.slice(0, MANY).flatMap(peakNote),
    ...(read.some(({ filled }) => filled) ? [zeroNote] : []),
    ...read
      .filter(({ points }) => points.length === 0)
      .slice(0, MANY)
      .map(({ reading }) => noDataNote(reading, last.get(keyOf(reading)))),
  ];
}

const zeroNote: Note = {
  code: "zero_filled",
  text: "CloudWatch reports this metric only when something happened; steps without a report are 0.",
};

function metricNote({ series, statistic, second, math }: Reading, bin: Bin): Note {
  const dimensions = Object.entries(series.dimensions)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
  const name = `${series.namespace} ${series.metric}`;
  const with2 = second ? ` with ${second.name.metric} (${second.statistic})` : "";
  const maths = math === null ? "" : math === "share" ? ", m1 as % of m2" : `, ${math}`;
  return {
    code: "metric",
    text: `${series.resource}: ${statistic} of ${name}${with2}${maths} every ${bin} in ${series.region} (${dimensions}).`,
    params: {
      resource: series.resource,
      region: series.region,
      namespace: series.namespace,
      metric: series.metric,
      dimensions,
      statistic,
      second: second?.name.metric ?? null,
      math,
      bin,
    },
  };
}

function peakNote(one: ReadSeries): Note[] {
  const summary = summarise(one);
  if (!summary) return [];
  const { resource } = one.reading.series;
  const [value, at] = [tidy(summary.max.value), iso(summary.max.ms)];
  return [{ code: "peak", text: `Highest of ${resource}: ${value} at ${at}.`, params: { resource, value, at } }];
}

function noDataNote({ series }: Reading, last: { ms: number; value: number } | undefined): Note {
  const { resource, region } = series;
  const known = last ? { last_at: iso(last.ms), last_value: tidy(last.value) } : { last_at: null, last_value: null };
  return {
    code: "no_data",
    text: `${resource} (${region}) has no datapoint of ${series.namespace} ${series.metric} in this period; ${last ? `the last is of ${iso(last.ms)}` : "nor in the 14 days before its end"}.`,
    params: { resource, region, namespace: series.namespace, metric: series.metric, ...known },
  };
}
