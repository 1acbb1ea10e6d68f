import { capText } from "../../../redaction/clean-text.ts";
import type { Column, Language, Scalar } from "../../ports/tools.ts";
import { stamp } from "../text/time.ts";

/** One numbered row of a result, as it is cited. */
export interface NumberedRow {
  /** From 1. */
  number: number;
  cells: Scalar[];
}

const CELL = 28;
const WIDTH = 96;

/** A few rows as aligned text, for places where Slack takes no tables. Columns beyond the width are left out. */
export function rowSample(
  columns: Column[],
  rows: NumberedRow[],
  { language, zone }: { language: Language; zone: string },
): string {
  const lines = [
    ["#", ...columns.map((column) => oneLine(column.label[language]))],
    ...rows.map(({ number, cells }) => [
      String(number),
      ...columns.map((column, at) => oneLine(cellWords(column, cells[at] ?? null, { language, zone }))),
    ]),
  ];
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map((cells) => widthOf(cells[at] ?? ""))));
  let used = 0;
  const shown = widths.findIndex((width) => {
    used += width + 2;
    return used > WIDTH;
  });
  const count = shown <= 1 ? widths.length : shown;
  const isFigure = (at: number) => ["money", "number", "percent"].includes(columns[at - 1]?.type ?? "");
  const drawn = lines.map((cells) =>
    cells
      .slice(0, count)
      .map((cell, at) => pad(cell, widths[at] ?? 0, at === 0 || isFigure(at)))
      .join("  ")
      .trimEnd(),
  );
  return drawn.join("\n");
}

/** A cell as a reader writes it: times in their zone, money with cents. */
function cellWords(column: Column, value: Scalar, { language, zone }: { language: Language; zone: string }): string {
  if (value === null) return "-";
  if (typeof value === "number" && column.type === "money") {
    const amount = value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
    return (column.unit ?? "USD") === "USD" ? `$${amount}` : `${amount} ${column.unit}`;
  }
  if (typeof value === "number") return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
  const at = column.type === "time" ? Date.parse(String(value)) : Number.NaN;
  return Number.isNaN(at) ? String(value) : stamp(at, zone, language);
}

const oneLine = (text: string): string => capText(text.replace(/\s+/g, " "), CELL);

/** Hangul and other wide letters take two columns of a fixed-width font. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const widthOf = (text: string): number => [...text].reduce((sum, point) => sum + (WIDE.test(point) ? 2 : 1), 0);

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? `${space}${text}` : `${text}${space}`;
}
