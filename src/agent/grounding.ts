import type { Datasets } from "../ports/datasets.ts";
import { type ComputedValues, computedValues } from "./computed-values.ts";
import { type Figure, figuresIn, numbersIn } from "./figures.ts";

/** Figures of `markdown` that neither the values nor the given texts hold, as printed. */
export function unprovenFigures(markdown: string, values: ComputedValues, said: number[]): string[] {
  const unproven = figuresIn(markdown).filter((figure) => !isProven(figure, values) && !said.includes(figure.value));
  return [...new Set(unproven.map((figure) => figure.text))];
}

function isProven(figure: Figure, values: ComputedValues): boolean {
  if (figure.kind === "percent") return holds(values.percents, figure.value, figure.tolerance);
  if (figure.kind === "multiple") return holds(values.percents, figure.value * 100, figure.tolerance * 100);
  return figure.scales.some((scale) => holds(values.amounts, figure.value * scale, figure.tolerance * scale));
}

/** Whether a sorted list has a value within the rounding. The last term forgives binary fractions. */
function holds(sorted: number[], value: number, tolerance: number): boolean {
  const slack = tolerance + Math.abs(value) * 1e-9 + 1e-9;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value - slack) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]! <= value + slack;
}

/**
 * Checks paragraphs against all results of a thread, new ones included as they come. `said`: texts whose numbers need
 * no proof (what people wrote, what our own code told the model).
 */
export function createGrounding(
  datasets: Datasets,
  thread: string,
  said: () => string[],
): (markdown: string) => string[] {
  let known = -1;
  let values: ComputedValues = { amounts: [], percents: [] };
  return (markdown) => {
    const list = datasets.list(thread);
    if (list.length !== known) {
      known = list.length;
      values = computedValues(list.flatMap((info) => datasets.read(thread, info.handle) ?? []));
    }
    return unprovenFigures(markdown, values, said().flatMap(numbersIn));
  };
}
