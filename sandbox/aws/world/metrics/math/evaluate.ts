import { MathError, type Node, type Operator } from "./ast.ts";
import { functions } from "./functions.ts";
import { combine, isLine, type Line, mapValues, type Value } from "./value.ts";

export interface Scope {
  /** A query's result by its id; throws MathError where there is none. */
  resolve(id: string): Value;
  /** The lines of all MetricStat queries whose id contains the text. */
  metrics(containing: string): Line[];
  search(text: string, statistic: string, period: number): Line[];
  /** The grid on which FILL fills. */
  from: number;
  to: number;
  now: number;
}

const truth = (value: boolean) => (value ? 1 : 0);
const operators: Record<Operator, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  OR: (a, b) => truth(a !== 0 || b !== 0),
};

/** @throws MathError for ids and functions that do not exist, and for arguments a function does not take. */
export function evaluateMath(node: Node, scope: Scope): Value {
  switch (node.kind) {
    case "number":
    case "text":
      return node.value;
    case "word":
      return node.name;
    case "id":
      return scope.resolve(node.name);
    case "list": {
      const lines = node.items.flatMap((item) => evaluateMath(item, scope));
      if (!lines.every(isLine)) throw new MathError("an array holds time series only");
      return lines;
    }
    case "negative":
      return mapValues(evaluateMath(node.inner, scope), (value) => -value);
    case "operation":
      return combine(evaluateMath(node.left, scope), evaluateMath(node.right, scope), operators[node.operator]);
    case "call": {
      const call = functions[node.name];
      if (!call) throw new MathError(`The function ${node.name} does not exist.`);
      return call(
        node.args.map((arg) => evaluateMath(arg, scope)),
        scope,
      );
    }
  }
}
