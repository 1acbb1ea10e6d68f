import type { Moment } from "../cells.ts";
import type { Line } from "../lines.ts";
import type { Look } from "../look.ts";
import type { Plot } from "../plot.ts";
import { element, textLine } from "../svg.ts";
import { valueAxis } from "../ticks.ts";
import type { TimeSpan } from "../time/time-ticks.ts";
import { DAY_MS } from "../time/write-date.ts";
import { type Box, textBox } from "./box.ts";
import { endLabelRoom, endLabels } from "./end-labels.ts";
import { givenWindow } from "./given-window.ts";
import { drawBands, drawLimit, drawMarks, laneHeight, type PlacedBand, type PlacedMark } from "./overlay.ts";
import { type TimeFrame, timeFrame } from "./time-frame.ts";
import { momentText } from "./time-labels.ts";

/** Lines over one span of time with what lies over them, instants throughout. */
export interface LineFacts {
  lines: Line[];
  from: number;
  to: number;
  wholeDays: boolean;
  /** The highest point of all lines. */
  peak: { line: Line; t: number; v: number };
  marks: PlacedMark[];
  bands: PlacedBand[];
  limit: { value: number; label: string } | undefined;
}

export const toInstant =
  (look: Look) =>
  (moment: Moment): number =>
    moment.wholeDay ? look.zone.toInstant(moment.ms) : moment.ms;

/** What all charts of lines need to know; `lines` must not be empty. */
export function lineFacts(lines: Line[], wholeDays: boolean, look: Look): LineFacts {
  const instant = toInstant(look);
  const window = givenWindow(look);
  const times = lines.flatMap(({ points }) => [points[0]!.t, points.at(-1)!.t]);
  const from = Math.min(...times, window ? instant(window.from) : Number.POSITIVE_INFINITY);
  const to = Math.max(from + 1, ...times, window ? instant(window.to) : Number.NEGATIVE_INFINITY);
  const top = lines.reduce((most, line) => (line.highest.v > most.highest.v ? line : most));
  const { overlay } = look;
  return {
    lines,
    from,
    to,
    wholeDays,
    peak: { line: top, t: top.highest.t, v: top.highest.v },
    marks: overlay.marks
      .map(({ at, label }) => ({ at: instant(at), label: label === "" ? "" : look.drawable(label) }))
      .filter(({ at }) => at >= from && at <= to),
    bands: overlay.bands
      .map((band) => ({
        from: instant(band.from),
        to: band.to ? instant(band.to) : to,
        label: band.label === "" ? "" : look.drawable(band.label),
      }))
      .filter((band) => band.to > from && band.from < to),
    limit: overlay.line && {
      value: overlay.line.value,
      label: overlay.line.label === "" ? "" : look.drawable(overlay.line.label),
    },
  };
}

const HOUR = 3_600_000;

export interface LineStyle {
  color: string;
  width: number;
  /** Drawn without a label at its end: one of many. */
  faint?: boolean;
}

/** The plot, its overlay, the labels at the ends of lines, and the highest point. */
export async function lineChart(
  facts: LineFacts,
  styles: readonly LineStyle[],
  given: { box: Box; name(line: Line): string; limitText: string; between?: [Line, Line] | undefined },
  look: Look,
  plot: Plot,
): Promise<string> {
  const { theme, format } = look;
  const { lines, limit, peak } = facts;
  const span = drawnSpan(facts);
  const labels = lines.flatMap((line, i) =>
    styles[i]!.faint
      ? []
      : [
          {
            color: styles[i]!.color,
            name: given.name(line),
            figure: format.amount(line.last),
            alert: limit !== undefined && line.last > limit.value,
            last: line.last,
          },
        ],
  );
  const box = {
    ...given.box,
    top: given.box.top + laneHeight(facts.marks, facts.bands),
    right: given.box.right - endLabelRoom(labels, look),
  };
  const lowest = Math.min(...lines.map((line) => line.lowest));
  const axis = valueAxis(Math.min(lowest, limit?.value ?? 0), Math.max(peak.v, limit?.value ?? 0), {
    headroom: 26 / (box.bottom - box.top),
    wholeNumbers: look.countsOnly,
  });
  const frame = await timeFrame(
    {
      box,
      span,
      zone: look.zone,
      axis,
      layers: ({ x, y, scaleY }) => [
        ...(given.between ? [areaBetween(given.between, span.from, { x, y }, theme.palette[0]!, scaleY)] : []),
        ...lineLayers(lines, styles, span.from, { x, y }),
      ],
    },
    look,
    plot,
  );
  const highest = peakPoint(facts, styles[lines.indexOf(peak.line)]!, frame, look);
  return (
    drawBands(facts.bands, frame, look) +
    frame.svg +
    (limit ? drawLimit(limit.value, given.limitText, frame, [highest.taken], look) : "") +
    drawMarks(facts.marks, facts.bands, frame, look) +
    highest.svg +
    endLabels(
      labels.map((label) => ({ ...label, y: frame.y(label.last) })),
      { left: frame.right, right: given.box.right, top: frame.top, bottom: frame.bottom },
      look,
    )
  );
}

