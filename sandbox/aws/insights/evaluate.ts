import type { Expression, Row, Value } from "./ast.ts";

const functions: Record<string, (args: Value[]) => Value> = {
  strlen: ([text]) => String(text ?? "").length,
  tolower: ([text]) => (text === undefined ? undefined : String(text).toLowerCase()),
  toupper: ([text]) => (text === undefined ? undefined : String(text).toUpperCase()),
  trim: ([text]) => (text === undefined ? undefined : String(text).trim()),
  concat: (args) => args.map((a) => a ?? "").join(""),
  coalesce: (args) => args.find((a) => a !== undefined),
  substr: ([text, from, length]) =>
    String(text ?? "").substr(Number(from), length === undefined ? undefined : Number(length)),
  replace: ([text, from, to]) => String(text ?? "").replaceAll(String(from), String(to)),
  abs: ([n]) => Math.abs(Number(n)),
  ceil: ([n]) => Math.ceil(Number(n)),
  floor: ([n]) => Math.floor(Number(n)),
  ispresent: ([value]) => value !== undefined,
  isblank: ([value]) => value === undefined || String(value).trim() === "",
  isempty: ([value]) => value === undefined || value === "",
};

/** A function nobody knows is an error of the query, found before it runs. */
export const isKnownFunction = (name: string): boolean => name in functions || name === "bin" || name === "datefloor";

export function evaluate(e: Expression, row: Row): Value {
  switch (e.kind) {
    case "literal":
      return e.value;
    case "field":
      return row[e.name];
    case "duration":
      return e.ms;
    case "star":
      return true;
    case "not":
      return !truthy(evaluate(e.inner, row));
    case "in": {
      const left = evaluate(e.left, row);
      return e.values.some((v) => compare(left, evaluate(v, row)) === 0);
    }
    case "match": {
      const text = evaluate(e.left, row);
      if (text === undefined) return false;
      if (e.pattern instanceof RegExp) return e.pattern.test(String(text));
      return String(text).includes(String(evaluate(e.pattern, row) ?? ""));
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
  if (e.name === "bin") return floorTo(Number(row["@timestamp"]), e.args[0]);
  if (e.name === "datefloor") return floorTo(Number(e.args[0] && evaluate(e.args[0], row)), e.args[1]);
  return functions[e.name]?.(e.args.map((a) => evaluate(a, row)));
}

function floorTo(time: number, span: Expression | undefined): number {
  const ms = span?.kind === "duration" ? span.ms : 60_000;
  return Math.floor(time / ms) * ms;
}

function binary(e: Expression & { kind: "binary" }, row: Row): Value {
  if (e.op === "and") return truthy(evaluate(e.left, row)) && truthy(evaluate(e.right, row));
  if (e.op === "or") return truthy(evaluate(e.left, row)) || truthy(evaluate(e.right, row));
  const left = evaluate(e.left, row);
  const right = evaluate(e.right, row);
  const numbers = [Number(left), Number(right)] as const;
  switch (e.op) {
    case "+":
      return numbers[0] + numbers[1];
    case "-":
      return numbers[0] - numbers[1];
    case "*":
      return numbers[0] * numbers[1];
    case "/":
      return numbers[0] / numbers[1];
    case "%":
      return numbers[0] % numbers[1];
    case "!=":
      return left !== undefined && compare(left, right) !== 0;
    default: {
      if (left === undefined || right === undefined) return false;
      const order = compare(left, right);
      return { "=": order === 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[e.op];
    }
  }
}

export const truthy = (value: Value): boolean =>
  value === true || (value !== undefined && value !== false && value !== 0 && value !== "");

const isNumeric = (value: Value): boolean =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));

/** As numbers where both are, else as text; what is missing comes first. */
export function compare(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (isNumeric(a) && isNumeric(b)) return Number(a) - Number(b);
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
