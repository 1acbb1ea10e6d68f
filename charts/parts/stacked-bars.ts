import type { Look } from "../look.ts";
import type { Plot } from "../plot.ts";
import { type Series, stackEnds } from "../series.ts";
import { element, group } from "../svg.ts";
import { valueAxis } from "../ticks.ts";
import { AXIS_TEXT, labelLookup, X_LABELS, Y_GAP } from "./axis-text.ts";
import type { Box } from "./box.ts";

export interface StackedBars {
  svg: string;
  /** Middle of a bar and height of a value, in card coordinates. */
  x(step: number): number;
  y(value: number): number;
  barWidth: number;
  left: number;
  top: number;
  stepWidth: number;
}

export interface StackedBarsInput {
  /** Bottom of the stack first. */
  series: readonly Series[];
  colors: readonly string[];
  /** Axis labels by step, given the width of one step. */
  labels(stepWidth: number): Map<number, string>;
  /** Frame and axis labels together. */
  box: Box;
  /** Free height above the tallest bar, for a label. */
  headroom: number;
  /** About how many values to mark. */
  ticks?: number;
  /** Least room for the labels of values, where another plot below has wider ones. */
  labelRoom?: number;
}

const WIDEST_BAR = 44;

/** Stacked columns over steps of time: negative values stack downwards, the zero line is drawn over the bars. */
export async function stackedBars(input: StackedBarsInput, look: Look, plot: Plot): Promise<StackedBars> {
  const { series, colors, box } = input;
  const count = series[0]!.values.length;
  const height = box.bottom - X_LABELS - box.top;
  const ends = stackEnds(series);
  const axis = valueAxis(Math.min(...ends.map((end) => end.down)), Math.max(...ends.map((end) => end.up)), {
    headroom: input.headroom / height,
    wholeNumbers: look.countsOnly,
    ...(input.ticks === undefined ? {} : { count: input.ticks }),
  });
  const yLabel = (tick: number): string => look.format.tick(tick);
  const widths = axis.ticks.map((tick) => look.measure.width(yLabel(tick), AXIS_TEXT));
  const left = box.left + Math.max(input.labelRoom ?? 0, ...widths) + Y_GAP;
  const width = box.right - left;
  const stepWidth = width / count;
  const barWidth = Math.min(WIDEST_BAR, stepWidth * (count > 60 ? 0.78 : 0.68));
  const xLabels = input.labels(stepWidth);

  const plotted = await plot(
    {
      data: { values: series.flatMap(({ values }, rank) => values.map((v, step) => ({ step, rank, v }))) },
      transform: [{ filter: "datum.v !== 0" }],
      mark: { type: "bar", width: barWidth },
      encoding: {
        x: {
          field: "step",
          type: "ordinal",
          scale: { domain: ends.map((_, step) => step), paddingInner: 0, paddingOuter: 0 },
          axis: { values: [...xLabels.keys()], labelExpr: labelLookup(xLabels) },
        },
        y: {
          field: "v",
          type: "quantitative",
          stack: "zero",
          scale: { domain: [axis.low, axis.high], nice: false, zero: false },
          axis: { values: axis.ticks, labelExpr: labelLookup(new Map(axis.ticks.map((tick) => [tick, yLabel(tick)]))) },
        },
        color: {
          field: "rank",
          type: "ordinal",
          scale: { domain: colors.map((_, rank) => rank), range: colors },
          legend: null,
        },
        order: { field: "rank" },
      },
    },
    { width, height },
    look.theme,
  );
  const y = (value: number): number => box.top + plotted.at("y", value);
  const zero = element("rect", { x: left, y: Math.round(y(0)) - 0.5, width, height: 1, fill: look.theme.axis });
  return {
    svg: element("g", { "shape-rendering": "crispEdges" }, group(left, box.top, plotted.svg) + zero),
    x: (step) => left + (step + 0.5) * stepWidth,
    y,
    barWidth,
    left,
    top: box.top,
    stepWidth,
  };
}

const STRIPE = { width: 2.2, pitch: 7 } as const;

/**
 * Stripes in the background's colour over the bars of some steps. Drawn as one path of short lines: a pattern costs the
 * renderer ten times as much.
 */
export function hatch(steps: number[], bars: StackedBars, series: readonly Series[], look: Look): string {
  const ends = stackEnds(series);
  const inset = STRIPE.width / 2;
  const lines = steps.flatMap((step) => {
    const [left, right] = [bars.x(step) - bars.barWidth / 2 + inset, bars.x(step) + bars.barWidth / 2 - inset];
    const [top, bottom] = [bars.y(ends[step]!.up) + inset, bars.y(ends[step]!.down) - inset];
    const found: string[] = [];
    if (right <= left || bottom <= top) return found;
    // Each stripe rises to the right: x + y is the same along it.
    for (let sum = Math.ceil((left + top) / STRIPE.pitch) * STRIPE.pitch; sum < right + bottom; sum += STRIPE.pitch) {
      const from = Math.max(left, sum - bottom);
      const to = Math.min(right, sum - top);
      if (to > from) found.push(`M${hundredth(from)},${hundredth(sum - from)}L${hundredth(to)},${hundredth(sum - to)}`);
    }
    return found;
  });
  if (lines.length === 0) return "";
  return element("path", {
    d: lines.join(""),
    stroke: look.theme.background,
    "stroke-width": STRIPE.width,
    "stroke-opacity": 0.62,
    fill: "none",
  });
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
