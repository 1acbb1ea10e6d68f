import type { Value } from "./ast.ts";
import { Moment } from "./moment.ts";

export const truth = (holds: boolean): number => (holds ? 1 : 0);

export const isTrue = (value: Value): boolean => value !== undefined && value !== 0 && value !== "";

const isNumeric = (value: Value): boolean =>
  typeof value === "number" ||
  value instanceof Moment ||
  (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));

/** As numbers where both are, else as text; what is missing comes first. */
export function compare(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (isNumeric(a) && isNumeric(b)) return Number(a) - Number(b);
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** As Insights prints values: times in UTC, numbers without a needless tail. */
export function valueText(value: Exclude<Value, undefined>): string {
  return typeof value === "number" ? String(Number(value.toFixed(4))) : String(value);
}
