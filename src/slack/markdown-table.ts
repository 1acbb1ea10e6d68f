/** A Markdown table. Cells are Markdown, trimmed; every row has as many as the head. */
export interface MarkdownTable {
  head: string[];
  rows: string[][];
  aligns: ("left" | "center" | "right" | null)[];
}

export type MarkdownPart = { kind: "text"; text: string } | { kind: "table"; table: MarkdownTable };

const DELIMITER = /^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/;

/** Takes the tables out of a text, in order. What stands in a code fence is none. */
export function splitTables(markdown: string): MarkdownPart[] {
  const lines = markdown.split("\n");
  const parts: MarkdownPart[] = [];
  let text: string[] = [];
  let fenced = false;
  const close = () => {
    const joined = text.join("\n").replace(/^\n+|\n+$/g, "");
    if (joined !== "") parts.push({ kind: "text", text: joined });
    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (/^ {0,3}(`{3,}|~{3,})/.test(line)) fenced = !fenced;
    const below = lines[at + 1] ?? "";
    const head = cellsOf(line);
    if (fenced || !line.includes("|") || !isDelimiter(below) || cellsOf(below).length !== head.length) {
      text.push(line);
      continue;
    }
    close();
    const rows: string[][] = [];
    let next = at + 2;
    for (; next < lines.length && lines[next]!.includes("|") && lines[next]!.trim() !== ""; next++) {
      const row = cellsOf(lines[next]!);
      rows.push(head.map((_, column) => row[column] ?? ""));
    }
    parts.push({ kind: "table", table: { head, rows, aligns: cellsOf(below).map(alignOf) } });
    at = next - 1;
  }
  close();
  return parts;
}

/** The table as Markdown again: columns of figures to the right where nothing else was said. */
export function tableMarkdown({ head, rows, aligns }: MarkdownTable): string {
  const marks = head.map((_, column) => {
    const align = aligns[column] ?? (isFigureColumn(rows, column) ? "right" : "plain");
    return { plain: "---", left: ":---", center: ":---:", right: "---:" }[align];
  });
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [row(head), `|${marks.join("|")}|`, ...rows.map(row)].join("\n");
}

/** Every cell that holds anything holds a figure, and at least one does. */
export function isFigureColumn(rows: string[][], column: number): boolean {
  const filled = rows.map((row) => bare(row[column] ?? "")).filter((cell) => !/^[-–—]?$/.test(cell));
  return filled.length > 0 && filled.every((cell) => figureOf(cell) !== null);
}

/** The number a cell shows; null where it shows something else. */
export function figureOf(cell: string): number | null {
  const text = bare(cell);
  if (!/^[+\-−]?\s?[$₩€]?\s?\d[\d,]*(\.\d+)?\s?(%|[KMGTB]{1,2}|ms|s|원|건|개|회|초|분|시간|일|행)?$/.test(text))
    return null;
  const value = Number(text.replace("−", "-").replace(/[^\d.-]/g, ""));
  return Number.isFinite(value) ? value : null;
}

/** A cell without the marks of bold and code. */
export const bare = (cell: string): string =>
  cell
    .replace(/\*\*|`/g, "")
    .replace(/\\([|*_`\\])/g, "$1")
    .trim();

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

const isDelimiter = (line: string): boolean => line.includes("-") && line.includes("|") && DELIMITER.test(line);

function alignOf(mark: string): MarkdownTable["aligns"][number] {
  const [left, right] = [mark.startsWith(":"), mark.endsWith(":")];
  return left && right ? "center" : right ? "right" : left ? "left" : null;
}
