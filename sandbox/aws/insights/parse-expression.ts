import { aggregates } from "./aggregate.ts";
import type { BinaryOperator, Column, Expression } from "./ast.ts";
import { functions, spanFunctions } from "./functions.ts";
import type { Scanner } from "./scanner.ts";

const NAME = /@?[A-Za-z_][\w.@]*(?:\[\d+\][\w.]*)*|@\w+/y;
const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  mo: 2_592_000_000,
  q: 7_776_000_000,
  y: 31_536_000_000,
};
const DURATION =
  /\d+\s*(?:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|months?|mon|mo|m|hours?|hrs?|h|days?|d|weeks?|w|quarters?|qtrs?|q|years?|yrs?|y)\b/y;

/** What may stand here besides the functions on one line. */
export interface Place {
  /** Aggregates: in `stats`. */
  aggregating: boolean;
  /** Columns that earlier commands named by a call as it was written, such as `count(*)`. */
  known: ReadonlySet<string>;
}

export function parseExpression(s: Scanner, place: Place): Expression {
  const start = s.position;
  let left = parseAnd(s, place);
  while (s.takeWord("or")) left = { kind: "binary", op: "or", left, right: parseAnd(s, place), text: s.since(start) };
  return left;
}

function parseAnd(s: Scanner, place: Place): Expression {
  const start = s.position;
  let left = parseNot(s, place);
  while (s.takeWord("and")) left = { kind: "binary", op: "and", left, right: parseNot(s, place), text: s.since(start) };
  return left;
}

function parseNot(s: Scanner, place: Place): Expression {
  const start = s.position;
  if (!s.takeWord("not")) return parseComparison(s, place);
  return { kind: "not", inner: parseNot(s, place), text: s.since(start) };
}

function parseComparison(s: Scanner, place: Place): Expression {
  const start = s.position;
  const left = parseSum(s, place);
  const beforeNot = s.position;
  const negated = s.takeWord("not");
  const test = parseTest(s, place, left, start);
  if (test) return negated ? { kind: "not", inner: test, text: s.since(start) } : test;
  if (negated) s.position = beforeNot;
  const op = s.take(/!=|<=|>=|=(?!~)|<|>/y);
  if (!op) return left;
  return { kind: "binary", op: op as BinaryOperator, left, right: parseSum(s, place), text: s.since(start) };
}

/** `like`, `=~` and `in`. */
function parseTest(s: Scanner, place: Place, left: Expression, start: number): Expression | undefined {
  if (s.takeWord("like") || s.takeSymbol("=~")) {
    const pattern = s.takeRegex() ?? parsePrimary(s, place);
    return { kind: "match", left, pattern, text: s.since(start) };
  }
  if (!s.takeWord("in")) return undefined;
  s.expect(s.takeSymbol("["), "[");
  const values = [parseSum(s, place)];
  while (s.takeSymbol(",")) values.push(parseSum(s, place));
  s.expect(s.takeSymbol("]"), "]");
  return { kind: "in", left, values, text: s.since(start) };
}

function parseSum(s: Scanner, place: Place): Expression {
  const start = s.position;
  let left = parseProduct(s, place);
  for (let op = s.take(/[+-]/y); op; op = s.take(/[+-]/y))
    left = { kind: "binary", op: op as BinaryOperator, left, right: parseProduct(s, place), text: s.since(start) };
  return left;
}

function parseProduct(s: Scanner, place: Place): Expression {
  const start = s.position;
  let left = parsePower(s, place);
  for (let op = s.take(/[*/%]/y); op; op = s.take(/[*/%]/y))
    left = { kind: "binary", op: op as BinaryOperator, left, right: parsePower(s, place), text: s.since(start) };
  return left;
}

function parsePower(s: Scanner, place: Place): Expression {
  const start = s.position;
  if (s.take(/-/y)) return { kind: "negative", inner: parsePower(s, place), text: s.since(start) };
  const left = parsePrimary(s, place);
  if (!s.takeSymbol("^")) return left;
  return { kind: "binary", op: "^", left, right: parsePower(s, place), text: s.since(start) };
}

function parsePrimary(s: Scanner, place: Place): Expression {
  s.skipSpace();
  const start = s.position;
  if (s.takeSymbol("(")) {
    const inner = parseExpression(s, place);
    s.expect(s.takeSymbol(")"), ")");
    return inner;
  }
  const text = s.takeString();
  if (text !== undefined) return { kind: "literal", value: text, text: s.since(start) };
  const duration = s.take(DURATION);
  if (duration) return { kind: "duration", ms: millisecondsOf(duration), text: duration };
  const number = s.take(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number) return { kind: "literal", value: Number(number), text: number };
  const quoted = s.take(/`[^`]+`/y);
  if (quoted) return { kind: "field", name: quoted.slice(1, -1), text: quoted.slice(1, -1) };
  const name = s.expect(s.take(NAME), "a field, a value or a function");
  const end = s.position;
  if (!s.takeSymbol("(")) return { kind: "field", name, text: name };
  return parseCall(s, place, { name: name.toLowerCase(), start, end });
}

function millisecondsOf(text: string): number {
  const [, count = "", unit = ""] = /^(\d+)\s*(\w+)$/.exec(text) ?? [];
  const short = unit.startsWith("mo") ? "mo" : /^(?:ms|msec|milli)/.test(unit) ? "ms" : unit.charAt(0);
  return Number(count) * (UNITS[short] ?? 0);
}

function parseCall(s: Scanner, place: Place, name: { name: string; start: number; end: number }): Expression {
  const isAggregate = name.name in aggregates;
  // The argument of an aggregate is about one line again.
  const args = parseArguments(s, isAggregate ? { ...place, aggregating: false } : place);
  const call = { kind: "call", name: name.name, args, text: s.since(name.start), at: name.start } as const;
  if (place.known.has(call.text)) return call;
  const wrong = (message: string) => s.errorAt(message, name.start, name.end);
  const written = s.text.slice(name.start, name.end);
  if (isAggregate && !place.aggregating) throw wrong(`the function ${written} is only known to stats`);
  const spans = spanFunctions[name.name];
  const allowed =
    spans === undefined ? (aggregates[name.name] ?? functions[name.name])?.arguments : ([spans, spans] as const);
  if (!allowed) throw wrong(`unknown function ${written}`);
  const [least, most] = allowed;
  if (args.length < least || args.length > most)
    throw wrong(`the function ${written} takes ${least === most ? least : `${least} to ${most}`} arguments`);
  if (spans !== undefined && args.at(-1)?.kind !== "duration")
    throw wrong(`${written} takes a span of time such as 5m`);
  if (args.some((arg) => arg.kind === "star") && name.name !== "count") throw wrong(`${written} does not take *`);
  return call;
}

function parseArguments(s: Scanner, place: Place): Expression[] {
  if (s.takeSymbol(")")) return [];
  const args: Expression[] = [];
  do {
    args.push(s.takeSymbol("*") ? { kind: "star", text: "*" } : parseExpression(s, place));
  } while (s.takeSymbol(","));
  s.expect(s.takeSymbol(")"), ")");
  return args;
}

/** `expression [as name], ...` */
export function parseColumns(s: Scanner, place: Place): Column[] {
  const columns: Column[] = [];
  do {
    const expression = parseExpression(s, place);
    const name = s.takeWord("as") ? parseName(s) : expression.text;
    columns.push({ name, expression });
  } while (s.takeSymbol(","));
  return columns;
}

export function parseName(s: Scanner): string {
  return s.take(/`[^`]+`/y)?.slice(1, -1) ?? s.expect(s.take(NAME), "a name");
}
