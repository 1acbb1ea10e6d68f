import type { Look } from "../look.ts";
import type { Plot } from "../plot.ts";
import { type Series, stackEnds } from "../series.ts";
import { element, group } from "../svg.ts";
import { valueAxis } from "../ticks.ts";
import { AXIS_TEXT } from "./time-labels.ts";

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

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
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
}

const X_LABELS = 25;
const Y_GAP = 8;
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
  });
  const yLabel = (tick: number): string => look.format.tick(tick);
  const left = box.left + Math.max(...axis.ticks.map((tick) => look.measure.width(yLabel(tick), AXIS_TEXT))) + Y_GAP;
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
          axis: { values: [...xLabels.keys()], labelExpr: lookup(xLabels) },
        },
        y: {
          field: "v",
          type: "quantitative",
          stack: "zero",
          scale: { domain: [axis.low, axis.high], nice: false, zero: false },
          axis: { values: axis.ticks, labelExpr: lookup(new Map(axis.ticks.map((tick) => [tick, yLabel(tick)]))) },
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

/** A Vega expression that looks a value's label up. Labels are figures and dates made here, never text from outside. */
function lookup(labels: ReadonlyMap<number, string>): string {
  return `${JSON.stringify(Object.fromEntries(labels))}[datum.value]`;
}

/** Stripes in the background's colour over the bars of some steps. */
export function hatch(steps: number[], bars: StackedBars, series: readonly Series[], look: Look): string {
  if (steps.length === 0) return "";
  const ends = stackEnds(series);
  const stripes = element(
    "pattern",
    { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    element("rect", { width: 2.4, height: 5, fill: look.theme.background, "fill-opacity": 0.62 }),
  );
  return (
    element("defs", {}, stripes) +
    steps
      .map((step) => {
        const top = bars.y(ends[step]!.up);
        return element("rect", {
          x: bars.x(step) - bars.barWidth / 2,
          y: top,
          width: bars.barWidth,
          height: Math.max(0, bars.y(ends[step]!.down) - top),
          fill: "url(#hatch)",
        });
      })
      .join("")
  );
}
