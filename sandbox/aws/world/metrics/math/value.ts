/** What an expression can be: a number, a word, a time series, or several. */
import type { Points } from "../points.ts";
import { MathError } from "./ast.ts";

export interface Line extends Points {
  label: string;
  /** Seconds. */
  period: number;
}

export type Value = number | string | Line | Line[];

export const isLine = (value: unknown): value is Line =>
  typeof value === "object" && value !== null && "times" in value;

/** @throws MathError */
export function mapValues(value: Value, change: (n: number) => number): Value {
  if (typeof value === "number") return change(value);
  if (typeof value === "string") throw new MathError("a text has no number");
  if (Array.isArray(value)) return value.map((line) => finite({ ...line, values: line.values.map(change) }));
  return finite({ ...value, values: value.values.map(change) });
}

/** Point by point where both have one; a number goes with every point; arrays go with one line, or pairwise. */
export function combine(a: Value, b: Value, operation: (x: number, y: number) => number): Value {
  if (typeof a === "string" || typeof b === "string") throw new MathError("a text cannot be calculated with");
  if (typeof a === "number") return mapValues(b, (y) => operation(a, y));
  if (typeof b === "number") return mapValues(a, (x) => operation(x, b));
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) throw new MathError("the arrays are of different lengths");
    return a.map((line, index) => together(line, b[index] as Line, operation));
  }
  if (Array.isArray(a)) return a.map((line) => together(line, b as Line, operation));
  if (Array.isArray(b)) return b.map((line) => together(a, line, operation));
  return together(a, b, operation);
}

function together(a: Line, b: Line, operation: (x: number, y: number) => number): Line {
  const result: Line = { label: a.label, period: Math.max(a.period, b.period), times: [], values: [] };
  for (let i = 0, j = 0; i < a.times.length && j < b.times.length; ) {
    const [x, y] = [a.times[i] as number, b.times[j] as number];
    if (x === y) {
      result.times.push(x);
      result.values.push(operation(a.values[i] as number, b.values[j] as number));
    }
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return finite(result);
}

/** A division by zero leaves no point. */
function finite(line: Line): Line {
  if (line.values.every(Number.isFinite)) return line;
  const keep = line.values.map(Number.isFinite);
  return {
    ...line,
    times: line.times.filter((_, index) => keep[index]),
    values: line.values.filter((_, index) => keep[index]),
  };
}
