import { isRecord } from "../../blocks/is-record.ts";
import type { Block } from "../../entities.ts";
import { type Child, h } from "../dom.ts";
import type { Look } from "../look.ts";
import { richText } from "./rich-text.ts";
import { visible } from "./visible.ts";

interface ColumnSetting {
  align?: string;
  is_wrapped?: boolean;
}

/** A `table` block: the first row is the head. */
export function table(look: Look, block: Block): HTMLElement {
  const [head = [], ...body] = Array.isArray(block.rows) ? (block.rows as unknown[][]) : [];
  const settings = Array.isArray(block.column_settings) ? (block.column_settings as (ColumnSetting | null)[]) : [];
  const draw = (tag: "th" | "td") => (cell: unknown, column: number) => {
    const setting = settings[column];
    return h(
      tag,
      { class: setting?.is_wrapped === false ? "one-line" : "", attr: { align: setting?.align ?? alignOf(cell) } },
      cellContent(look, cell),
    );
  };
  return h(
    "div",
    { class: "table-scroll", attr: { tabindex: 0 } },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head.map(draw("th")))),
      h(
        "tbody",
        {},
        body.map((row) => h("tr", {}, row.map(draw("td")))),
      ),
    ),
  );
}

export function alignOf(cell: unknown): string | undefined {
  return isRecord(cell) && cell.type === "raw_number" ? "right" : undefined;
}

export function cellContent(look: Look, cell: unknown): Child {
  if (isRecord(cell) && cell.type === "rich_text") return richText(look, cell as Block);
  return cellText(cell);
}

/** The words of a cell; a number's own text wins over its value. */
export function cellText(cell: unknown): string {
  if (!isRecord(cell)) return "";
  if (cell.type === "rich_text") return wordsOf(cell);
  return visible(String(cell.text ?? cell.value ?? ""));
}

function wordsOf(piece: unknown): string {
  if (!isRecord(piece)) return "";
  const inner = Array.isArray(piece.elements) ? piece.elements.map(wordsOf).join("") : "";
  return `${typeof piece.text === "string" ? piece.text : ""}${inner}`;
}
