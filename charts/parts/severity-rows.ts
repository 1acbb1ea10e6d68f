import type { Look } from "../look.ts";
import type { Plot } from "../plot.ts";
import { LEVELS, type SeverityLevel } from "../severity.ts";
import { element, group } from "../svg.ts";

/** Lying bars, a row each, stacked by severity in its colours, from a common zero line. */
export async function severityRows(
  rows: { level: SeverityLevel; value: number }[][],
  place: { left: number; top: number; width: number; pitch: number; thick: number },
  look: Look,
  plot: Plot,
): Promise<{ svg: string; x(value: number): number }> {
  const { theme } = look;
  const totals = rows.map((parts) => parts.reduce((sum, { value }) => sum + value, 0));
  const ranks = rows.map((_, rank) => rank);
  const height = place.pitch * rows.length;
  const plotted = await plot(
    {
      data: {
        values: rows.flatMap((parts, rank) =>
          parts.map(({ level, value }) => ({ rank, level: LEVELS.indexOf(level), value })),
        ),
      },
      transform: [{ filter: "datum.value > 0" }],
      mark: { type: "bar", height: place.thick },
      encoding: {
        x: {
          field: "value",
          type: "quantitative",
          stack: "zero",
          scale: { domain: [0, Math.max(1e-9, ...totals)], nice: false },
          axis: null,
        },
        y: { field: "rank", type: "ordinal", scale: { domain: ranks, paddingInner: 0, paddingOuter: 0 }, axis: null },
        color: {
          field: "level",
          type: "ordinal",
          scale: { domain: LEVELS.map((_, i) => i), range: LEVELS.map((level) => theme.severity[level]) },
          legend: null,
        },
        order: { field: "level" },
      },
    },
    { width: place.width, height },
    theme,
  );
  const zero = element("rect", { x: place.left - 0.5, y: place.top, width: 1, height, fill: theme.axis });
  return {
    svg: element("g", { "shape-rendering": "crispEdges" }, group(place.left, place.top, plotted.svg)) + zero,
    x: (value) => place.left + plotted.at("x", value),
  };
}
