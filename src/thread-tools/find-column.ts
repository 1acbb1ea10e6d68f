import type { Column } from "../ports/tools.ts";

const FIGURES = ["value", "previous", "low", "high", "errors", "series"];

/** The column of this name, also where case and punctuation differ. Throws an Error that names the columns there are. */
export function findColumn(columns: Column[], name: string, part: string): Column {
  const plain = (text: string): string =>
    text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  const column = columns.find((each) => each.name === name) ?? columns.find((each) => plain(each.name) === plain(name));
  if (!column) throw new Error(`There is no column "${name}" for ${part}; there are: ${listColumns(columns)}.`);
  if (FIGURES.includes(part) && !isFigure(column)) {
    throw new Error(`The column "${name}" holds no numbers and cannot be ${part}; there are: ${listColumns(columns)}.`);
  }
  return column;
}

export const isTime = (column: Column): boolean => column.type === "time" || column.type === "day";

export const isFigure = (column: Column): boolean =>
  column.type === "money" || column.type === "number" || column.type === "percent";

export const isAccount = (column: Column): boolean => /account/i.test(column.name);

export function listColumns(columns: Column[]): string {
  return columns.map((column) => `${column.name} (${column.type})`).join(", ");
}
