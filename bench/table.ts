/** Columns of plain text: the first to the left, the others to the right. */
export function table(heads: string[], rows: (string | number)[][]): string {
  const cells = [heads, ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? figure(cell) : cell)))];
  const widths = heads.map((_, i) => Math.max(...cells.map((row) => widthOf(row[i] ?? ""))));
  const padded = (cell: string, i: number) => {
    const gap = " ".repeat(widths[i]! - widthOf(cell));
    return i === 0 ? cell + gap : gap + cell;
  };
  return cells.map((row) => row.map(padded).join("  ")).join("\n");
}

/** In columns of a terminal, where a Korean syllable takes two. */
const widthOf = (text: string): number => text.replace(/\p{Script=Hangul}/gu, "xx").length;

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
