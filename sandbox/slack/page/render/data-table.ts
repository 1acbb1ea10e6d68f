import { isRecord } from "../../blocks/is-record.ts";
import type { Block } from "../../entities.ts";
import { fill, h } from "../dom.ts";
import { icon } from "../icon.ts";
import type { Look } from "../look.ts";
import { alignOf, cellContent, cellText } from "./table.ts";
import { visible } from "./visible.ts";

const PAGE_SIZE = 5;

/** A `data_table` block: sorted by a press on a column's head, a page at a time. */
export function dataTable(look: Look, block: Block): HTMLElement {
  const { text } = look;
  const [head = [], ...rows] = Array.isArray(block.rows) ? (block.rows as unknown[][]) : [];
  const size = typeof block.page_size === "number" && block.page_size > 0 ? block.page_size : PAGE_SIZE;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  let sort: { column: number; direction: 1 | -1 } | undefined;
  let page = 0;

  const heads = head.map((cell, column) =>
    h(
      "th",
      { attr: { align: alignOf(rows[0]?.[column]), scope: "col" } },
      h(
        "button",
        { class: "sort", attr: { type: "button" }, on: { click: () => sortBy(column) } },
        cellText(cell),
        icon("down"),
      ),
    ),
  );
  const body = h("tbody");
  const where = h("span", { class: "pager-where", attr: { role: "status" } });
  const turn = (label: string, sign: "left" | "right", by: number): HTMLButtonElement =>
    h(
      "button",
      {
        class: "icon-button",
        attr: { type: "button", title: label, "aria-label": label },
        on: {
          click: () => {
            page += by;
            draw();
          },
        },
      },
      icon(sign),
    );
  const back = turn(text.previousPage, "left", -1);
  const on = turn(text.nextPage, "right", 1);

  function sortBy(column: number): void {
    sort = { column, direction: sort?.column === column && sort.direction === 1 ? -1 : 1 };
    page = 0;
    draw();
  }

  function draw(): void {
    const order = sort;
    const sorted = order ? rows.toSorted((a, b) => order.direction * compare(a[order.column], b[order.column])) : rows;
    const shown = sorted.slice(page * size, (page + 1) * size);
    fill(
      body,
      shown.map((row) =>
        h(
          "tr",
          {},
          row.map((cell, column) =>
            column === (block.row_header_column_index ?? 0)
              ? h("th", { attr: { scope: "row" } }, cellContent(look, cell))
              : h("td", { attr: { align: alignOf(cell) } }, cellContent(look, cell)),
          ),
        ),
      ),
    );
    heads.forEach((cell, column) => {
      const sorting = sort?.column === column ? (sort.direction === 1 ? "ascending" : "descending") : "none";
      cell.setAttribute("aria-sort", sorting);
    });
    where.textContent = text.pageOf(page * size + 1, page * size + shown.length, rows.length);
    back.disabled = page === 0;
    on.disabled = page >= pages - 1;
  }

  draw();
  return h(
    "div",
    { class: "data-table" },
    h(
      "div",
      { class: "table-scroll", attr: { tabindex: 0 } },
      h(
        "table",
        {},
        typeof block.caption === "string" && h("caption", {}, visible(block.caption)),
        h("thead", {}, h("tr", {}, heads)),
        body,
      ),
    ),
    pages > 1 && h("div", { class: "pager" }, where, back, on),
  );
}

/** Numbers by their size, everything else as a reader would look it up. */
function compare(a: unknown, b: unknown): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) return left - right;
  return cellText(a).localeCompare(cellText(b), undefined, { numeric: true });
}

function numberOf(cell: unknown): number | undefined {
  if (isRecord(cell) && cell.type === "raw_number") return Number(cell.value ?? cell.text);
  const plain = cellText(cell).replace(/[$₩€£,%\s]/g, "");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}
