import type { Look } from "../look.ts";
import { textLine } from "../svg.ts";

export const PEAK_HEIGHT = { oneLine: 24, twoLines: 42 } as const;

/** Value, and a reason under it, over a point and kept inside `left` and `right`: centred, or to the right of it. */
export function peakLabel(
  lines: { value: string; reason: string; alert: boolean },
  at: { x: number; y: number; beside?: boolean },
  bounds: { left: number; right: number },
  look: Look,
): string {
  const { measure, theme } = look;
  const strong = { size: 14, weight: 700, numeric: true } as const;
  const soft = { size: 12 } as const;
  const room = bounds.right - bounds.left;
  const reason = measure.fit(lines.reason, Math.min(room, 300), soft);
  const width = Math.max(measure.width(lines.value, strong), measure.width(reason, soft));
  const half = at.beside ? 0 : width / 2;
  const x = Math.min(Math.max(at.x, bounds.left + half), bounds.right - (at.beside ? width : half));
  const common = { anchor: at.beside ? "start" : "middle", halo: theme.background } as const;
  const valueY = at.y - (reason === "" ? 8 : 24);
  return (
    textLine(x, valueY, lines.value, { ...strong, ...common, fill: lines.alert ? theme.alert : theme.ink }) +
    (reason === "" ? "" : textLine(x, at.y - 8, reason, { ...soft, ...common, fill: theme.inkSoft }))
  );
}
