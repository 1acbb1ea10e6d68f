import type { Look } from "../look.ts";
import type { Plot } from "../plot.ts";
import { element, group } from "../svg.ts";
import type { ValueAxis } from "../ticks.ts";
import { type TimeSpan, timeTicks } from "../time/time-ticks.ts";
import type { Zone } from "../time/zone.ts";
import { AXIS_TEXT, labelLookup, X_LABELS, Y_GAP } from "./axis-text.ts";
import type { Box } from "./box.ts";

/** A drawn plot over continuous time. Positions in card coordinates. */
export interface TimeFrame {
  svg: string;
  x(instant: number): number;
  y(value: number): number;
  left: number;
  right: number;
  top: number;
  /** The horizontal axis; its labels lie below. */
  bottom: number;
}

export interface TimeFrameInput {
  /** Frame and axis labels together. */
  box: Box;
  span: TimeSpan;
  zone: Zone;
  axis: ValueAxis;
  /** False where another plot below it carries the labels of time. */
  labelled?: boolean;
  /** Vega-Lite layers whose data have `t` (instant) and figures; x and y bring scales and axes for these fields. */
  layers(channels: { x: object; y: object; scaleY: object }): object[];
}

/** Lines and areas over time: round values on the left, round times of the zone below. */
export async function timeFrame(input: TimeFrameInput, look: Look, plot: Plot): Promise<TimeFrame> {
  const { box, axis, span, zone, labelled = true } = input;
  const { from, to } = span;
  const bottom = box.bottom - (labelled ? X_LABELS : 0);
  const yLabels = new Map(axis.ticks.map((tick) => [tick, look.format.tick(tick)]));
  const left = box.left + Math.max(...[...yLabels.values()].map((text) => look.measure.width(text, AXIS_TEXT))) + Y_GAP;
  const frame = { width: box.right - left, height: bottom - box.top };
  // Times are counted from the beginning of the axis: shorter texts, and exact in a scale of floats.
  const ticks = labelled ? timeTicks(span, frame.width, zone, look) : [];
  const xLabels = new Map(ticks.map(({ at, label }) => [at - from, label]));
  const scaleY = { domain: [axis.low, axis.high], nice: false, zero: false };
  const channels = {
    x: {
      field: "t",
      type: "quantitative",
      scale: { domain: [0, Math.max(1, to - from)], nice: false, zero: false },
      axis: { values: [...xLabels.keys()], labelExpr: labelLookup(xLabels) },
    },
    y: {
      field: "v",
      type: "quantitative",
      scale: scaleY,
      axis: { values: axis.ticks, labelExpr: labelLookup(yLabels) },
    },
    scaleY,
  };
  const plotted = await plot({ layer: input.layers(channels) }, frame, look.theme);
  const y = (value: number): number => box.top + plotted.at("y", value);
  const zeroLine =
    axis.low <= 0 && axis.high >= 0
      ? element("rect", { x: left, y: Math.round(y(0)) - 0.5, width: frame.width, height: 1, fill: look.theme.axis })
      : "";
  return {
    svg: zeroLine + group(left, box.top, plotted.svg),
    x: (instant) => left + ((instant - from) / Math.max(1, to - from)) * frame.width,
    y,
    left,
    right: box.right,
    top: box.top,
    bottom,
  };
}
