import type { Column, Scalar } from "../ports/tools.ts";

/**
 * Types and labels for the columns of a query: a column that carries the name of one it was selected from keeps that
 * one's, the rest are told by their name and values.
 */
export function queryColumns(names: string[], rows: Scalar[][], from: Column[]): Column[] {
  return names.map((name, index) => {
    const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
    const origin = from.find((column) => column.name.toLowerCase() === name.toLowerCase());
    if (origin && values.every((value) => holds(origin.type, value))) return { ...origin, name };
    return { name, type: guess(name, values), label: { ko: name, en: name } };
  });
}

const DAY = /^\d{4}-\d{2}(-\d{2})?$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

function holds(type: Column["type"], value: Scalar): boolean {
  if (type === "money" || type === "number" || type === "percent") return typeof value === "number";
  if (type === "day") return typeof value === "string" && DAY.test(value);
  if (type === "time") return typeof value === "string" && TIME.test(value);
  return type !== "bool" && typeof value === "string";
}

function guess(name: string, values: Scalar[]): Column["type"] {
  if (values.length === 0) return "text";
  if (values.every((value) => typeof value === "number")) {
    return /usd|cost|spend|비용|금액/i.test(name) && !/count\s*\(|pct|percent|share|ratio/i.test(name)
      ? "money"
      : "number";
  }
  if (values.every((value) => holds("day", value))) return "day";
  return values.every((value) => holds("time", value)) ? "time" : "text";
}
