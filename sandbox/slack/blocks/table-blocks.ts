import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";
import { checkRichText } from "./rich-text.ts";
import type { BlockKind } from "./rules.ts";

const { block: most } = limits;

export const tableBlocks: Readonly<Record<string, BlockKind>> = {
  table: {
    keys: ["rows", "column_settings"],
    surfaces: ["message"],
    check(block, path, report) {
      checkRows(block.rows, `${path}/rows`, most.tableRows, report);
      if (block.column_settings === undefined) return;
      const at = `${path}/column_settings`;
      report.list(block.column_settings, at, most.tableColumns).forEach((settings, i) => {
        // Null leaves a column as it is.
        if (settings === null) return;
        const given = report.object(settings, `${at}/${i}`, ["align", "is_wrapped"]);
        report.oneOf(given?.align, `${at}/${i}/align`, ["left", "center", "right"], { optional: true });
        report.maybeFlag(given?.is_wrapped, `${at}/${i}/is_wrapped`);
      });
    },
  },
  data_table: {
    keys: ["rows", "caption", "page_size", "row_header_column_index"],
    surfaces: ["message"],
    check(block, path, report) {
      report.text(block.caption, `${path}/caption`, most.tableCell);
      report.maybeNumber(block.page_size, `${path}/page_size`, 1, 100);
      report.maybeNumber(block.row_header_column_index, `${path}/row_header_column_index`, 0, most.tableCells - 1);
      const rows = checkRows(block.rows, `${path}/rows`, most.dataTableRows, report);
      if (rows.length === 1) report.add(`${path}/rows`, "no less than 2 items allowed");
      const [header] = rows;
      if (!Array.isArray(header)) return;
      header.forEach((cell: unknown, i) => {
        if (isRecord(cell) && cell.type === "rich_text") {
          report.add(`${path}/rows/0/${i}/type`, "must be one of: raw_text, raw_number");
        }
      });
      rows.forEach((row, i) => {
        if (!Array.isArray(row) || row.length === header.length) return;
        report.add(`${path}/rows/${i}`, `must have ${header.length} cells`);
      });
    },
  },
};

function checkRows(rows: unknown, path: string, most_: number, report: Report): unknown[] {
  const given = report.list(rows, path, most_);
  given.forEach((row, r) => {
    report.list(row, `${path}/${r}`, most.tableCells).forEach((cell, c) => {
      checkCell(cell, `${path}/${r}/${c}`, report);
    });
  });
  return given;
}

function checkCell(cell: unknown, at: string, report: Report): void {
  const type = isRecord(cell) ? cell.type : undefined;
  if (!isRecord(cell) || (type !== "raw_text" && type !== "raw_number" && type !== "rich_text")) {
    report.add(at, "unsupported cell type");
  } else if (type === "rich_text") {
    report.object(cell, at, ["elements", "block_id"]);
    checkRichText(cell, at, report);
  } else {
    report.object(cell, at, type === "raw_number" ? ["text", "value"] : ["text"]);
    report.text(cell.text, `${at}/text`, most.tableCell);
    if (type === "raw_number" && typeof cell.value !== "number") report.add(`${at}/value`, "must be a number");
  }
}
