/** One colour of a stack: a category, or several small ones folded together. */
export interface Series {
  /** Category as it came; undefined for the folded rest. */
  name: string | undefined;
  /** How many categories the folded rest holds. */
  folded: number;
  total: number;
  /** One value per step. */
  values: number[];
}

/** Beyond this many categories the rest is folded; with exactly one more there is nothing to fold. */
const NAMED_SERIES = 7;

/**
 * Sums entries per category and step and keeps the largest by absolute sum, folding the rest into one.
 * Ties keep the order of first appearance.
 */
export function foldSeries(
  entries: Iterable<{ category: string; step: number; value: number }>,
  steps: number,
  named = NAMED_SERIES,
): Series[] {
  const byName = new Map<string, Series>();
  for (const { category, step, value } of entries) {
    let series = byName.get(category);
    if (!series) {
      series = { name: category, folded: 0, total: 0, values: new Array<number>(steps).fill(0) };
      byName.set(category, series);
    }
    series.total += value;
    series.values[step] = (series.values[step] ?? 0) + value;
  }
  const ranked = [...byName.values()].sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
  if (ranked.length <= named + 1) return ranked;
  const small = ranked.slice(named);
  return [
    ...ranked.slice(0, named),
    {
      name: undefined,
      folded: small.length,
      total: small.reduce((sum, series) => sum + series.total, 0),
      values: Array.from({ length: steps }, (_, step) => small.reduce((sum, s) => sum + s.values[step]!, 0)),
    },
  ];
}

/** Sum of all series per step. */
export function stepTotals(series: readonly Series[]): number[] {
  return (series[0]?.values ?? []).map((_, step) => series.reduce((sum, s) => sum + s.values[step]!, 0));
}

/** Height and depth of each stack: negative values stack downwards. */
export function stackEnds(series: readonly Series[]): { up: number; down: number }[] {
  return (series[0]?.values ?? []).map((_, step) => {
    let up = 0;
    let down = 0;
    for (const { values } of series) {
      if (values[step]! >= 0) up += values[step]!;
      else down += values[step]!;
    }
    return { up, down };
  });
}

/** The one step that stands above all others, or undefined where several share the top or there is only one. */
export function uniquePeak(totals: readonly number[]): number | undefined {
  if (totals.length < 2) return undefined;
  const highest = Math.max(...totals);
  const at = totals.indexOf(highest);
  return highest > 0 && totals.indexOf(highest, at + 1) === -1 ? at : undefined;
}

/**
 * Whether a step is out of line: 30 % above the median of at least four others and 15 % above the next highest.
 */
export function isSpike(totals: readonly number[], at: number): boolean {
  const others = totals.filter((_, i) => i !== at);
  const typical = median(others);
  return others.length >= 4 && typical > 0 && totals[at]! >= 1.3 * typical && totals[at]! >= 1.15 * Math.max(...others);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