/** One moment is drawn in the middle of a day or an hour. */
function drawnSpan({ from, to, wholeDays }: LineFacts): TimeSpan {
  if (to - from > 1) return { from, to, wholeDays };
  const half = wholeDays ? DAY_MS : HOUR / 2;
  return { from: from - half, to: to + half, wholeDays };
}

function lineLayers(
  lines: readonly Line[],
  styles: readonly LineStyle[],
  from: number,
  { x, y }: { x: object; y: object },
): object[] {
  const pointsOf = (line: Line, rank: number): object[] =>
    line.points.flatMap(({ t, v }) => (v === null && isLonely(line) ? [] : [{ t: t - from, v, rank }]));
  const color = {
    field: "rank",
    type: "ordinal",
    scale: { domain: lines.map((_, rank) => rank), range: styles.map((style) => style.color) },
    legend: null,
  };
  const lonely = lines.flatMap((line, rank) => (isLonely(line) ? pointsOf(line, rank) : []));
  // Later layers and lines lie on top: the first line is the most important one.
  const widths = [...new Set(styles.map(({ width }) => width))].sort((a, b) => a - b);
  return [
    ...widths.map((strokeWidth) => ({
      data: {
        values: lines
          .flatMap((line, rank) =>
            isLonely(line) || styles[rank]!.width !== strokeWidth ? [] : [pointsOf(line, rank)],
          )
          .reverse()
          .flat(),
      },
      mark: { type: "line", strokeJoin: "round", strokeCap: "round", strokeWidth },
      encoding: { x, y, color, order: { field: "t" } },
    })),
    { data: { values: lonely }, mark: { type: "circle", size: 40, opacity: 1 }, encoding: { x, y, color } },
  ].filter(({ data }) => data.values.length > 0);
}

/** A line of one figure has no length: it is drawn as a point. */
const isLonely = ({ points }: Line): boolean => points.filter(({ v }) => v !== null).length === 1;

function areaBetween(
  [low, high]: [Line, Line],
  from: number,
  { x, y }: { x: object; y: object },
  fill: string,
  scaleY: object,
): object {
  const upper = new Map(high.points.map(({ t, v }) => [t, v]));
  const values = low.points.flatMap(({ t, v }) => {
    const top = upper.get(t);
    return v === null || top === null || top === undefined ? [] : [{ t: t - from, v, top }];
  });
  return {
    data: { values },
    mark: { type: "area", fill, fillOpacity: 0.09 },
    encoding: { x, y: { ...y, stack: null }, y2: { field: "top", scale: scaleY } },
  };
}

/** The highest point with its value and time, where the line has more than one. */
function peakPoint(
  { peak, lines, ...span }: LineFacts,
  style: LineStyle,
  frame: TimeFrame,
  look: Look,
): { svg: string; taken?: Box } {
  const { measure, theme, format } = look;
  if (lines.every(({ points }) => points.length < 2)) return { svg: "" };
  const text = `${format.amount(peak.v)} · ${momentText(peak.t, span, look)}`;
  const label = { size: 12, weight: 700, numeric: true, anchor: "middle" } as const;
  const half = measure.width(text, label) / 2;
  const x = frame.x(peak.t);
  const inside = (middle: number): number => Math.min(Math.max(middle, frame.left + half + 2), frame.right - half - 2);
  // Beside the dash of a mark, not across it.
  const crossed = span.marks.map((mark) => frame.x(mark.at)).findLast((dash) => Math.abs(dash - inside(x)) < half + 5);
  const at = inside(crossed === undefined ? x : crossed + half + 6);
  const y = frame.y(peak.v);
  return {
    svg:
      element("circle", { cx: x, cy: y, r: 4, fill: style.color, stroke: theme.background, "stroke-width": 2 }) +
      textLine(at, y - 9, text, { ...label, fill: theme.ink, halo: theme.background }),
    taken: textBox(at - half, y - 9, 2 * half, label.size),
  };
}
