import type { ReadSeries } from "./read-series.ts";

/** One line in figures; times are the beginnings of steps. Null where there is no point. */
export interface Summary {
  points: number;
  /** Over the whole period: weighted by samples, and for a share of two sums the share of their sums. */
  avg: number;
  max: { value: number; ms: number };
  min: { value: number; ms: number };
  last: { value: number; ms: number };
  /** Only where the points are sums. */
  sum: number | null;
}

export function summarise({ reading, points }: ReadSeries): Summary | null {
  if (points.length === 0) return null;
  const best = (of: "max" | "min", better: (a: number, b: number) => boolean) =>
    points.reduce(
      (found, point) => {
        const value = point[of] ?? point.value;
        return better(value, found.value) ? { value, ms: point.ms } : found;
      },
      { value: points[0]![of] ?? points[0]!.value, ms: points[0]!.ms },
    );
  const last = points.at(-1)!;
  const total = (pick: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0);
  const isShareOfSums = reading.math === "share" && reading.statistic === "Sum" && reading.second?.statistic === "Sum";
  const isSum = reading.math === null && reading.statistic === "Sum";
  return {
    points: points.length,
    avg: meanOf(isShareOfSums, total),
    max: best("max", (a, b) => a > b),
    min: best("min", (a, b) => a < b),
    last: { value: last.value, ms: last.ms },
    sum: isSum ? total(({ value }) => value) : null,
  };
}

type Total = (pick: (point: ReadSeries["points"][number]) => number) => number;

function meanOf(isShareOfSums: boolean, total: Total): number {
  if (isShareOfSums) {
    const whole = total(({ second = 0 }) => second);
    return whole === 0 ? 0 : (100 * total(({ first = 0 }) => first)) / whole;
  }
  const samples = total(({ samples: count = 1 }) => count);
  return total(({ value, samples: count = 1 }) => value * count) / samples;
}
