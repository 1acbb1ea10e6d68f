import { limits } from "../limits.ts";
import { isRecord } from "./is-record.ts";
import type { Report } from "./report.ts";

const { block } = limits;
const cellTypes = new Set(["raw_text", "raw_number", "rich_text"]);

export function checkTable(table: Record<string, unknown>, path: string, report: Report): void {
  checkRows(table.rows, `${path}/rows`, block.tableRows, report);
  if (Array.isArray(table.column_settings) && table.column_settings.length > block.tableColumns) {
    report.add(`${path}/column_settings`, `no more than ${block.tableColumns} items allowed`);
  }
}

export function checkDataTable(table: Record<string, unknown>, path: string, report: Report): void {
  report.text(table.caption, `${path}/caption`, block.tableCell);
  checkRows(table.rows, `${path}/rows`, block.dataTableRows, report);
}

function checkRows(rows: unknown, path: string, most: number, report: Report): void {
  report.list(rows, path, most).forEach((row, r) => {
    report.list(row, `${path}/${r}`, block.tableCells).forEach((cell, c) => {
      const at = `${path}/${r}/${c}`;
      if (!isRecord(cell) || !cellTypes.has(String(cell.type))) report.add(at, "unsupported cell type");
      else if (cell.type === "raw_text") report.text(cell.text, `${at}/text`, block.tableCell);
    });
  });
}
