import { element } from "../svg.ts";

export interface Point {
  x: number;
  y: number;
}

const BEND = 7;
const ARROW = 9;
const ARROW_HALF = 4.5;

export interface Stroke {
  color: string;
  width?: number;
  dashed?: boolean | undefined;
  arrow?: boolean;
}

/** A line along the points with rounded bends; the head of an arrow ends exactly at the last one. */
export function edgePath(points: readonly Point[], { color, width = 1.6, dashed, arrow = true }: Stroke): string {
  const way = points.filter((point, i) => i === 0 || distance(point, points[i - 1]!) > 0.01);
  const end = way.at(-1)!;
  const before = way.at(-2);
  if (!before) return "";
  const length = distance(before, end);
  const along = { x: (end.x - before.x) / length, y: (end.y - before.y) / length };
  const stop = arrow ? { x: end.x - along.x * (ARROW - 1), y: end.y - along.y * (ARROW - 1) } : end;
  const line = element("path", {
    d: rounded([...way.slice(0, -1), stop]),
    fill: "none",
    stroke: color,
    "stroke-width": width,
    "stroke-dasharray": dashed ? "5 4" : undefined,
  });
  return arrow ? line + arrowHead(end, along, color) : line;
}

/** Without the small jogs at either end, where the end may as well stand a little aside. */
export function straightened(points: readonly Point[], most: number): Point[] {
  return withoutJog(withoutJog(points, most).toReversed(), most).toReversed();
}

function withoutJog(points: readonly Point[], most: number): readonly Point[] {
  const [start, bend, after, next] = points;
  if (!start || !bend || !after || !next || distance(bend, after) > most) return points;
  const upright = Math.abs(start.x - bend.x) < 0.01;
  const parallel = upright === Math.abs(after.x - next.x) < 0.01;
  const moved = { x: start.x + after.x - bend.x, y: start.y + after.y - bend.y };
  return parallel ? [moved, ...points.slice(3)] : points;
}

/** A filled head whose tip is at `tip`, pointing along a vector of length one. */
function arrowHead(tip: Point, along: Point, color: string): string {
  const back = { x: tip.x - along.x * ARROW, y: tip.y - along.y * ARROW };
  const side = { x: -along.y * ARROW_HALF, y: along.x * ARROW_HALF };
  const corners = [tip, { x: back.x + side.x, y: back.y + side.y }, { x: back.x - side.x, y: back.y - side.y }];
  return element("path", { d: `M${corners.map(({ x, y }) => `${short(x)} ${short(y)}`).join("L")}Z`, fill: color });
}

function rounded(points: readonly Point[]): string {
  let d = `M${short(points[0]!.x)} ${short(points[0]!.y)}`;
  for (let i = 1; i < points.length; i++) {
    const [before, at, after] = [points[i - 1]!, points[i]!, points[i + 1]];
    if (!after) {
      d += `L${short(at.x)} ${short(at.y)}`;
      continue;
    }
    const radius = Math.min(BEND, distance(before, at) / 2, distance(at, after) / 2);
    const from = towards(at, before, radius);
    const to = towards(at, after, radius);
    d += `L${short(from.x)} ${short(from.y)}Q${short(at.x)} ${short(at.y)} ${short(to.x)} ${short(to.y)}`;
  }
  return d;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const short = (value: number): number => Math.round(value * 100) / 100;
