import type { Look } from "../look.ts";
import type { Plot } from "../plot.ts";
import { element, group, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";
import { valueAxis } from "../ticks.ts";
import type { Box } from "./box.ts";

export interface HorizontalBar {
  name: string;
  color: string;
  /** Undefined for a row of figures without a bar. */
  bar: { value: number; previous: number | undefined } | undefined;
  figure: string;
  remark: { text: string; tone: "alert" | "good" | "quiet" };
}

const NAME = { size: 13 } as const;
const FIGURE = { size: 13, weight: 600, numeric: true } as const;
const REMARK = { size: 12, numeric: true } as const;
const WIDEST_NAME = 240;
const NAME_GAP = 12;
const GAP = 8;
export const TALLEST_BAR_ROW = 60;

/** Rows of name, bar, figure and remark; no value axis, because every bar carries its figure. */
export async function horizontalBars(rows: HorizontalBar[], box: Box, look: Look, plot: Plot): Promise<string> {
  const { measure, theme } = look;
  const compared = rows.some((row) => row.bar?.previous !== undefined);
  const pitch = Math.min(TALLEST_BAR_ROW, (box.bottom - box.top) / rows.length);
  const thick = Math.min(compared ? 22 : 26, pitch * (compared ? 0.42 : 0.6));
  const thin = compared ? Math.min(10, pitch * 0.24) : 0;

  const nameRoom = Math.min(WIDEST_NAME, Math.max(...rows.map((row) => measure.width(row.name, NAME))));
  const names = fitNames(
    rows.map((row) => row.name),
    nameRoom,
    NAME,
    measure,
  );
  const figureRoom = Math.max(
    ...rows.map((row) => measure.width(row.figure, FIGURE) + GAP + measure.width(row.remark.text, REMARK)),
  );
  const left = box.left + nameRoom + NAME_GAP;
  const frame = { width: box.right - figureRoom - GAP - left, height: pitch * rows.length };
  const ends = rows.flatMap(({ bar }) => (bar ? [bar.value, bar.previous ?? 0] : []));
  const axis = valueAxis(Math.min(0, ...ends), Math.max(0, ...ends), { headroom: 0, wholeNumbers: false });

  const ranks = rows.map((_, rank) => rank);
  const layer = (field: string, height: number, yOffset: number, color: object): object => ({
    mark: { type: "bar", height, yOffset },
    encoding: {
      x: { field, type: "quantitative", scale: { domain: [axis.low, axis.high], nice: false }, axis: null },
      y: { field: "rank", type: "ordinal", scale: { domain: ranks, paddingInner: 0, paddingOuter: 0 }, axis: null },
      color,
    },
  });
  const own = {
    field: "rank",
    type: "ordinal",
    scale: { domain: ranks, range: rows.map((r) => r.color) },
    legend: null,
  };
  const plotted = await plot(
    {
      data: { values: rows.map(({ bar }, rank) => ({ rank, value: bar?.value ?? 0, previous: bar?.previous ?? 0 })) },
      layer: [
        layer("value", thick, compared ? -(thin + 1) / 2 : 0, own),
        ...(compared ? [layer("previous", thin, (thick + 1) / 2, { value: theme.previous })] : []),
      ],
    },
    frame,
    theme,
  );

  const zero = left + plotted.at("x", 0);
  let svg =
    element("g", { "shape-rendering": "crispEdges" }, group(left, box.top, plotted.svg)) +
    element("rect", { x: zero - 0.5, y: box.top, width: 1, height: frame.height, fill: theme.axis });
  rows.forEach(({ bar, figure, remark }, i) => {
    const baseline = box.top + pitch * (i + 0.5) + 4.5;
    const end = left + plotted.at("x", Math.max(0, bar?.value ?? 0, bar?.previous ?? 0)) + GAP;
    const tone = { alert: theme.alert, good: theme.good, quiet: theme.inkSoft }[remark.tone];
    svg +=
      textLine(left - NAME_GAP, baseline, names[i]!, {
        ...NAME,
        fill: bar ? theme.ink : theme.inkSoft,
        anchor: "end",
      }) +
      textLine(end, baseline, figure, { ...FIGURE, fill: bar ? theme.ink : theme.inkSoft }) +
      textLine(end + measure.width(figure, FIGURE) + GAP, baseline, remark.text, { ...REMARK, fill: tone });
  });
  return svg;
}
