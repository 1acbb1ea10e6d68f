import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Point } from "../edge-path.ts";
import { WIDEST } from "../picture.ts";

/** Higher than this, a flow is read with difficulty in a thread; each column is about so high at most. */
const TALLEST = 1000;
const COLUMN = 760;
const MOST_COLUMNS = 4;
/** Between two columns, and above and below them, where the way from one to the next runs. */
const GAP = 64;
const ABOVE = 24;
const BELOW = 18;

/**
 * A long flow laid out downwards, cut into columns side by side. It is cut only where a single edge without a label
 * leads on, which then runs from the foot of its column to the head of the next. Undefined where the flow is low
 * enough, or has no such places at about equal distances.
 */
export function intoColumns(root: ElkNode): ElkNode | undefined {
  const [width, height] = [root.width ?? 0, root.height ?? 0];
  if (height <= TALLEST) return undefined;
  const places = cutPlaces(root);
  for (let columns = 2; columns <= MOST_COLUMNS; columns++) {
    if (height / columns > COLUMN && columns < MOST_COLUMNS) continue;
    if (columns * width + (columns - 1) * GAP > WIDEST) return undefined;
    const cuts = Array.from({ length: columns - 1 }, (_, i) => nearest(places, (height * (i + 1)) / columns));
    const even = cuts.every((cut, i) => Math.abs(cut - (height * (i + 1)) / columns) < height / columns / 3);
    if (even) return rearranged(root, cuts);
  }
  return undefined;
}

const pointsOf = ({ sections }: ElkExtendedEdge): Point[] => {
  const section = sections?.[0];
  return section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
};

/** Heights between two layers that one edge crosses, downwards, once, and away from its label. */
function cutPlaces({ children = [], edges = [] }: ElkNode): number[] {
  const boxes = children.map(({ y = 0, height = 0 }) => ({ top: y, bottom: y + height }));
  return [...new Set(boxes.map(({ bottom }) => bottom))].flatMap((bottom) => {
    const next = Math.min(...boxes.filter(({ top }) => top > bottom).map(({ top }) => top));
    const cut = (bottom + next) / 2;
    if (next === Number.POSITIVE_INFINITY || boxes.some((box) => box.top < cut && cut < box.bottom)) return [];
    const crossing = edges.flatMap((edge) => {
      const heights = pointsOf(edge).map(({ y }) => y);
      return Math.min(...heights) <= cut && cut <= Math.max(...heights) ? [edge] : [];
    });
    const [one] = crossing;
    if (!one || crossing.length > 1 || (one.labels ?? []).length > 0) return [];
    const points = pointsOf(one);
    const crossed = points.filter((point, i) => i > 0 && points[i - 1]!.y <= cut !== point.y <= cut);
    return crossed.length === 1 && points[0]!.y < cut ? [cut] : [];
  });
}

const nearest = (places: number[], to: number): number =>
  places.reduce((best, place) => (Math.abs(place - to) < Math.abs(best - to) ? place : best), Number.POSITIVE_INFINITY);

function rearranged(root: ElkNode, cuts: number[]): ElkNode {
  const { children = [], edges = [] } = root;
  const partOf = (y: number): number => cuts.filter((cut) => y > cut).length;
  const parts = Array.from({ length: cuts.length + 1 }, (_, part) => {
    const nodes = children.filter(({ y = 0 }) => partOf(y) === part);
    const inside = edges.flatMap((edge) => [
      ...pointsOf(edge).filter(({ y }) => partOf(y) === part),
      ...(edge.labels ?? []).flatMap(({ x = 0, y = 0, width = 0 }) =>
        partOf(y) === part
          ? [
              { x, y },
              { x: x + width, y },
            ]
          : [],
      ),
    ]);
    const xs = [...nodes.flatMap(({ x = 0, width = 0 }) => [x, x + width]), ...inside.map(({ x }) => x)];
    const top = Math.min(...nodes.map(({ y = 0 }) => y));
    const bottom = Math.max(...nodes.map(({ y = 0, height = 0 }) => y + height));
    return { left: Math.min(...xs), right: Math.max(...xs), top, bottom };
  });
  let at = 0;
  const moves = parts.map(({ left, right, top }) => {
    const move = { x: at - left, y: ABOVE - top };
    at += right - left + GAP;
    return move;
  });
  const moved = <T extends { x?: number; y?: number }>(it: T): T => {
    const { x, y } = moves[partOf(it.y ?? 0)]!;
    return { ...it, x: (it.x ?? 0) + x, y: (it.y ?? 0) + y };
  };
  const way = (points: Point[]): Point[] =>
    points.flatMap((point, i) => {
      const before = points[i - 1];
      const [from, to] = [partOf(before?.y ?? point.y), partOf(point.y)];
      if (from === to) return [moved(point)];
      const [last, here] = [parts[from]!, moves[to]!];
      const foot = last.bottom + moves[from]!.y + BELOW;
      const aside = last.right + moves[from]!.x + GAP / 2;
      const [out, into] = [point.x + moves[from]!.x, point.x + here.x];
      return [{ x: out, y: foot }, { x: aside, y: foot }, { x: aside, y: 0 }, { x: into, y: 0 }, moved(point)];
    });
  return {
    ...root,
    width: at - GAP,
    height: Math.max(...parts.map(({ top, bottom }) => bottom - top)) + ABOVE + BELOW,
    children: children.map(moved),
    edges: edges.map((edge) => {
      const points = way(pointsOf(edge));
      const section = { startPoint: points[0]!, bendPoints: points.slice(1, -1), endPoint: points.at(-1)! };
      return { ...edge, labels: (edge.labels ?? []).map(moved), sections: [{ ...edge.sections![0]!, ...section }] };
    }),
  };
}
