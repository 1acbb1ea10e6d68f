import type { ClaimOrigin as Origin } from "../ports/turn.ts";
import { eachValue, type StoredDataset, type ValueKind } from "./computed-values.ts";
import type { Figure } from "./figures.ts";

/** What the results of a thread prove: amounts, and ratios as percentages; sorted, without signs. */
export type ComputedValues = Record<ValueKind, Float64Array>;

export function computedValues(datasets: StoredDataset[]): ComputedValues {
  const values: Record<ValueKind, number[]> = { amount: [], percent: [] };
  eachValue(datasets, (kind, value) => {
    if (Number.isFinite(value)) values[kind].push(Math.abs(value));
  });
  return { amount: Float64Array.from(values.amount).sort(), percent: Float64Array.from(values.percent).sort() };
}

/** The readings of a printed figure: any of them proves it. */
function readings(figure: Figure): { kind: ValueKind; value: number; tolerance: number }[] {
  const { value, tolerance } = figure;
  if (figure.kind === "percent") return [{ kind: "percent", value, tolerance }];
  if (figure.kind === "multiple") return [{ kind: "percent", value: value * 100, tolerance: tolerance * 100 }];
  return figure.scales.map((scale) => ({ kind: "amount", value: value * scale, tolerance: tolerance * scale }));
}

export function isProven(figure: Figure, values: ComputedValues): boolean {
  return readings(figure).some(({ kind, value, tolerance }) => holds(values[kind], value, tolerance));
}

/** Where each figure comes from: the plainest value that holds it, or null. */
export function originsOf(figures: Figure[], datasets: StoredDataset[]): (Origin | null)[] {
  const wanted = figures.map(readings);
  const found: (Origin | null)[] = figures.map(() => null);
  eachValue(datasets, (kind, value, origin) => {
    wanted.forEach((some, index) => {
      if (found[index] !== null) return;
      const hit = some.some((r) => r.kind === kind && within(Math.abs(value), r.value, r.tolerance));
      if (hit) found[index] = origin();
    });
  });
  return found;
}

/** The last term forgives binary fractions. */
const slackOf = (value: number, tolerance: number): number => tolerance + Math.abs(value) * 1e-9 + 1e-9;

const within = (have: number, value: number, tolerance: number): boolean =>
  Math.abs(have - value) <= slackOf(value, tolerance);

/** Whether a sorted list has a value within the rounding. */
function holds(sorted: Float64Array, value: number, tolerance: number): boolean {
  const slack = slackOf(value, tolerance);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value - slack) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]! <= value + slack;
}
