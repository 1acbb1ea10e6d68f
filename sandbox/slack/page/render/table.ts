import { isRecord } from "../../blocks/is-record.ts";
import type { Block } from "../../entities.ts";
import { type Child, h } from "../dom.ts";
import type { Look } from "../look.ts";
import { richText } from "./rich-text.ts";

/** `table` and `data_table` blocks: the first row is the head. */
export function table(look: Look, block: Block): HTMLElement {
  const rows = Array.isArray(block.rows) ? (block.rows as unknown[][]) : [];
  const settings = Array.isArray(block.column_settings) ? (block.column_settings as { align?: string }[]) : [];
  const [head = [], ...body] = rows;
  const draw = (tag: "th" | "td") => (cell: unknown, column: number) => {
    const align = settings[column]?.align ?? (isRecord(cell) && cell.type === "raw_number" ? "right" : undefined);
    return h(tag, { attr: { align } }, content(look, cell));
  };
  return h(
    "div",
    { class: "table-scroll" },
    h(
      "table",
      {},
      typeof block.caption === "string" && h("caption", {}, block.caption),
      h("thead", {}, h("tr", {}, head.map(draw("th")))),
      h(
        "tbody",
        {},
        body.map((row) => h("tr", {}, row.map(draw("td")))),
      ),
    ),
  );
}

function content(look: Look, cell: unknown): Child {
  if (!isRecord(cell)) return "";
  if (cell.type === "rich_text") return richText(look, cell as Block);
  return String(cell.text ?? cell.value ?? "");
}
