import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import type { Scope } from "../results.ts";
import { sweep } from "../sweep.ts";
import type { FoundSeries } from "./find-series.ts";
import {
  type Grid,
  type LabelledLine,
  type Line,
  MAX_QUERIES,
  type MetricName,
  metricData,
  statOf,
} from "./metric-data.ts";

/** What is asked of one series: a statistic, perhaps with a second metric and metric math over both. */
export interface Reading {
  series: FoundSeries;
  /** CloudWatch's name: `Average`, `Sum`, `p99` ... */
  statistic: string;
  second: { name: MetricName; statistic: string } | null;
  /** Over `m1` and `m2`; null without maths. `share`: m1 as percent of m2, gaps of m1 being zeros. */
  math: "share" | (string & {}) | null;
}

export interface Point {
  ms: number;
  value: number;
  /** Of the samples themselves, where the value is their mean. */
  min?: number;
  max?: number;
  samples?: number;
  /** What the maths was made from. */
  first?: number;
  second?: number;
}

export interface ReadSeries {
  reading: Reading;
  points: Point[];
  /** Gaps were filled: this metric reports only what happened. */
  filled: boolean;
}

/** Queries of one series: the statistic, the second, the maths, and what makes an exact mean. */
const PER_SERIES = 4;

export async function readSeries(
  account: AccountConfig,
  readings: readonly Reading[],
  grid: Grid,
  call: Call,
): Promise<{ read: ReadSeries[]; skipped: Scope["skipped"]; requests: number }> {
  const regions = [...Map.groupBy(readings, ({ series }) => series.region)];
  const swept = await sweep(
    account,
    regions.map(([region]) => region),
    async (region) => {
      const own = readings.filter(({ series }) => series.region === region);
      const read: ReadSeries[] = [];
      let requests = 0;
      const most = Math.floor(MAX_QUERIES / PER_SERIES);
      for (let start = 0; start < own.length; start += most) {
        const some = own.slice(start, start + most);
        const queries = some.flatMap((reading, index) => queriesOf(reading, index, grid.seconds));
        const data = await metricData(account, region, queries, grid, call);
        requests += data.requests;
        read.push(...some.map((reading, index) => toSeries(reading, index, byId(data.lines), grid)));
      }
      return { read, requests };
    },
  );
  return {
    read: swept.found.flatMap(({ result }) => result.read),
    skipped: swept.skipped,
    requests: swept.found.reduce((sum, { result }) => sum + result.requests, 0),
  };
}

function queriesOf({ series, statistic, second, math }: Reading, index: number, seconds: number): MetricDataQuery[] {
  const of = (id: string, stat: string) => statOf(`${id}${index}`, series, stat, seconds);
  if (second && math) {
    const expression = math === "share" ? "100 * FILL(m1, 0) / m2" : math;
    return [
      of("m", statistic),
      statOf(`s${index}`, second.name, second.statistic, seconds),
      { Id: `e${index}`, Expression: withIds(expression, index), Period: seconds, ReturnData: true },
    ];
  }
  if (math) return [of("m", statistic), { Id: `e${index}`, Expression: withIds(math, index), Period: seconds }];
  if (statistic !== "Average") return [of("m", statistic)];
  return [of("m", statistic), of("x", "Maximum"), of("n", "Minimum"), of("c", "SampleCount")];
}

const withIds = (expression: string, index: number) =>
  expression.replace(/\bm1\b/g, `m${index}`).replace(/\bm2\b/g, `s${index}`);

const byId = (lines: readonly LabelledLine[]) => new Map(lines.map((line) => [line.id, line]));

function toSeries(reading: Reading, index: number, lines: ReadonlyMap<string, Line>, grid: Grid): ReadSeries {
  const at = (id: string): Map<number, number> => {
    const { times, values } = lines.get(`${id}${index}`) ?? { times: [], values: [] };
    return new Map(times.map((time, position) => [time, values[position]!]));
  };
  const [first, second] = [at("m"), at("s")];
  if (reading.math) {
    const points = [...at("e")].map(([ms, value]): Point => {
      const one = first.get(ms) ?? (reading.math === "share" ? 0 : undefined);
      const other = second.get(ms);
      return {
        ms,
        value,
        ...(one === undefined ? {} : { first: one }),
        ...(other === undefined ? {} : { second: other }),
      };
    });
    return { reading, points, filled: false };
  }
  if (reading.statistic === "Average") {
    const [max, min, samples] = [at("x"), at("n"), at("c")];
    const points = [...first].map(([ms, value]): Point => {
      return { ms, value, min: min.get(ms) ?? value, max: max.get(ms) ?? value, samples: samples.get(ms) ?? 1 };
    });
    return { reading, points, filled: false };
  }
  const points = [...first].map(([ms, value]): Point => ({ ms, value }));
  const isSum = reading.statistic === "Sum" || reading.statistic === "SampleCount";
  if (!reading.series.reading.sparse || !isSum) return { reading, points, filled: false };
  const whole = filled(points, grid);
  return { reading, points: whole, filled: whole.length > points.length };
}

function filled(points: readonly Point[], { fromMs, toMs, seconds }: Grid): Point[] {
  const known = new Map(points.map((point) => [point.ms, point]));
  const whole: Point[] = [];
  for (let ms = fromMs; ms < toMs; ms += seconds * 1_000) whole.push(known.get(ms) ?? { ms, value: 0 });
  return whole;
}
