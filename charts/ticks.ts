import { SMALLEST } from "./cells.ts";

/** A value axis: its ends in data units and the round values to mark, zero among them. */
export interface ValueAxis {
  low: number;
  high: number;
  ticks: number[];
}

/**
 * Ends that hold zero and all values and leave `headroom` (a fraction of the axis) free above the highest, for a
 * label; ticks at 1, 2 or 5 times a power of ten. `wholeNumbers` forbids ticks between counts.
 */
export function valueAxis(
  lowest: number,
  highest: number,
  options: { headroom: number; wholeNumbers: boolean; count?: number },
): ValueAxis {
  const bottom = Math.min(0, lowest);
  const top = Math.max(0, highest);
  const span = top - bottom;
  if (span < SMALLEST) return { low: 0, high: 1, ticks: [0] };
  const below = bottom < 0 ? span * 0.04 : 0;
  const high = bottom + span / (1 - options.headroom);
  const low = bottom - below;
  const step = tickStep((high - low) / (options.count ?? 5), options.wholeNumbers);
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push(Number((i * step).toPrecision(12)) + 0);
  return { low, high, ticks };
}

/** The power of ten, or 2, 5 or 10 times it, nearest to the rough step on a logarithmic scale. */
function tickStep(rough: number, wholeNumbers: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const ratio = rough / power;
  const factor = ratio < Math.SQRT2 ? 1 : ratio < Math.sqrt(10) ? 2 : ratio < Math.sqrt(50) ? 5 : 10;
  return wholeNumbers ? Math.max(1, factor * power) : factor * power;
}
