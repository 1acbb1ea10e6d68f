import { files, linesOf } from "./files.ts";
import { type Command, failed, flagged, lines, operands, option } from "./types.ts";

/** The input of a filter: what the pipe brings, or the files that it names. */
const inputOf = (paths: string[], ...[input, context]: [string, Parameters<Command>[2]]) =>
  paths.length > 0 ? (files.cat?.(paths, "", context) ?? {}) : { out: input };

const grep: Command = (args, input, context) => {
  const given = option(args, "e");
  const [first, ...rest] = operands(args, ["-e", "-m", "-A", "-B", "-C"]);
  const pattern = given ?? first;
  if (pattern === undefined) return failed("Usage: grep [OPTION]... PATTERNS [FILE]...", 2);
  const source = inputOf(
    given === undefined ? rest : [first, ...rest].filter((path) => path !== undefined),
    input,
    context,
  );
  const fixed = flagged(args, "F");
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // A basic expression takes | and + literally; with -E they have their meaning.
  const basic = pattern.replace(/[+?(){}|]/g, "\\$&").replace(/\\\\([+?(){}|])/g, "$1");
  let matcher: RegExp;
  try {
    matcher = new RegExp(fixed ? escaped : flagged(args, "E") ? pattern : basic, flagged(args, "i") ? "i" : "");
  } catch {
    return failed(`grep: Invalid regular expression`, 2);
  }
  const most = Number(option(args, "m") ?? Number.POSITIVE_INFINITY);
  const found = linesOf(source.out ?? "")
    .filter((line) => matcher.test(line) !== flagged(args, "v"))
    .slice(0, most);
  const code = source.err ? 2 : found.length > 0 ? 0 : 1;
  return {
    ...lines(flagged(args, "c") ? [String(found.length)] : flagged(args, "q") ? [] : found),
    err: source.err ?? "",
    code,
  };
};

const sort: Command = (args, input, context) => {
  const source = inputOf(operands(args, ["-k", "-t"]), input, context);
  const column = Number(/^\d+/.exec(option(args, "k") ?? "")?.[0] ?? 0);
  const key = (line: string) => (column > 0 ? (line.trim().split(/\s+/)[column - 1] ?? "") : line);
  const numeric = flagged(args, "n") || flagged(args, "h");
  const compare = (a: string, b: string) =>
    numeric ? size(key(a)) - size(key(b)) : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
  const sorted = linesOf(source.out ?? "").toSorted(compare);
  const shown = flagged(args, "u") ? [...new Set(sorted)] : sorted;
  return lines(flagged(args, "r") ? shown.toReversed() : shown);
};

/** `1.5G` as `sort -h` reads it. */
function size(text: string): number {
  const [, amount = "0", unit = ""] = /^\s*(-?\d+(?:\.\d+)?)([KMGT]?)/.exec(text) ?? [];
  return Number(amount) * 1024 ** " KMGT".indexOf(unit || " ");
}

const wc: Command = (args, input, context) => {
  const source = inputOf(operands(args), input, context).out ?? "";
  const counts = {
    l: linesOf(source).length,
    w: source.split(/\s+/).filter(Boolean).length,
    c: Buffer.byteLength(source),
  };
  const wanted = (["l", "w", "c"] as const).filter((flag) => flagged(args, flag));
  const shown = (wanted.length > 0 ? wanted : (["l", "w", "c"] as const)).map((flag) => counts[flag]);
  return lines([shown.length === 1 ? String(shown[0]) : shown.map((n) => String(n).padStart(7)).join(" ")]);
};

const uniq: Command = (args, input) => {
  const groups: [line: string, count: number][] = [];
  for (const line of linesOf(input)) {
    const last = groups.at(-1);
    if (last && last[0] === line) last[1] += 1;
    else groups.push([line, 1]);
  }
  return lines(groups.map(([line, count]) => (flagged(args, "c") ? `${String(count).padStart(7)} ${line}` : line)));
};

export const text: Record<string, Command> = { grep, sort, wc, uniq };
