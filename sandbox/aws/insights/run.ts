/** Runs a parsed query over rows that come newest first. */
import { aggregateCalls, startGroup } from "./aggregate.ts";
import type { Column, Command, Row, SortKey, Value } from "./ast.ts";
import { evaluate } from "./evaluate.ts";
import { startPatterns } from "./pattern.ts";
import { compare, isTrue } from "./values.ts";

export interface QueryOutput {
  columns: string[];
  rows: Row[];
  /** Grouped rows point to no log line. */
  aggregated: boolean;
}

export interface Run {
  push(row: Row): void;
  /** Rows that passed the filters before grouping, sorting and limit. */
  matched(): number;
  finish(): QueryOutput;
}

interface Sink {
  push(row: Row): void;
  end(): void;
}

/** Commands that look at one row at a time. */
const ROW_WISE = new Set<Command["kind"]>(["fields", "display", "filter", "parse"]);
/** How far over its need a sort may grow before it drops the rest. */
const SLACK = 1_000;

export function createRun(commands: readonly Command[], limit: number): Run {
  const rows: Row[] = [];
  let matched = 0;
  let sink: Sink = {
    push(row) {
      if (rows.length < limit) rows.push(row);
    },
    end: () => undefined,
  };
  const grouping = commands.findIndex((command) => !ROW_WISE.has(command.kind));
  const counted = grouping < 0 ? commands.length : grouping;
  for (let index = commands.length; index >= 0; index -= 1) {
    const command = commands[index];
    if (command) sink = stage(command, sink, neededAfter(commands.slice(index + 1), limit));
    if (index === counted) {
      const next: Sink = sink;
      sink = {
        push(row) {
          matched += 1;
          next.push(row);
        },
        end: next.end,
      };
    }
  }
  return {
    push: sink.push,
    matched: () => matched,
    finish() {
      sink.end();
      const aggregated = commands.some((c) => c.kind === "stats" || c.kind === "pattern");
      return { columns: columnsOf(commands), rows, aggregated };
    },
  };
}

/** How many of a sort's rows what follows can show; all where it chooses among them. */
function neededAfter(rest: readonly Command[], limit: number): number {
  for (const command of rest) {
    if (command.kind === "limit") return Math.min(command.count, limit);
    if (command.kind !== "fields" && command.kind !== "display") return Number.POSITIVE_INFINITY;
  }
  return limit;
}

/** Which columns are shown, in which order. */
function columnsOf(commands: readonly Command[]): string[] {
  let columns: string[] = [];
  let parsed: string[] = [];
  const add = (names: string[]) => columns.push(...names.filter((name) => !columns.includes(name)));
  let displayed = false;
  for (const command of commands) {
    if (command.kind === "display" || command.kind === "stats" || command.kind === "pattern") columns = [];
    if (command.kind === "fields" && !displayed) add(command.columns.map((c) => c.name));
    if (command.kind === "display") add(command.columns.map((c) => c.name));
    if (command.kind === "stats") add([...command.by, ...command.aggregates].map((c) => c.name));
    if (command.kind === "pattern") add(["@pattern", "@ratio", "@sampleCount", "@severityLabel"]);
    if (command.kind === "parse") parsed = [...parsed, ...command.names];
    displayed ||= command.kind === "display" || command.kind === "stats" || command.kind === "pattern";
  }
  if (displayed) return columns;
  if (columns.length === 0) add(["@timestamp", "@message"]);
  add(parsed);
  return columns;
}

function stage(command: Command, next: Sink, needed: number): Sink {
  const { end } = next;
  switch (command.kind) {
    case "filter":
      return {
        push(row) {
          if (isTrue(evaluate(command.condition, row))) next.push(row);
        },
        end,
      };
    case "parse":
      return { push: (row) => next.push({ ...row, ...captures(command, row) }), end };
    case "fields":
    case "display":
      return { push: (row) => next.push(withColumns(row, command.columns)), end };
    case "limit": {
      let left = command.count;
      return {
        push(row) {
          if (left-- > 0) next.push(row);
        },
        end,
      };
    }
    case "dedup": {
      const seen = new Set<string>();
      return {
        push(row) {
          const key = keyOf(command.columns, row);
          if (seen.has(key)) return;
          seen.add(key);
          next.push(row);
        },
        end,
      };
    }
    case "sort":
      return sorting(command.keys, next, needed);
    case "stats":
      return grouped(command, next);
    case "pattern":
      return startPatterns((row) => evaluate(command.source, row), next);
  }
}

const keyOf = (columns: readonly Column[], row: Row) =>
  JSON.stringify(columns.map((c) => evaluate(c.expression, row) ?? null));

function withColumns(row: Row, columns: readonly Column[]): Row {
  const computed = columns.filter(({ expression, name }) => expression.kind !== "field" || expression.name !== name);
  if (computed.length === 0) return row;
  return { ...row, ...Object.fromEntries(computed.map((c) => [c.name, evaluate(c.expression, row)])) };
}

function captures(command: Command & { kind: "parse" }, row: Row): Row {
  const source = evaluate(command.source, row);
  const found = source === undefined ? null : command.pattern.exec(String(source));
  if (!found) return {};
  return Object.fromEntries(command.names.map((name, i) => [name, found.groups?.[name] ?? found[i + 1]]));
}

function sorting(keys: readonly SortKey[], next: Sink, needed: number): Sink {
  let rows: { row: Row; by: Value[] }[] = [];
  const order = (a: { by: Value[] }, b: { by: Value[] }) => {
    for (const [index, key] of keys.entries()) {
      const way = compare(a.by[index], b.by[index]);
      if (way !== 0) return key.descending ? -way : way;
    }
    return 0;
  };
  const settle = () => {
    rows.sort(order);
    if (rows.length > needed) rows = rows.slice(0, needed);
  };
  return {
    push(row) {
      rows.push({ row, by: keys.map(({ expression }) => evaluate(expression, row)) });
      if (rows.length > 2 * needed + SLACK) settle();
    },
    end() {
      settle();
      for (const { row } of rows) next.push(row);
      next.end();
    },
  };
}

function grouped({ aggregates, by }: Command & { kind: "stats" }, next: Sink): Sink {
  const calls = aggregates.flatMap((column) => aggregateCalls(column.expression));
  const groups = new Map<string, { by: Row; group: ReturnType<typeof startGroup> }>();
  const groupOf = (key: string, row: Row) => {
    const known = groups.get(key);
    if (known) return known;
    const fresh = {
      by: Object.fromEntries(by.map((c) => [c.name, evaluate(c.expression, row)])),
      group: startGroup(calls),
    };
    groups.set(key, fresh);
    return fresh;
  };
  return {
    push(row) {
      groupOf(keyOf(by, row), row).group.add(row);
    },
    end() {
      // Without groups there is one row, also over nothing.
      if (by.length === 0) groupOf("[]", {});
      for (const { by: values, group } of groups.values()) {
        const added = group.values();
        const shown = aggregates.map((c): [string, Value] => [c.name, evaluate(c.expression, added)]);
        next.push({ ...values, ...Object.fromEntries(shown) });
      }
      next.end();
    },
  };
}
