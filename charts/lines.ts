import type { Moment } from "./cells.ts";

/** One line over time. */
export interface Line {
  name: string;
  /** In order of time; a value of null is a gap. */
  points: Point[];
  last: number;
  lowest: number;
  highest: Point & { v: number };
}

export interface Point {
  /** Instant. */
  t: number;
  v: number | null;
}

/** Points a line is drawn with at most: two for each logical pixel of a plot. */
const MOST_POINTS = 640;
/** A silence of so many usual steps is a gap in the line, not a slope across it. */
const GAP_STEPS = 3;

/**
 * A line per name from rows in any order; rows of one name and moment are averaged. Lines without a figure are left
 * out. In order of first appearance.
 */
export function linesOf(
  rows: Iterable<{ name: string; at: Moment; value: number | null }>,
  toInstant: (moment: Moment) => number,
): Line[] {
  const byName = new Map<string, Map<number, { sum: number; count: number }>>();
  for (const { name, at, value } of rows) {
    const points = byName.get(name) ?? new Map();
    byName.set(name, points);
    const t = toInstant(at);
    const point = points.get(t) ?? { sum: 0, count: 0 };
    points.set(t, point);
    if (value === null) continue;
    point.sum += value;
    point.count += 1;
  }
  return [...byName].flatMap(([name, found]) => {
    const points = [...found]
      .sort(([a], [b]) => a - b)
      .map(([t, { sum, count }]): Point => ({ t, v: count === 0 ? null : sum / count }));
    const known = points.filter((point): point is Point & { v: number } => point.v !== null);
    if (known.length === 0) return [];
    return [
      {
        name,
        points: thinned(withGaps(points)),
        last: known.at(-1)!.v,
        lowest: known.reduce((least, { v }) => Math.min(least, v), Number.POSITIVE_INFINITY),
        highest: known.reduce((most, point) => (point.v > most.v ? point : most)),
      },
    ];
  });
}

function withGaps(points: Point[]): Point[] {
  const steps = points.slice(1).map((point, i) => point.t - points[i]!.t);
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
  if (steps.length < 4) return points;
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    return before && point.t - before.t > GAP_STEPS * usual ? [{ t: before.t + usual, v: null }, point] : [point];
  });
}

/** Lowest and highest of each stretch are kept, so that no spike is lost. */
function thinned(points: Point[]): Point[] {
  if (points.length <= MOST_POINTS) return points;
  const size = Math.ceil(points.length / (MOST_POINTS / 2));
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += size) {
    const stretch = points.slice(from, from + size);
    const gap = stretch.find(({ v }) => v === null);
    const known = stretch.filter((point): point is Point & { v: number } => point.v !== null);
    if (known.length > 0) {
      const low = known.reduce((least, point) => (point.v < least.v ? point : least));
      const high = known.reduce((most, point) => (point.v > most.v ? point : most));
      kept.push(...(low === high ? [low] : low.t < high.t ? [low, high] : [high, low]));
    }
    if (gap && known.length < stretch.length / 2) kept.push(gap);
  }
  return kept;
}
