/** Sentences on a file that a person attached. Arguments are Markdown already, numbers as printed. */
export interface AttachedWords {
  empty: string;
  noun(of: "errors" | "warnings" | "rows", isOne: boolean): string;
  has(value: string): string;
  contains(words: string): string;
  /** `which`: what the rows have, each by `has` or `contains`. */
  count(file: string, noun: string, which: string[], matches: string, all: string): string;
  all(file: string, rows: string): string;
  /** What was taken for an error or a warning. */
  basis(marks: string): string;
  measured(file: string, which: string[], of: "sum" | "avg" | "max" | "min", column: string, value: string): string;
  holds(file: string, rows: string, columns: string): string;
  at(time: string, zone: string): string;
  between(first: string, last: string, zone: string): string;
  /** The largest `shown` rows, or groups of them, by a column. */
  top(file: string, shown: string, of: string | null, column: string): string;
  most(by: string): string;
  /** Of many columns, so many are shown. */
  columns(shown: number, all: number): string;
}
