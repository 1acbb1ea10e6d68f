import type { Expression, Row, Value } from "./ast.ts";
import { functions } from "./functions.ts";
import { Moment } from "./moment.ts";
import { compare, isTrue, truth } from "./values.ts";

export function evaluate(e: Expression, row: Row): Value {
  switch (e.kind) {
    case "literal":
      return e.value;
    case "field":
      return row[e.name];
    case "duration":
      return e.ms;
    case "star":
      return 1;
    case "not":
      return truth(!isTrue(evaluate(e.inner, row)));
    case "negative":
      return calculated(() => -Number(evaluate(e.inner, row)));
    case "in": {
      const left = evaluate(e.left, row);
      return truth(left !== undefined && e.values.some((v) => compare(left, evaluate(v, row)) === 0));
    }
    case "match": {
      const text = evaluate(e.left, row);
      if (text === undefined) return 0;
      if (e.pattern instanceof RegExp) return truth(e.pattern.test(String(text)));
      return truth(String(text).includes(String(evaluate(e.pattern, row) ?? "")));
    }
    case "call":
      return callOf(e, row);
    case "binary":
      return binary(e, row);
  }
}

/** After `stats`, `count(*)` names a column as it was written. */
function callOf(e: Expression & { kind: "call" }, row: Row): Value {
  if (e.text in row) return row[e.text];
  const [first, second] = e.args;
  if (e.name === "bin") return onGrid(row["@timestamp"], first, Math.floor);
  if (e.name === "datefloor") return onGrid(first && evaluate(first, row), second, Math.floor);
  if (e.name === "dateceil") return onGrid(first && evaluate(first, row), second, Math.ceil);
  return functions[e.name]?.run(e.args.map((a) => evaluate(a, row)));
}

function onGrid(time: Value, span: Expression | undefined, round: (n: number) => number): Value {
  if (time === undefined || span?.kind !== "duration") return undefined;
  return new Moment(round(Number(time) / span.ms) * span.ms);
}

/** No number where there is none to calculate with. */
function calculated(result: () => number): Value {
  const number = result();
  return Number.isFinite(number) ? number : undefined;
}

function binary(e: Expression & { kind: "binary" }, row: Row): Value {
  if (e.op === "and") return truth(isTrue(evaluate(e.left, row)) && isTrue(evaluate(e.right, row)));
  if (e.op === "or") return truth(isTrue(evaluate(e.left, row)) || isTrue(evaluate(e.right, row)));
  const left = evaluate(e.left, row);
  const right = evaluate(e.right, row);
  if (left === undefined || right === undefined) return isComparison(e.op) ? 0 : undefined;
  const [a, b] = [Number(left), Number(right)];
  switch (e.op) {
    case "+":
      return calculated(() => a + b);
    case "-":
      return calculated(() => a - b);
    case "*":
      return calculated(() => a * b);
    case "/":
      return calculated(() => a / b);
    case "%":
      return calculated(() => a % b);
    case "^":
      return calculated(() => a ** b);
    default: {
      const order = compare(left, right);
      const holds = { "=": order === 0, "!=": order !== 0, "<": order < 0, "<=": order <= 0, ">": order > 0 };
      return truth(e.op === ">=" ? order >= 0 : holds[e.op]);
    }
  }
}

const isComparison = (op: string) => ["=", "!=", "<", "<=", ">", ">="].includes(op);
