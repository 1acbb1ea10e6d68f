import type { Command } from "./ast.ts";
import { parseColumns, parseExpression, parseName } from "./parse-expression.ts";
import { Scanner } from "./scanner.ts";

/** @throws QuerySyntaxError with the place in the text. */
export function parseQuery(text: string): Command[] {
  const scanner = new Scanner(text);
  const commands: Command[] = [];
  while (!scanner.done) {
    commands.push(parseCommand(scanner));
    if (!scanner.done) scanner.expect(scanner.takeSymbol("|"), "|");
  }
  if (commands.length === 0) throw scanner.error("a query needs at least one command");
  return commands;
}

function parseCommand(s: Scanner): Command {
  s.skipSpace();
  const before = s.position;
  const word = s.take(/[a-z]+/iy)?.toLowerCase();
  switch (word) {
    case "fields":
    case "display":
    case "dedup":
      return { kind: word, columns: parseColumns(s) };
    case "filter":
      return { kind: "filter", condition: parseExpression(s) };
    case "parse":
      return parseParse(s);
    case "stats": {
      const aggregates = parseColumns(s);
      return { kind: "stats", aggregates, by: s.takeWord("by") ? parseColumns(s) : [] };
    }
    case "sort":
      return parseSort(s);
    case "head":
    case "limit":
      return { kind: "limit", count: Number(s.expect(s.take(/\d+/y), "a number")) };
    default:
      s.position = before;
      throw s.error("expected a command (fields, filter, parse, stats, sort, limit, display, dedup)");
  }
}

/** `parse [field] "glob" as a, b` or `parse [field] /regex with (?<names>)/`. */
function parseParse(s: Scanner): Command {
  const message = { kind: "field", name: "@message", text: "@message" } as const;
  const start = s.position;
  let glob = s.takeString();
  let regex = glob === undefined ? s.takeRegex() : undefined;
  const named = glob === undefined && regex === undefined;
  const field = named ? parseName(s) : "@message";
  const source = named ? ({ kind: "field", name: field, text: field } as const) : message;
  if (named) {
    glob = s.takeString();
    regex = glob === undefined ? s.expect(s.takeRegex(), "a pattern") : undefined;
  }
  if (regex) {
    const names = [...regex.source.matchAll(/\(\?<(\w+)>/g)].map((m) => m[1] as string);
    if (s.takeWord("as")) return { kind: "parse", source, pattern: regex, names: parseNames(s) };
    return { kind: "parse", source, pattern: regex, names };
  }
  s.expect(s.takeWord("as"), "as");
  const names = parseNames(s);
  const pieces = (glob ?? "").split("*").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (pieces.length - 1 !== names.length) {
    s.position = start;
    throw s.error(`the pattern has ${pieces.length - 1} wildcards for ${names.length} names`);
  }
  const last = pieces.at(-1) === "";
  const source_ = pieces.map((piece, i) =>
    i === 0 ? piece : `${last && i === pieces.length - 1 ? "(.*)" : "(.*?)"}${piece}`,
  );
  return { kind: "parse", source, pattern: new RegExp(source_.join(""), "s"), names };
}

function parseNames(s: Scanner): string[] {
  const names = [parseName(s)];
  while (s.takeSymbol(",")) names.push(parseName(s));
  return names;
}

function parseSort(s: Scanner): Command {
  const keys: { expression: ReturnType<typeof parseExpression>; descending: boolean }[] = [];
  do {
    const expression = parseExpression(s);
    const descending = s.takeWord("desc");
    if (!descending) s.takeWord("asc");
    keys.push({ expression, descending });
  } while (s.takeSymbol(","));
  return { kind: "sort", keys };
}
