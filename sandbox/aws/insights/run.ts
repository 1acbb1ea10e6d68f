/** Runs a parsed query over rows. */
import { isAggregate, stats } from "./aggregate.ts";
import type { Column, Command, Expression, Row, Value } from "./ast.ts";
import { compare, evaluate, isKnownFunction, truthy } from "./evaluate.ts";
import { QuerySyntaxError } from "./scanner.ts";

export interface QueryOutput {
  columns: string[];
  rows: Row[];
  /** Rows that passed the filters, before grouping and limit. */
  matched: number;
  /** Grouped rows point to no log line. */
  aggregated: boolean;
}

/** @throws QuerySyntaxError for a function that does not exist. */
export function checkQuery(commands: Command[], text: string): void {
  const check = (e: Expression, aggregating: boolean): void => {
    if (e.kind === "call" && !isKnownFunction(e.name) && !(aggregating && isAggregate(e.name))) {
      const start = text.toLowerCase().indexOf(`${e.name}(`);
      throw new QuerySyntaxError(`unknown function ${e.name}`, start, start + e.name.length);
    }
    if (e.kind === "call") for (const arg of e.args) check(arg, false);
    if (e.kind === "binary") {
      check(e.left, aggregating);
      check(e.right, aggregating);
    }
    if (e.kind === "not") check(e.inner, aggregating);
    if (e.kind === "match" || e.kind === "in") check(e.left, aggregating);
  };
  for (const command of commands) {
    if (command.kind === "filter") check(command.condition, false);
    if (command.kind === "stats") {
      for (const c of command.aggregates) check(c.expression, true);
      for (const c of command.by) check(c.expression, false);
    }
    if (command.kind === "fields" || command.kind === "display")
      for (const c of command.columns) check(c.expression, false);
  }
}

export function runQuery(commands: Command[], input: Row[], limit: number): QueryOutput {
  let rows = input;
  let columns: string[] = [];
  let matched: number | undefined;
  let sorted = false;
  for (const command of commands) {
    switch (command.kind) {
      case "filter":
        rows = rows.filter((row) => truthy(evaluate(command.condition, row)));
        break;
      case "parse":
        rows = rows.map((row) => ({ ...row, ...captures(command, row) }));
        break;
      case "fields":
        rows = withColumns(rows, command.columns);
        columns.push(...command.columns.map((c) => c.name).filter((name) => !columns.includes(name)));
        break;
      case "display":
        rows = withColumns(rows, command.columns);
        columns = command.columns.map((c) => c.name);
        break;
      case "stats":
        matched ??= rows.length;
        rows = stats(rows, command.aggregates, command.by);
        columns = [...command.by, ...command.aggregates].map((c) => c.name);
        break;
      case "sort":
        rows = rows.toSorted((a, b) => order(command.keys, a, b));
        sorted = true;
        break;
      case "limit":
        matched ??= rows.length;
        rows = (sorted || matched !== rows.length ? rows : newestFirst(rows)).slice(0, command.count);
        sorted = true;
        break;
      case "dedup": {
        if (!sorted) rows = newestFirst(rows);
        sorted = true;
        const groups = Map.groupBy(rows, (row) =>
          JSON.stringify(command.columns.map((c) => evaluate(c.expression, row) ?? null)),
        );
        rows = [...groups.values()].map((group) => group[0] as Row);
        break;
      }
    }
  }
  const aggregated = commands.some((c) => c.kind === "stats");
  const output = (sorted || aggregated ? rows : newestFirst(rows)).slice(0, limit);
  if (columns.length === 0) columns = ["@timestamp", "@message"];
  return { columns, rows: output, matched: matched ?? rows.length, aggregated };
}

const newestFirst = (rows: Row[]): Row[] => rows.toSorted((a, b) => compare(b["@timestamp"], a["@timestamp"]));

const withColumns = (rows: Row[], columns: Column[]): Row[] =>
  columns.every((c) => c.expression.kind === "field" && c.expression.name === c.name)
    ? rows
    : rows.map((row) => ({ ...row, ...Object.fromEntries(columns.map((c) => [c.name, evaluate(c.expression, row)])) }));

function captures(command: Command & { kind: "parse" }, row: Row): Row {
  const found = command.pattern.exec(String(evaluate(command.source, row) ?? ""));
  if (!found) return {};
  return Object.fromEntries(command.names.map((name, i) => [name, found.groups?.[name] ?? found[i + 1]]));
}

function order(keys: { expression: Expression; descending: boolean }[], a: Row, b: Row): number {
  for (const { expression, descending } of keys) {
    const way = compare(evaluate(expression, a), evaluate(expression, b));
    if (way !== 0) return descending ? -way : way;
  }
  return 0;
}

/** Times as Insights prints them; numbers without a needless tail. */
export function valueText(name: string, value: Value): string {
  const isTime =
    typeof value === "number" && value > 1e12 && /^(@timestamp|@ingestionTime)$|^bin\(|^datefloor\(/.test(name);
  if (isTime) return new Date(value).toISOString().replace("T", " ").slice(0, 23);
  return typeof value === "number" ? String(Number(value.toFixed(4))) : String(value);
}
