import type { BinaryOperator, Column, Expression } from "./ast.ts";
import type { Scanner } from "./scanner.ts";

const NAME = /@?[A-Za-z_][\w.@]*|@\w+/y;
const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export function parseExpression(s: Scanner): Expression {
  return parseOr(s);
}

function parseOr(s: Scanner): Expression {
  const start = s.position;
  let left = parseAnd(s);
  while (s.takeWord("or")) left = { kind: "binary", op: "or", left, right: parseAnd(s), text: s.since(start) };
  return left;
}

function parseAnd(s: Scanner): Expression {
  const start = s.position;
  let left = parseNot(s);
  while (s.takeWord("and")) left = { kind: "binary", op: "and", left, right: parseNot(s), text: s.since(start) };
  return left;
}

function parseNot(s: Scanner): Expression {
  const start = s.position;
  if (!s.takeWord("not")) return parseComparison(s);
  return { kind: "not", inner: parseNot(s), text: s.since(start) };
}

function parseComparison(s: Scanner): Expression {
  const start = s.position;
  const left = parseSum(s);
  const beforeNot = s.position;
  const negated = s.takeWord("not");
  const test = parseTest(s, left, start);
  if (test) return negated ? { kind: "not", inner: test, text: s.since(start) } : test;
  if (negated) s.position = beforeNot;
  const op = s.take(/!=|<=|>=|=|<|>/y);
  if (!op) return left;
  return { kind: "binary", op: op as BinaryOperator, left, right: parseSum(s), text: s.since(start) };
}

/** `like`, `=~` and `in`. */
function parseTest(s: Scanner, left: Expression, start: number): Expression | undefined {
  if (s.takeWord("like") || s.takeSymbol("=~")) {
    const pattern = s.takeRegex() ?? parsePrimary(s);
    return { kind: "match", left, pattern, text: s.since(start) };
  }
  if (!s.takeWord("in")) return undefined;
  s.expect(s.takeSymbol("["), "[");
  const values = [parseSum(s)];
  while (s.takeSymbol(",")) values.push(parseSum(s));
  s.expect(s.takeSymbol("]"), "]");
  return { kind: "in", left, values, text: s.since(start) };
}

function parseSum(s: Scanner): Expression {
  const start = s.position;
  let left = parseProduct(s);
  for (let op = s.take(/[+-]/y); op; op = s.take(/[+-]/y))
    left = { kind: "binary", op: op as BinaryOperator, left, right: parseProduct(s), text: s.since(start) };
  return left;
}

function parseProduct(s: Scanner): Expression {
  const start = s.position;
  let left = parsePrimary(s);
  for (let op = s.take(/[*/%]/y); op; op = s.take(/[*/%]/y))
    left = { kind: "binary", op: op as BinaryOperator, left, right: parsePrimary(s), text: s.since(start) };
  return left;
}

function parsePrimary(s: Scanner): Expression {
  s.skipSpace();
  const start = s.position;
  if (s.takeSymbol("(")) {
    const inner = parseExpression(s);
    s.expect(s.takeSymbol(")"), ")");
    return inner;
  }
  const text = s.takeString();
  if (text !== undefined) return { kind: "literal", value: text, text: s.since(start) };
  const duration = s.take(/\d+\s*(?:ms|s|m|h|d|w)\b/y);
  if (duration) {
    const [, count = "", unit = ""] = /^(\d+)\s*(\w+)$/.exec(duration) ?? [];
    return { kind: "duration", ms: Number(count) * (UNITS[unit] ?? 0), text: duration };
  }
  const number = s.take(/-?\d+(?:\.\d+)?/y);
  if (number) return { kind: "literal", value: Number(number), text: number };
  const quoted = s.take(/`[^`]+`/y);
  if (quoted) return { kind: "field", name: quoted.slice(1, -1), text: quoted.slice(1, -1) };
  const name = s.expect(s.take(NAME), "a field, a value or a function");
  if (!s.takeSymbol("(")) return { kind: "field", name, text: name };
  return { kind: "call", name: name.toLowerCase(), args: parseArguments(s), text: s.since(start) };
}

function parseArguments(s: Scanner): Expression[] {
  if (s.takeSymbol(")")) return [];
  const args: Expression[] = [];
  do {
    args.push(s.takeSymbol("*") ? { kind: "star", text: "*" } : parseExpression(s));
  } while (s.takeSymbol(","));
  s.expect(s.takeSymbol(")"), ")");
  return args;
}

/** `expression [as name], ...` */
export function parseColumns(s: Scanner): Column[] {
  const columns: Column[] = [];
  do {
    const expression = parseExpression(s);
    const name = s.takeWord("as") ? parseName(s) : expression.text;
    columns.push({ name, expression });
  } while (s.takeSymbol(","));
  return columns;
}

export function parseName(s: Scanner): string {
  return s.take(/`[^`]+`/y)?.slice(1, -1) ?? s.expect(s.take(NAME), "a name");
}
