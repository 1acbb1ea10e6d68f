import type { Look } from "../look.ts";
import { element, textLine } from "../svg.ts";
import { type Box, overlaps, textBox } from "./box.ts";
import type { TimeFrame } from "./time-frame.ts";

const LABEL = { size: 11, weight: 600 } as const;
const LANE = 17;
const LANES = 2;
const WIDEST_LABEL = 170;
/** Marks nearer than this share one line and one label. */
const NEAR = 9;

export interface PlacedMark {
  /** Instant. */
  at: number;
  label: string;
}

export interface PlacedBand {
  from: number;
  to: number;
  label: string;
}

/** Height that labels of marks and bands need above a plot. */
export function laneHeight(marks: readonly PlacedMark[], bands: readonly PlacedBand[]): number {
  const count = marks.length + bands.filter(({ label }) => label !== "").length;
  return count === 0 ? 0 : Math.min(count, LANES) * LANE + 6;
}

/** Tints behind the lines, from band to axis. */
export function drawBands(bands: readonly PlacedBand[], frame: TimeFrame, look: Look): string {
  return bands
    .map(({ from, to }) => {
      const left = Math.max(frame.left, frame.x(from));
      const width = Math.max(2, Math.min(frame.right, frame.x(to)) - left);
      return element("rect", {
        x: left,
        y: frame.top,
        width,
        height: frame.bottom - frame.top,
        fill: look.theme.alertTint,
      });
    })
    .join("");
}

/** Upright dashes at the marks, and the labels of marks and bands in up to two lanes above; what finds no room is not labelled. */
export function drawMarks(
  marks: readonly PlacedMark[],
  bands: readonly PlacedBand[],
  frame: TimeFrame,
  look: Look,
): string {
  const { measure, theme } = look;
  const placed = [
    ...gather(marks, frame).map(({ x, label }) => ({ x, label, color: theme.inkSoft, dash: true })),
    ...bands.map(({ from, label }) => ({
      x: Math.max(frame.left, frame.x(from)),
      label,
      color: theme.alert,
      dash: false,
    })),
  ].sort((a, b) => a.x - b.x);
  const ends = new Array<number>(LANES).fill(Number.NEGATIVE_INFINITY);
  let svg = "";
  for (const { x, label, color, dash } of placed) {
    const text = label === "" ? "" : measure.fit(label, WIDEST_LABEL, LABEL);
    const width = measure.width(text, LABEL);
    const left = Math.min(x + (dash ? 5 : 0), frame.right - width);
    const lane = ends.findIndex((end) => end + 8 <= Math.min(left, x));
    const top = lane === -1 || text === "" ? frame.top : frame.top - 8 - LANE * lane - 9;
    if (dash) {
      svg +=
        element("path", {
          d: `M${round(x)},${round(top)}V${round(frame.bottom)}`,
          stroke: color,
          "stroke-width": 1.2,
          "stroke-dasharray": "3 3",
        }) + element("circle", { cx: x, cy: top, r: 2.6, fill: color });
    }
    if (lane === -1 || text === "") continue;
    ends[lane] = left + width;
    svg += textLine(left, top + 4, text, { ...LABEL, fill: color, halo: theme.background });
  }
  return svg;
}

/** A dotted line over the whole width, and what it is, at the first free end of it: left or right, above or below. */
export function drawLimit(
  value: number,
  label: string,
  frame: TimeFrame,
  taken: readonly (Box | undefined)[],
  look: Look,
): string {
  const { theme, measure } = look;
  const y = frame.y(value);
  const style = { size: 12, weight: 600, fill: theme.alert, halo: theme.background } as const;
  const text = measure.fit(label, (frame.right - frame.left) * 0.6, style);
  const width = measure.width(text, style);
  const places = [y - 6, y + 16].flatMap((baseline) =>
    [frame.left + 2, frame.right - width - 2].map((left) => ({ left, baseline })),
  );
  const free = places.find(({ left, baseline }) => {
    const box = textBox(left, baseline, width, style.size);
    const inside = box.top > frame.top - 12 && box.bottom < frame.bottom;
    return inside && !taken.some((other) => other && overlaps(box, other));
  });
  const line = element("path", {
    d: `M${round(frame.left)},${round(y)}H${round(frame.right)}`,
    stroke: theme.alert,
    "stroke-width": 1.6,
    "stroke-dasharray": "2 4",
    "stroke-linecap": "round",
  });
  return line + (free && text !== "" ? textLine(free.left, free.baseline, text, style) : "");
}

function gather(marks: readonly PlacedMark[], frame: TimeFrame): { x: number; label: string }[] {
  const found: { x: number; labels: string[] }[] = [];
  for (const { at, label } of marks) {
    const x = frame.x(at);
    if (x < frame.left - 0.5 || x > frame.right + 0.5) continue;
    const last = found.at(-1);
    if (last && x - last.x < NEAR) last.labels.push(label);
    else found.push({ x, labels: [label] });
  }
  return found.map(({ x, labels }) => ({
    x,
    label: labels.length === 1 ? labels[0]! : `${labels[0]} +${labels.length - 1}`,
  }));
}

const round = (value: number): number => Math.round(value * 100) / 100;
