import type { ChartPart, Draw } from "../ports/thread-tool.ts";
import type { Column } from "../ports/tools.ts";
import { findColumn, isAccount, isFigure, isTime, listColumns } from "./find-column.ts";

/** Which columns are drawn as what. `value` absent: every row counts once. */
export interface ChartColumns {
  parts: Partial<Record<ChartPart, Column>>;
  /** Several figures of a row as lines of their own: the value and its name become value and category. */
  series: Column[];
  /** The columns of a table. */
  fields: Column[];
}

export type AskedColumns = Partial<Record<ChartPart, string | undefined>> & {
  series?: string[] | undefined;
  fields?: string[] | undefined;
};

/** What a chart of the catalog reads; undefined for "auto". */
type Reads = Draw["catalog"][number]["columns"] | undefined;

/** Of a table whose columns nobody chose: more are too narrow to read. */
const MOST_FIELDS = 8;
const PERCENTILE = /^p\d{1,2}(\.\d+)?$/i;
const ERRORS = /^(errors?|error_count|failed|failures)$/i;
const INTERVAL = { low: /^(low|lower)(_|$)/i, high: /^(high|upper)(_|$)/i };
const SEVERITY = /^(severity|level)$/i;

/**
 * What was asked for, and for the rest what the chart reads: the first time or day is x, the first text the category,
 * money the value, else a number. Throws an Error that names the columns there are.
 */
export function chartColumns(columns: Column[], asked: AskedColumns, chart: string, reads: Reads): ChartColumns {
  const fields = chart === "table" ? fieldsOf(columns, asked.fields) : [];
  if (chart === "table") return { parts: {}, series: [], fields };
  const named = (part: ChartPart): Column | undefined =>
    asked[part] === undefined ? undefined : findColumn(columns, asked[part], part);
  /** "auto" takes what it finds; a chart named takes what it reads, and what it may do without only when asked. */
  const wants = (part: ChartPart): boolean => reads === undefined || reads[part]?.required === true;
  const reading = (part: ChartPart): boolean => reads === undefined || reads[part] !== undefined;

  const series = seriesOf(columns, asked, chart);
  const parts: ChartColumns["parts"] = {};
  const taken = (): Column[] => Object.values(parts);
  const put = (part: ChartPart, column: Column | undefined): void => {
    if (column) parts[part] = column;
  };
  put("errors", named("errors") ?? (wants("errors") ? byName(columns, ERRORS, isFigure) : undefined));
  for (const end of ["low", "high"] as const) {
    put(end, named(end) ?? (wants(end) ? byName(columns, INTERVAL[end], isFigure) : undefined));
  }
  put("previous", named("previous"));
  put(
    "severity",
    named("severity") ?? (reading("severity") ? severityOf(columns, reads?.severity?.required === true) : undefined),
  );
  const figures = columns.filter((column) => !taken().includes(column));
  put("value", named("value") ?? (reading("value") && series.length === 0 ? mainFigure(figures, chart) : undefined));
  if (chart === "scatter") put("x", named("x") ?? figures.find((column) => isFigure(column) && column !== parts.value));
  else put("x", named("x") ?? (wants("x") ? mainTime(columns) : undefined));
  if (reads === undefined) dropHalves(parts, columns);
  const rest = columns.filter((column) => !taken().includes(column));
  const mayName = reading("category") && series.length === 0 && chart !== "scatter";
  put("category", named("category") ?? (mayName ? mainCategory(rest, parts.severity !== undefined) : undefined));

  if (!parts.x && !parts.category && !parts.severity) {
    throw new Error(`There is no column to draw along. Name x or category; there are: ${listColumns(columns)}.`);
  }
  if (parts.previous && !parts.value) throw new Error("previous needs a value column to be compared with.");
  return { parts, series, fields };
}

/** An interval without its other end, errors without a total, severities of nothing in time: no part of "auto". */
function dropHalves(parts: ChartColumns["parts"], columns: Column[]): void {
  if (!parts.low || !parts.high) {
    delete parts.low;
    delete parts.high;
  }
  if (parts.errors && parts.value?.type !== "number") {
    parts.value = parts.value?.type === "money" ? parts.value : parts.errors;
    delete parts.errors;
  }
  if (!parts.x || !areSingleThings(columns)) delete parts.severity;
}

function fieldsOf(columns: Column[], asked: string[] | undefined): Column[] {
  if (asked) return asked.map((name) => findColumn(columns, name, "fields"));
  return columns.filter((column) => column.type !== "bool" && column.type !== "id").slice(0, MOST_FIELDS);
}

function seriesOf(columns: Column[], asked: AskedColumns, chart: string): Column[] {
  if (asked.series) return asked.series.map((name) => findColumn(columns, name, "series"));
  if (chart !== "percentile_lines" || asked.value !== undefined) return [];
  const percentiles = columns.filter((column) => isFigure(column) && PERCENTILE.test(column.name));
  return percentiles.length > 1 ? percentiles : [];
}

function byName(columns: Column[], name: RegExp, is: (column: Column) => boolean): Column | undefined {
  return columns.find((column) => name.test(column.name) && is(column));
}

/** A severity in words; its number only where a chart needs one. */
function severityOf(columns: Column[], needed: boolean): Column | undefined {
  const inWords = byName(columns, SEVERITY, (column) => column.type === "text");
  return inWords ?? (needed ? byName(columns, SEVERITY, (column) => column.type === "number") : undefined);
}

const areSingleThings = (columns: Column[]): boolean =>
  columns.some((column) => column.type === "id" && !isAccount(column));

/** When a pattern was first seen does not say when its many lines were: such a column orders single things only. */
function mainTime(columns: Column[]): Column | undefined {
  const single = areSingleThings(columns);
  return columns.find((column) => isTime(column) && (single || !/^(first|last)_/i.test(column.name)));
}

/** Rows with an id are single things: their numbers (a severity, a port) are not to be added up, the rows are counted. */
function mainFigure(columns: Column[], chart: string): Column | undefined {
  const money = columns.find((column) => column.type === "money");
  if (money) return money;
  if (areSingleThings(columns) && chart !== "scatter") return undefined;
  const numbers = columns.filter((column) => column.type === "number" && !/severity|score/i.test(column.name));
  return numbers[0] ?? columns.find((column) => column.type === "percent");
}

function mainCategory(columns: Column[], beside: boolean): Column | undefined {
  const texts = columns.filter((column) => column.type === "text" && !(beside && SEVERITY.test(column.name)));
  return texts[0] ?? columns.find(isAccount);
}
