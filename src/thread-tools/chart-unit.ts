import type { DrawRequest } from "../ports/thread-tool.ts";
import type { Column } from "../ports/tools.ts";

type Unit = DrawRequest["look"]["unit"];

/** CloudWatch's names of units, and the ones our tools write. */
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ["percent", "percent"],
  ["%", "percent"],
  ["milliseconds", "milliseconds"],
  ["ms", "milliseconds"],
  ["seconds", "seconds"],
  ["s", "seconds"],
  ["bytes", "bytes"],
  ["none", "number"],
]);

/** What a column's figures are measured in; without one, rows are counted. */
export function unitOf(column: Column | undefined): Unit {
  if (column?.type === "money") return column.unit === "KRW" ? "krw" : "usd";
  if (column?.type === "percent") return "percent";
  return UNITS.get(column?.unit?.toLowerCase() ?? "") ?? "count";
}

/** Amounts and counts of one step and category are added up; a measured value is not. */
export const isSummed = (unit: Unit): boolean => unit === "usd" || unit === "krw" || unit === "count";
