import type { Look } from "../look.ts";
import { element, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";
import { inkOn } from "./ink-on.ts";

export interface LegendItem {
  color: string;
  name: string;
  /** A figure after the name, in bold; "" for none. */
  figure: string;
  /** One letter in the swatch, so that the colour is not the only sign. */
  tag?: string;
  /** What the picture draws it as; a square where nothing is said. */
  shape?: "line" | "dashes" | "band";
}

const NAME = { size: 13 } as const;
const FIGURE = { size: 13, weight: 600, numeric: true } as const;
const TAG = { size: 10, weight: 700 } as const;
const ITEM_GAP = 22;
const LINE = 22;
const LONGEST_NAME = 190;

/** Items side by side, wrapped at `width`; Vega's own legend runs off the edge. `top` is the top of the first line. */
export function legendRow(
  items: LegendItem[],
  box: { left: number; top: number; width: number },
  look: Look,
): { svg: string; height: number } {
  const { measure, theme } = look;
  let svg = "";
  let x = box.left;
  let line = 0;
  const names = fitNames(
    items.map((item) => item.name),
    LONGEST_NAME,
    NAME,
    measure,
  );
  for (const [index, item] of items.entries()) {
    const swatch = item.tag ? 15 : item.shape === undefined ? 11 : 18;
    const name = names[index]!;
    const nameWidth = measure.width(name, NAME);
    const figureWidth = item.figure === "" ? 0 : 6 + measure.width(item.figure, FIGURE);
    const width = swatch + 7 + nameWidth + figureWidth;
    if (x > box.left && x + width > box.left + box.width) {
      x = box.left;
      line += 1;
    }
    const middle = box.top + LINE * (line + 0.5);
    svg += drawSwatch(item, x, middle, swatch);
    if (item.tag) {
      svg += textLine(x + swatch / 2, middle + 3.6, item.tag, { ...TAG, fill: inkOn(item.color), anchor: "middle" });
    }
    svg += textLine(x + swatch + 7, middle + 4.5, name, { ...NAME, fill: theme.inkSoft });
    if (item.figure !== "") {
      svg += textLine(x + swatch + 7 + nameWidth + 6, middle + 4.5, item.figure, { ...FIGURE, fill: theme.ink });
    }
    x += width + ITEM_GAP;
  }
  return { svg, height: items.length === 0 ? 0 : LINE * (line + 1) };
}

function drawSwatch({ shape, color }: LegendItem, x: number, middle: number, size: number): string {
  if (shape === "line" || shape === "dashes") {
    return element("path", {
      d: `M${x} ${middle}h${size}`,
      stroke: color,
      "stroke-width": 3,
      "stroke-dasharray": shape === "dashes" ? "5 3" : undefined,
    });
  }
  const height = shape === "band" ? 11 : size;
  return element("rect", {
    x,
    y: middle - height / 2,
    width: size,
    height,
    rx: 3,
    fill: color,
    "fill-opacity": shape === "band" ? 0.18 : undefined,
  });
}
