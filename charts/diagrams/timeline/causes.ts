import type { Point } from "../edge-path.ts";
import { ITEM, type PlacedEvent } from "./place-events.ts";

/** From a row's edge into the gap between two rows. */
const CHANNEL = 6;
const ROOM_FOR_HEAD = 22;
/** What an arrow into an event takes beside it. */
const HEAD = 14;
/** How far before its effect an arrow may leave a bar, in the order tried. */
const LEAVINGS = [30, 18, 44, 60, 80, 8];

/** From a cause to its effect, on the way that crosses the fewest of the other events; the first of equals. */
export function causePath(cause: PlacedEvent, effect: PlacedEvent, all: readonly PlacedEvent[]): Point[] {
  const others = all.filter((other) => other !== cause && other !== effect);
  let best: { path: Point[]; crossed: number } | undefined;
  for (const path of paths(cause, effect)) {
    const crossed = others.filter((other) => crosses(path, other)).length;
    if (!best || crossed < best.crossed) best = { path, crossed };
  }
  return best!.path;
}

/**
 * Out of the cause's lower (or upper) side and into the effect's left one, where time leaves room and no text stands
 * there; else through the gap between the rows into the side that faces the cause.
 */
function paths(cause: PlacedEvent, effect: PlacedEvent): Point[][] {
  const down = effect.middle > cause.middle + 1;
  const sameRow = Math.abs(cause.middle - effect.middle) <= 1;
  const start = cause.middle + (down ? half(cause) : -half(cause));
  const entry = effect.isBar ? effect.x : effect.x - ITEM.marker - 1;
  const into = effect.isBar ? Math.min(effect.x + 14, (effect.x + effect.end) / 2) : effect.x;
  const above = down || sameRow;
  const gap = above ? effect.top - CHANNEL : effect.bottom + CHANNEL;
  const end = effect.middle + (above ? -half(effect) : half(effect));
  const outs = cause.isBar
    ? LEAVINGS.map((before) => Math.min(Math.max(effect.x - before, cause.x + 6), Math.max(cause.x, cause.end - 6)))
    : [cause.x];
  return outs.flatMap((x) => [
    ...(!sameRow && entry - x >= ROOM_FOR_HEAD && effect.anchor === "start"
      ? [
          [
            { x, y: start },
            { x, y: effect.middle },
            { x: entry, y: effect.middle },
          ],
        ]
      : []),
    [
      { x, y: start },
      { x, y: gap },
      { x: into, y: gap },
      { x: into, y: end },
    ],
  ]);
}

const half = (event: PlacedEvent): number => (event.isBar ? ITEM.height / 2 : ITEM.marker + 1);

function crosses(path: Point[], { left, right, top, bottom }: PlacedEvent): boolean {
  return path.some((point, i) => {
    const before = path[i - 1];
    if (!before) return false;
    const [x1, x2] = [Math.min(point.x, before.x), Math.max(point.x, before.x)];
    const [y1, y2] = [Math.min(point.y, before.y), Math.max(point.y, before.y)];
    return x1 < right + 2 && x2 > left - HEAD && y1 < bottom && y2 > top;
  });
}
