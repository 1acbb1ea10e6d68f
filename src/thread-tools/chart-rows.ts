import type { ChartPart, DrawRequest } from "../ports/thread-tool.ts";
import type { Column, Scalar } from "../ports/tools.ts";
import type { ChartColumns } from "./chart-columns.ts";
import { isSummed, unitOf } from "./chart-unit.ts";
import { shortServiceName } from "./service-names.ts";

export type DrawnRows = Pick<DrawRequest, "rows" | "columns">;

/** The name of the counted column where no value column is drawn. */
const COUNT = "rows";
const FIGURES: readonly ChartPart[] = ["value", "previous", "low", "high", "errors"];

/**
 * Rows as the chart takes them. Amounts and counts: one row per x, category and severity with its sums, in order of
 * first appearance; a sum over nothing but nulls is null. Measured values and single points: row by row.
 */
export function chartRows(columns: Column[], cells: Scalar[][], drawn: ChartColumns, chart: string): DrawnRows {
  if (drawn.series.length > 0) return meltedRows(columns, cells, drawn);
  const { parts } = drawn;
  const used = Object.entries(parts) as [ChartPart, Column][];
  const at = new Map(used.map(([part, column]) => [part, columns.indexOf(column)]));
  const names = Object.fromEntries(used.map(([part, column]) => [part, column.name])) as DrawRequest["columns"];
  const read = (row: Scalar[], part: ChartPart): Cell => cellOf(part, parts[part], row[at.get(part)!]);
  if (chart === "scatter" || !isSummed(unitOf(parts.value))) {
    const rows = cells.map((row) => Object.fromEntries(used.map(([part, column]) => [column.name, read(row, part)])));
    return { rows, columns: names };
  }
  const keys = used.map(([part]) => part).filter((part) => !FIGURES.includes(part));
  const figures = used.map(([part]) => part).filter((part) => FIGURES.includes(part));
  const sums = new Map<string, Record<string, Cell>>();
  for (const row of cells) {
    const key = keys.map((part) => read(row, part));
    const id = JSON.stringify(key);
    const sum = sums.get(id) ?? {
      ...Object.fromEntries(keys.map((part, i) => [names[part]!, key[i]!])),
      ...(parts.value ? {} : { [COUNT]: null }),
      ...Object.fromEntries(figures.map((part) => [names[part]!, null])),
    };
    sums.set(id, sum);
    if (!parts.value) sum[COUNT] = add(sum[COUNT]!, 1);
    for (const part of figures) sum[names[part]!] = add(sum[names[part]!]!, row[at.get(part)!]);
  }
  return { rows: [...sums.values()], columns: { ...names, value: names.value ?? COUNT } };
}

/** The rows of a table: its columns, with long service names as people say them. */
export function tableRows(columns: Column[], cells: Scalar[][], fields: Column[]): DrawRequest["rows"] {
  const at = fields.map((field) => columns.indexOf(field));
  return cells.map((row) =>
    Object.fromEntries(
      fields.map((field, i) => {
        const cell = row[at[i]!] ?? null;
        return [field.name, typeof cell === "number" ? cell : cellOf("category", field, cell)];
      }),
    ),
  );
}

function meltedRows(columns: Column[], cells: Scalar[][], { parts, series }: ChartColumns): DrawnRows {
  const x = parts.x ? columns.indexOf(parts.x) : -1;
  const at = series.map((column) => columns.indexOf(column));
  const rows = cells.flatMap((row) =>
    series.map((column, i) => ({ x: text(row[x]), series: column.name, value: number(row[at[i]!]) })),
  );
  return { rows, columns: { ...(parts.x ? { x: "x" } : {}), category: "series", value: "value" } };
}

type Cell = string | number | null;

function cellOf(part: ChartPart, column: Column | undefined, cell: Scalar | undefined): Cell {
  if (FIGURES.includes(part) || (part === "x" && typeof cell === "number")) return number(cell);
  const name = text(cell);
  return name !== null && column?.name === "service" ? shortServiceName(name) : name;
}

function add(sum: Cell, cell: Scalar | undefined): Cell {
  return typeof cell === "number" ? Number(sum ?? 0) + cell : sum;
}

function number(cell: Scalar | undefined): number | null {
  return typeof cell === "number" ? cell : null;
}

function text(cell: Scalar | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
