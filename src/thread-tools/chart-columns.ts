import type { Column } from "../ports/tools.ts";

/** Which columns are drawn as what. `value` null: every row counts once. */
export interface ChartColumns {
  x: Column | null;
  category: Column | null;
  value: Column | null;
  previous: Column | null;
}

export interface AskedColumns {
  x?: string | undefined;
  category?: string | undefined;
  value?: string | undefined;
  previous?: string | undefined;
}

/**
 * What was asked for, and for the rest: the first time or day is x, the first text the category, money the value,
 * else a number. Throws an Error that names the columns there are.
 */
export function chartColumns(columns: Column[], asked: AskedColumns, chart: string): ChartColumns {
  const named = (part: keyof AskedColumns): Column | null | undefined => {
    const name = asked[part];
    return name === undefined ? undefined : find(columns, name, part);
  };
  const x = named("x") ?? (chart === "bars" ? null : mainTime(columns));
  const value = named("value") ?? mainFigure(columns);
  const previous = named("previous") ?? null;
  const category = named("category") ?? mainCategory(columns.filter((column) => column !== x));
  if (!x && !category) {
    throw new Error(`There is no column to draw along. Name x or category; there are: ${list(columns)}.`);
  }
  if (previous && !value) throw new Error("previous needs a value column to be compared with.");
  return { x, category, value, previous };
}

function find(columns: Column[], name: string, part: string): Column {
  const plain = (text: string): string =>
    text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  const column = columns.find((each) => each.name === name) ?? columns.find((each) => plain(each.name) === plain(name));
  if (!column) throw new Error(`There is no column "${name}" for ${part}; there are: ${list(columns)}.`);
  if ((part === "value" || part === "previous") && !isFigure(column)) {
    throw new Error(`The column "${name}" holds no numbers and cannot be ${part}; there are: ${list(columns)}.`);
  }
  return column;
}

const isTime = (column: Column): boolean => column.type === "time" || column.type === "day";
const isFigure = (column: Column): boolean =>
  column.type === "money" || column.type === "number" || column.type === "percent";
const isAccount = (column: Column): boolean => /account/i.test(column.name);

const areSingleThings = (columns: Column[]): boolean =>
  columns.some((column) => column.type === "id" && !isAccount(column));

/** When a pattern was first seen does not say when its many lines were: such a column orders single things only. */
function mainTime(columns: Column[]): Column | null {
  const single = areSingleThings(columns);
  return columns.find((column) => isTime(column) && (single || !/^(first|last)_/i.test(column.name))) ?? null;
}

/** Rows with an id are single things: their numbers (a severity, a port) are not to be added up, the rows are counted. */
function mainFigure(columns: Column[]): Column | null {
  const money = columns.find((column) => column.type === "money");
  if (money) return money;
  if (areSingleThings(columns)) return null;
  return columns.find((column) => column.type === "number" && !/severity|score/i.test(column.name)) ?? null;
}

function mainCategory(columns: Column[]): Column | null {
  return columns.find((column) => column.type === "text") ?? columns.find(isAccount) ?? null;
}

function list(columns: Column[]): string {
  return columns.map((column) => `${column.name} (${column.type})`).join(", ");
}
