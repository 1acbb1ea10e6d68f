import type { DatasetInfo } from "../ports/datasets.ts";
import type { Column, Scalar } from "../ports/tools.ts";

/** Aggregates by what they are about, e.g. "usd", "usd by service=EC2", "rows by user=hana". */
export type Aggregates = Map<string, number>;

const MOST_GROUPS = 500;

/** Of a result that is only known in part, what it says of itself: a sum over some rows would prove a wrong figure. */
export function aggregatesOf(info: DatasetInfo, rows: Scalar[][]): Aggregates {
  const found: Aggregates = new Map(Object.entries(info.totals));
  if (!found.has("rows")) found.set("rows", info.rowCount);
  if (rows.length < info.rowCount) return found;
  const measures = info.columns.flatMap((column, at) => (isMeasure(column) ? [{ name: column.name, at }] : []));
  for (const { name, at } of measures) if (!found.has(name)) found.set(name, sumOf(rows, at));
  info.columns.forEach((column, at) => {
    if (isMeasure(column) || column.type === "percent" || column.type === "time") return;
    const groups = Map.groupBy(rows, (row) => row[at] ?? null);
    found.set(`distinct ${column.name}`, groups.size);
    if (groups.size > MOST_GROUPS) return;
    for (const [value, members] of groups) {
      found.set(`rows by ${column.name}=${value}`, members.length);
      for (const measure of measures)
        found.set(`${measure.name} by ${column.name}=${value}`, sumOf(members, measure.at));
    }
  });
  return found;
}

/** Aggregates of one measure over one column ("usd by service"), in the order of the rows. */
export function families(aggregates: Aggregates): Map<string, [key: string, value: number][]> {
  const groups = [...aggregates].filter(([key]) => key.includes(" by "));
  return Map.groupBy(groups, ([key]) => key.slice(0, key.indexOf("=")));
}

export function measureOf(family: string): string {
  return family.slice(0, family.indexOf(" by "));
}

export function isMeasure(column: Column): boolean {
  return column.type === "money" || column.type === "number";
}

export function sumOf(rows: Scalar[][], at: number): number {
  return rows.reduce((total, row) => total + (typeof row[at] === "number" ? row[at] : 0), 0);
}
