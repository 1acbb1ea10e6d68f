import { InputError } from "../errors.ts";
import type { FoundSeries } from "./find-series.ts";
import type { Reading } from "./read-series.ts";
import { meaningsOf, usualReading } from "./words.ts";

const names: Readonly<Record<string, string>> = {
  avg: "Average",
  max: "Maximum",
  min: "Minimum",
  sum: "Sum",
  count: "SampleCount",
};

/** `avg` to `Average`; percentiles as they are. */
const statisticName = (text: string): string => names[text.toLowerCase()] ?? text.toLowerCase();

/** Functions that would look at more than the two metrics that were named. */
const wide = /\b(SEARCH|METRICS|INSIGHT_RULE_METRIC|DB_PERF_INSIGHTS|LAMBDA|SELECT)\b/i;

/** How a series is read: as its word says, unless a statistic, a second metric or maths is asked for. */
export function planReading(
  series: FoundSeries,
  asked: { statistic?: string | undefined; second?: string | undefined; math?: string | undefined },
): Reading {
  const statistic = asked.statistic ? statisticName(asked.statistic) : series.reading.statistic;
  const { per } = series.reading;
  if (asked.math !== undefined) checkMath(asked.math, asked.second !== undefined || per !== undefined);
  if (asked.second === undefined && per === undefined)
    return { series, statistic, second: null, math: asked.math ?? null };
  const second = asked.second === undefined ? { metric: per!, statistic: "Sum" } : secondOf(series, asked.second);
  return {
    series,
    statistic,
    second: {
      name: { namespace: second.namespace ?? series.namespace, metric: second.metric, dimensions: series.dimensions },
      statistic: second.statistic,
    },
    math: asked.math ?? "share",
  };
}

interface Second {
  metric: string;
  statistic: string;
  namespace?: string;
}

/** Of the same resource: a word of its kind, or CloudWatch's own name. */
function secondOf(series: FoundSeries, word: string): Second {
  const meanings = meaningsOf(word);
  if (!meanings) return { metric: word.trim(), statistic: usualReading(series.namespace, word.trim()).statistic };
  const fitting = meanings.find(({ family }) => series.kind === family || series.kind.includes("/"));
  if (fitting) return fitting;
  throw new InputError({
    ko: `${series.resource}에는 "${word}" 지표가 없습니다. 같은 리소스의 다른 지표를 second에 지정해 주세요.`,
    en: `${series.resource} has no metric "${word}". Name another metric of the same resource as second.`,
  });
}

function checkMath(math: string, hasSecond: boolean): void {
  if (wide.test(math))
    throw new InputError({
      ko: "math에는 m1 (metric)과 m2 (second)만 쓸 수 있습니다. 다른 지표는 metric과 second에 지정해 주세요.",
      en: "math may use m1 (metric) and m2 (second) only; name other metrics as metric and second.",
    });
  if (!/\bm1\b/.test(math) || (/\bm2\b/.test(math) && !hasSecond))
    throw new InputError({
      ko: "math는 m1 (metric)을 써야 하고, m2를 쓰려면 second를 지정해야 합니다. 예: 100 * m1 / m2.",
      en: "math has to use m1 (metric), and m2 only together with second. For example 100 * m1 / m2.",
    });
}
