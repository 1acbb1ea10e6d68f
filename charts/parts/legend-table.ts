import type { Look } from "../look.ts";
import { element, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";
import { inkOn } from "./ink-on.ts";

export interface LegendTableRow {
  color: string;
  name: string;
  sum: string;
  share: string;
  /** Tinted: this category made the spike. */
  alert: boolean;
  /** One letter in the swatch, so that the colour is not the only sign. */
  tag?: string;
}

export interface LegendTable {
  svg: string;
  left: number;
}

const PITCH = 32;
const SWATCH = 11;
const INDENT = SWATCH + 8;
const CELL_GAP = 14;
const NARROWEST = 236;
const WIDEST = 312;
const NAME = { size: 13 } as const;
const SUM = { size: 13, weight: 600, numeric: true } as const;
const SHARE = { size: 13, numeric: true } as const;
const HEAD = { size: 12 } as const;
const TAG = { size: 10, weight: 700 } as const;

/** Swatch, name, sum, share: figure columns as wide as they need, names cut to what is left. */
export function legendTable(
  rows: LegendTableRow[],
  heads: { name: string; sum: string; share: string },
  box: { right: number; top: number },
  look: Look,
  widths = { least: NARROWEST, most: WIDEST },
): LegendTable {
  const { measure, theme } = look;
  const widest = (head: string, texts: string[], style: typeof SUM | typeof SHARE): number =>
    Math.max(measure.width(head, HEAD), ...texts.map((text) => measure.width(text, style)));
  const shareWidth = widest(
    heads.share,
    rows.map((row) => row.share),
    SHARE,
  );
  const sumWidth = widest(
    heads.sum,
    rows.map((row) => row.sum),
    SUM,
  );
  const nameWidth = Math.max(
    measure.width(heads.name, HEAD) - INDENT,
    ...rows.map((row) => measure.width(row.name, NAME)),
  );
  const figures = sumWidth + shareWidth + 2 * CELL_GAP;
  const width = Math.min(widths.most, Math.max(widths.least, INDENT + nameWidth + figures));
  const left = box.right - width;
  const nameLeft = left + INDENT;
  const sumRight = box.right - shareWidth - CELL_GAP;
  const nameRoom = width - INDENT - figures;

  const names = fitNames(
    rows.map((row) => row.name),
    nameRoom,
    NAME,
    measure,
  );
  const head = { ...HEAD, fill: theme.inkQuiet };
  const y = box.top + 14;
  let svg =
    textLine(left, y, measure.fit(heads.name, sumRight - sumWidth - CELL_GAP - left, head), head) +
    textLine(sumRight, y, heads.sum, { ...head, anchor: "end" }) +
    textLine(box.right, y, heads.share, { ...head, anchor: "end" }) +
    element("rect", { x: left, y: box.top + 24, width: width, height: 1, fill: theme.border });
  rows.forEach((row, index) => {
    const middle = box.top + 28 + PITCH * (index + 0.5);
    const baseline = middle + 4.5;
    if (row.alert) {
      svg += element("rect", {
        x: left - 8,
        y: middle - 14,
        width: width + 16,
        height: 28,
        rx: 6,
        fill: theme.alertTint,
      });
    }
    svg +=
      swatch(row, left, middle) +
      textLine(nameLeft, baseline, names[index]!, { ...NAME, fill: theme.ink }) +
      textLine(sumRight, baseline, row.sum, { ...SUM, fill: row.alert ? theme.alert : theme.ink, anchor: "end" }) +
      textLine(box.right, baseline, row.share, { ...SHARE, fill: theme.inkSoft, anchor: "end" });
  });
  return { svg, left };
}

function swatch({ color, tag }: LegendTableRow, left: number, middle: number): string {
  const size = tag ? 15 : SWATCH;
  const x = left - (size - SWATCH) / 2;
  const square = element("rect", { x, y: middle - size / 2, width: size, height: size, rx: 3, fill: color });
  if (!tag) return square;
  return square + textLine(x + size / 2, middle + 3.6, tag, { ...TAG, fill: inkOn(color), anchor: "middle" });
}
