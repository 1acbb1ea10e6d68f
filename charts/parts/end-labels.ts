import type { Look } from "../look.ts";
import { element, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";

export interface EndLabel {
  color: string;
  name: string;
  figure: string;
  /** Height at which its line ends. */
  y: number;
  /** In the colour of alarms. */
  alert?: boolean;
}

const NAME = { size: 12 } as const;
const FIGURE = { size: 12, weight: 600, numeric: true } as const;
const PITCH = 19;
const TIE = 14;
const SWATCH = 10;
const GAP = 8;
const WIDEST_NAME = 130;

/** The room that labels of these lines need to the right of a plot. */
export function endLabelRoom(labels: readonly Omit<EndLabel, "y">[], look: Look): number {
  const { measure } = look;
  const widest = (of: (label: Omit<EndLabel, "y">) => number): number => Math.max(0, ...labels.map(of));
  const name = Math.min(
    WIDEST_NAME,
    widest(({ name }) => measure.width(name, NAME)),
  );
  return TIE + SWATCH + 6 + name + GAP + widest(({ figure }) => measure.width(figure, FIGURE));
}

/** Names and last figures beside the ends of lines, moved apart where the ends lie close, each tied to its end. */
export function endLabels(
  labels: readonly EndLabel[],
  box: { left: number; right: number; top: number; bottom: number },
  look: Look,
): string {
  const { measure, theme } = look;
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  const figureRoom = Math.max(0, ...sorted.map(({ figure }) => measure.width(figure, FIGURE)));
  const textLeft = box.left + TIE + SWATCH + 6;
  const names = fitNames(
    sorted.map(({ name }) => name),
    box.right - figureRoom - GAP - textLeft,
    NAME,
    measure,
  );
  const places = spread(
    sorted.map(({ y }) => y),
    box.top + PITCH / 2,
    box.bottom - PITCH / 2,
  );
  return sorted
    .map((label, i) => {
      const y = places[i]!;
      const tie = element("path", {
        d: `M${round(box.left + 2)},${round(label.y)}L${round(box.left + TIE - 3)},${round(y)}`,
        fill: "none",
        stroke: theme.axis,
        "stroke-width": 1,
      });
      const ink = label.alert ? theme.alert : theme.ink;
      return (
        tie +
        element("rect", { x: box.left + TIE, y: y - 2, width: SWATCH, height: 4, rx: 2, fill: label.color }) +
        textLine(textLeft, y + 4.2, names[i]!, { ...NAME, fill: theme.inkSoft }) +
        textLine(box.right, y + 4.2, label.figure, { ...FIGURE, fill: ink, anchor: "end" })
      );
    })
    .join("");
}

/** Heights in order, at least a pitch apart and inside the bounds, moved as little as one pass down and up allows. */
function spread(wanted: readonly number[], top: number, bottom: number): number[] {
  const pitch = Math.min(PITCH, (bottom - top) / Math.max(1, wanted.length - 1));
  const places = wanted.map((y) => Math.min(Math.max(y, top), bottom));
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i]!, places[i - 1]! + pitch);
  const last = places.length - 1;
  if (last >= 0) places[last] = Math.min(places[last]!, bottom);
  for (let i = last - 1; i >= 0; i--) places[i] = Math.min(places[i]!, places[i + 1]! - pitch);
  return places;
}

const round = (value: number): number => Math.round(value * 100) / 100;
