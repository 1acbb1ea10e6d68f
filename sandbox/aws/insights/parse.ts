import { aggregateCalls, aggregates } from "./aggregate.ts";
import type { Command, Expression, SortKey } from "./ast.ts";
import { type Place, parseColumns, parseExpression, parseName } from "./parse-expression.ts";
import { type QuerySyntaxError, Scanner } from "./scanner.ts";

/** Facts of AWS: characters of a query, and rows it may ask for. */
const MOST_CHARACTERS = 10_000;
const MOST_ROWS = 10_000;
const COMMANDS = "fields, filter, parse, stats, sort, limit, display, dedup, pattern";

/** @throws QuerySyntaxError with the place in the text. */
export function parseQuery(text: string): Command[] {
  const scanner = new Scanner(text);
  if (text.length > MOST_CHARACTERS) throw scanner.error(`a query has at most ${MOST_CHARACTERS} characters`);
  const commands: Command[] = [];
  const known = new Set<string>();
  while (!scanner.done) {
    commands.push(parseCommand(scanner, known));
    if (scanner.done) break;
    scanner.expect(scanner.takeSymbol("|"), "|");
    if (scanner.done) throw scanner.error(`expected a command (${COMMANDS})`);
  }
  if (commands.length === 0) throw scanner.error("a query needs at least one command");
  return commands;
}

/** @param known columns that `stats` has named so far */
function parseCommand(s: Scanner, known: Set<string>): Command {
  s.skipSpace();
  const before = s.position;
  const word = s.take(/[a-z]+/iy)?.toLowerCase();
  const place: Place = { aggregating: false, known };
  switch (word) {
    case "fields":
    case "display":
    case "dedup":
      return { kind: word, columns: parseColumns(s, place) };
    case "filter":
      return { kind: "filter", condition: parseExpression(s, place) };
    case "parse":
      return parseParse(s);
    case "pattern":
      return { kind: "pattern", source: parseExpression(s, place) };
    case "stats":
      return parseStats(s, place, known);
    case "sort":
      return parseSort(s, place);
    case "head":
    case "limit":
      return parseLimit(s);
    default:
      s.position = before;
      throw s.error(`expected a command (${COMMANDS})`);
  }
}

function parseLimit(s: Scanner): Command {
  s.skipSpace();
  const start = s.position;
  const count = Number(s.expect(s.take(/\d+/y), "a number"));
  if (count < 1 || count > MOST_ROWS) throw s.errorAt(`the limit is between 1 and ${MOST_ROWS}`, start, s.position);
  return { kind: "limit", count };
}

function parseStats(s: Scanner, place: Place, known: Set<string>): Command {
  s.skipSpace();
  const start = s.position;
  const columns = parseColumns(s, { ...place, aggregating: true });
  for (const { expression } of columns) {
    const outside = aggregateCalls(expression).length === 0 ? expression : fieldOutside(expression);
    if (outside) throw wrongColumn(s, outside.text, start);
  }
  const by = s.takeWord("by") ? parseColumns(s, place) : [];
  for (const { name } of [...columns, ...by]) known.add(name);
  return { kind: "stats", aggregates: columns, by };
}

/** A field that is not within an aggregate has no one value for a group. */
function fieldOutside(e: Expression): Expression | undefined {
  if (e.kind === "field") return e;
  if (e.kind === "binary") return fieldOutside(e.left) ?? fieldOutside(e.right);
  if (e.kind === "negative" || e.kind === "not") return fieldOutside(e.inner);
  if (e.kind !== "call" || e.name in aggregates) return undefined;
  return e.args.map(fieldOutside).find((found) => found !== undefined);
}

function wrongColumn(s: Scanner, text: string, start: number): QuerySyntaxError {
  const at = Math.max(start, s.text.indexOf(text, start));
  return s.errorAt(`${text} is not an aggregate: stats counts, sums and the like`, at, at + text.length);
}

/** `parse [field] "glob" as a, b` or `parse [field] /regex with (?<names>)/`. */
function parseParse(s: Scanner): Command {
  s.skipSpace();
  const start = s.position;
  let glob = s.takeString();
  let regex = glob === undefined ? s.takeRegex() : undefined;
  const named = glob === undefined && regex === undefined;
  const field = named ? parseName(s) : "@message";
  const source = { kind: "field", name: field, text: field } as const;
  if (named) {
    glob = s.takeString();
    regex = glob === undefined ? s.expect(s.takeRegex(), "a pattern") : undefined;
  }
  if (regex) {
    const groups = [...regex.source.matchAll(/\(\?<(\w+)>/g)].map((m) => m[1] as string);
    const names = s.takeWord("as") ? parseNames(s) : groups;
    if (names.length === 0) throw s.errorAt("the pattern names no group, such as (?<name>...)", start, s.position);
    return { kind: "parse", source, pattern: regex, names };
  }
  s.expect(s.takeWord("as"), "as");
  const names = parseNames(s);
  const pieces = (glob ?? "").split("*").map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  if (pieces.length - 1 !== names.length)
    throw s.errorAt(`the pattern has ${pieces.length - 1} wildcards for ${names.length} names`, start, s.position);
  const source_ = pieces.map((piece, i) => {
    if (i === 0) return piece;
    return `${piece === "" && i === pieces.length - 1 ? "(.*)" : "(.*?)"}${piece}`;
  });
  return { kind: "parse", source, pattern: new RegExp(source_.join(""), "s"), names };
}

function parseNames(s: Scanner): string[] {
  const names = [parseName(s)];
  while (s.takeSymbol(",")) names.push(parseName(s));
  return names;
}

function parseSort(s: Scanner, place: Place): Command {
  const keys: SortKey[] = [];
  do {
    const expression = parseExpression(s, place);
    const descending = s.takeWord("desc");
    if (!descending) s.takeWord("asc");
    keys.push({ expression, descending });
  } while (s.takeSymbol(","));
  return { kind: "sort", keys };
}
