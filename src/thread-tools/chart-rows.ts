import type { DrawRequest } from "../ports/thread-tool.ts";
import type { Column, Scalar } from "../ports/tools.ts";
import type { ChartColumns } from "./chart-columns.ts";
import { shortServiceName } from "./service-names.ts";

export interface DrawnRows {
  rows: DrawRequest["rows"];
  columns: DrawRequest["columns"];
}

/** The name of the counted column where no value column is drawn. */
const COUNT = "rows";

/** One row per x and category with its sums, in order of first appearance; a sum over nothing but nulls is null. */
export function chartRows(columns: Column[], cells: Scalar[][], drawn: ChartColumns): DrawnRows {
  const at = (column: Column | null): number => (column ? columns.indexOf(column) : -1);
  const [x, category, value, previous] = [at(drawn.x), at(drawn.category), at(drawn.value), at(drawn.previous)];
  const sums = new Map<string, { x: string | null; category: string | null; value: Sum; previous: Sum }>();
  for (const row of cells) {
    const key = { x: text(row[x]), category: label(drawn.category, row[category]) };
    const name = JSON.stringify([key.x, key.category]);
    const sum = sums.get(name) ?? { ...key, value: null, previous: null };
    sum.value = add(sum.value, value < 0 ? 1 : row[value]);
    sum.previous = add(sum.previous, row[previous]);
    sums.set(name, sum);
  }
  const names = {
    ...(drawn.x ? { x: drawn.x.name } : {}),
    ...(drawn.category ? { category: drawn.category.name } : {}),
    value: drawn.value?.name ?? COUNT,
    ...(drawn.previous ? { previous: drawn.previous.name } : {}),
  };
  const rows = [...sums.values()].map((sum) => ({
    ...(drawn.x ? { [drawn.x.name]: sum.x } : {}),
    ...(drawn.category ? { [drawn.category.name]: sum.category } : {}),
    [names.value]: sum.value,
    ...(drawn.previous ? { [drawn.previous.name]: sum.previous } : {}),
  }));
  return { rows, columns: names };
}

type Sum = number | null;

function add(sum: Sum, cell: Scalar | undefined): Sum {
  return typeof cell === "number" ? (sum ?? 0) + cell : sum;
}

function text(cell: Scalar | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

function label(column: Column | null, cell: Scalar | undefined): string | null {
  const name = text(cell);
  return name !== null && column?.name === "service" ? shortServiceName(name) : name;
}
