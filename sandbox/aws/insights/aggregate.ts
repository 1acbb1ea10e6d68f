import type { Column, Expression, Row, Value } from "./ast.ts";
import { compare, evaluate } from "./evaluate.ts";

const aggregates: Record<string, (values: Value[], rest: Value[]) => Value> = {
  count: (values) => values.filter((v) => v !== undefined).length,
  count_distinct: (values) => new Set(values.filter((v) => v !== undefined)).size,
  sum: (values) => numbers(values).reduce((a, b) => a + b, 0),
  avg: (values) => mean(numbers(values)),
  min: (values) => ordered(values)[0],
  max: (values) => ordered(values).at(-1),
  earliest: (values) => values.find((v) => v !== undefined),
  latest: (values) => values.findLast((v) => v !== undefined),
  pct: (values, [percent]) => percentile(numbers(values), Number(percent)),
  median: (values) => percentile(numbers(values), 50),
};

export const isAggregate = (name: string): boolean => name in aggregates;

const numbers = (values: Value[]) => values.map(Number).filter((n) => Number.isFinite(n));
const mean = (list: number[]) => (list.length ? list.reduce((a, b) => a + b, 0) / list.length : undefined);
const ordered = (values: Value[]) => values.filter((v) => v !== undefined).sort(compare);

function percentile(list: number[], percent: number): number | undefined {
  const sorted = list.sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1))];
}

/** One row per group; without groups one row, also over nothing. */
export function stats(rows: Row[], columns: Column[], by: Column[]): Row[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((c) => evaluate(c.expression, row) ?? null)));
  if (by.length === 0 && groups.size === 0) groups.set("", []);
  return [...groups.values()].map((group) => {
    const first = group[0] ?? {};
    return {
      ...Object.fromEntries(by.map((c) => [c.name, evaluate(c.expression, first)])),
      ...Object.fromEntries(columns.map((c) => [c.name, over(c.expression, group)])),
    };
  });
}

function over(e: Expression, group: Row[]): Value {
  if (e.kind === "literal") return e.value;
  if (e.kind === "binary") {
    const parts = { left: over(e.left, group), right: over(e.right, group) };
    const field = (name: "left" | "right") => ({ kind: "field", name, text: name }) as const;
    return evaluate({ ...e, left: field("left"), right: field("right") }, parts);
  }
  const aggregate = e.kind === "call" ? aggregates[e.name] : undefined;
  if (e.kind !== "call" || !aggregate) return undefined;
  const [first, ...rest] = e.args;
  const values = group.map((row) => (first ? evaluate(first, row) : true));
  return aggregate(
    values,
    rest.map((arg) => evaluate(arg, {})),
  );
}
