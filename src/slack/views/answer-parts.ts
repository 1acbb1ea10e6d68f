import type { DataTableBlock, KnownBlock, RichTextBlock, RichTextText, TableBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { Language } from "../../ports/tools.ts";
import { inertMarkdown } from "../inert-markdown.ts";
import { limits } from "../limits.ts";
import { bare, figureOf, isFigureColumn, type MarkdownTable, splitTables, tableMarkdown } from "../markdown-table.ts";
import { words } from "../text/words.ts";
import { bold, code, line, plain, richText } from "./rich-text.ts";

/** A piece of an answer in its order. `markdown` of a table says the same where Slack takes no such block. */
export type AnswerPart = { kind: "text"; markdown: string } | { kind: "table"; block: KnownBlock; markdown: string };

/** Small enough to read at a glance (ten rows, and what sums them up): Markdown streams, and stands in notifications. */
const SMALL = { rows: 15, columns: 8, cell: 300, all: 4_000 };
/** Characters of one table block, so that it fits into a message beside the words. */
const MOST_CHARS = 8_000;
const MOST_CELL = 400;

/**
 * An answer's Markdown, made inert before, with its tables in the form their size asks for: Markdown for small ones;
 * pages of ten to sort (`data_table`) for long ones; a `table` with wrapped cells for wide ones. Each is for a message of
 * its own, because Slack takes one table per message.
 */
export function answerParts(markdown: string, language: Language): AnswerPart[] {
  return splitTables(markdown).flatMap((part): AnswerPart[] => {
    if (part.kind === "text") return [{ kind: "text", markdown: part.text }];
    const { table } = part;
    if (table.rows.length === 0 || isSmall(table)) return [{ kind: "text", markdown: tableMarkdown(table) }];
    const shown = cut(table);
    const block = shown.rows.length > SMALL.rows ? dataTable(shown, language) : wideTable(shown);
    const left = cutWords(table, shown, language);
    return [
      // A cell that was cut may have lost the end of its code mark.
      { kind: "table", block, markdown: inertMarkdown(tableMarkdown(shown)) },
      ...(left ? [{ kind: "text" as const, markdown: left }] : []),
    ];
  });
}

function isSmall({ head, rows }: MarkdownTable): boolean {
  const cells = [head, ...rows].flat();
  return (
    rows.length <= SMALL.rows &&
    head.length <= SMALL.columns &&
    cells.every((cell) => cell.length <= SMALL.cell) &&
    cells.join("").length <= SMALL.all
  );
}

/** What fits: columns, rows and characters of a cell. */
function cut({ head, rows, aligns }: MarkdownTable): MarkdownTable {
  const within = (cells: string[]) => cells.slice(0, limits.tableColumns).map((cell) => capText(cell, MOST_CELL));
  const shown: string[][] = [];
  let used = within(head).join("").length;
  for (const row of rows.slice(0, limits.tableRows).map(within)) {
    used += row.join("").length;
    if (shown.length > 0 && used > MOST_CHARS) break;
    shown.push(row);
  }
  return { head: within(head), rows: shown, aligns };
}

function cutWords(whole: MarkdownTable, shown: MarkdownTable, language: Language): string | null {
  const say = words(language).answer;
  const rows = whole.rows.length > shown.rows.length;
  const columns = whole.head.length > shown.head.length;
  if (!rows && !columns) return null;
  return [
    ...(rows ? [say.rowsCut(shown.rows.length, whole.rows.length)] : []),
    ...(columns ? [say.columnsCut(shown.head.length, whole.head.length)] : []),
  ].join(" ");
}

type Cell = { type: "raw_text"; text: string } | { type: "raw_number"; text: string; value: number } | RichTextBlock;

function dataTable({ head, rows }: MarkdownTable, language: Language): DataTableBlock {
  const caption = words(language).answer.tableCaption(rows.length);
  return {
    type: "data_table",
    caption,
    page_size: 10,
    rows: [head.map(rawText), ...rows.map((row) => row.map((cell, column) => numberOr(cell, rows, column)))],
  } as DataTableBlock;
}

function wideTable({ head, rows, aligns }: MarkdownTable): TableBlock {
  return {
    type: "table",
    column_settings: head.map((_, column) => ({
      align: aligns[column] ?? (isFigureColumn(rows, column) ? "right" : "left"),
      is_wrapped: true,
    })),
    rows: [head.map(rawText), ...rows.map((row) => row.map(cellOf))],
  } as TableBlock;
}

const numberOr = (cell: string, rows: string[][], column: number): Cell => {
  const value = figureOf(cell);
  return value !== null && isFigureColumn(rows, column)
    ? { type: "raw_number", text: decoded(bare(cell)), value }
    : cellOf(cell);
};

/** Slack refuses empty cells. */
const rawText = (cell: string): Cell => ({ type: "raw_text", text: decoded(bare(cell)) || "–" });

/** Bold and code are kept; everything else is text as it stands, because nothing in a cell is read as markup. */
function cellOf(cell: string): Cell {
  if (!/`[^`]+`|\*\*[^*]+\*\*/.test(cell)) return rawText(cell);
  const pieces = cell.split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter((piece) => piece !== "");
  return richText(line(...pieces.map(piece)));
}

function piece(text: string): RichTextText {
  const words = decoded(bare(text)) || " ";
  if (/^`[^`]+`$/.test(text)) return code(words);
  return /^\*\*[^*]+\*\*$/.test(text) ? bold(words) : plain(decoded(text.replace(/\\([|*_`\\])/g, "$1")));
}

/** Only Markdown knows entities; in a cell they would stand as they are. */
const decoded = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
