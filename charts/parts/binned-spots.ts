import type { Look } from "../look.ts";
import { rampColor } from "./ramp.ts";

/** A point of a scatter. */
export interface Spot {
  x: number;
  y: number;
  /** Place in `names`, the last for folded ones. */
  rank: number;
}

const BINS = { x: 48, y: 26 };

/** More points than can be told apart, counted in cells. */
export function binnedSpec(
  spots: Spot[],
  xAxis: { low: number; high: number },
  yAxis: { low: number; high: number },
  channels: { x: object; y: object },
  look: Look,
): object {
  const { theme } = look;
  const size = { x: (xAxis.high - xAxis.low) / BINS.x, y: (yAxis.high - yAxis.low) / BINS.y };
  const cells = new Map<number, { x: number; x2: number; y: number; y2: number; n: number }>();
  for (const spot of spots) {
    const column = Math.min(BINS.x - 1, Math.floor((spot.x - xAxis.low) / size.x));
    const row = Math.min(BINS.y - 1, Math.floor((spot.y - yAxis.low) / size.y));
    const cell = cells.get(row * BINS.x + column) ?? {
      x: xAxis.low + column * size.x,
      x2: xAxis.low + (column + 1) * size.x,
      y: yAxis.low + row * size.y,
      y2: yAxis.low + (row + 1) * size.y,
      n: 0,
    };
    cell.n += 1;
    cells.set(row * BINS.x + column, cell);
  }
  const most = Math.max(...[...cells.values()].map(({ n }) => n));
  const shades = [1, 2, 3, 4, 5, 6, 7, 8];
  // Few cells hold most points: shades by the logarithm keep the rare ones visible.
  const shade = (n: number): number => 1 + Math.round((Math.log(n) / Math.max(1e-9, Math.log(Math.max(2, most)))) * 7);
  return {
    data: { values: [...cells.values()].map((cell) => ({ ...cell, shade: shade(cell.n) })) },
    mark: { type: "rect", stroke: theme.background, strokeWidth: 0.6 },
    encoding: {
      x: channels.x,
      x2: { field: "x2" },
      y: channels.y,
      y2: { field: "y2" },
      fill: {
        field: "shade",
        type: "ordinal",
        scale: { domain: shades, range: shades.map((s) => rampColor(theme.heat.slice(1), (s - 1) / 7)) },
        legend: null,
      },
    },
  };
}
