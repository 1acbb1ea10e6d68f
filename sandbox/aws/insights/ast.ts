/** A Logs Insights query as a tree. `text` keeps what was written: it names a column that has no alias. */
import type { Moment } from "./moment.ts";

/** A truth is 1 or 0, as Insights shows it; what a line does not have is undefined. */
export type Value = string | number | Moment | undefined;
export type Row = Record<string, Value>;

export type Expression =
  | { kind: "literal"; value: Value; text: string }
  | { kind: "field"; name: string; text: string }
  | { kind: "call"; name: string; args: Expression[]; text: string; at: number }
  | { kind: "star"; text: string }
  | { kind: "duration"; ms: number; text: string }
  | { kind: "binary"; op: BinaryOperator; left: Expression; right: Expression; text: string }
  | { kind: "match"; left: Expression; pattern: RegExp | Expression; text: string }
  | { kind: "in"; left: Expression; values: Expression[]; text: string }
  | { kind: "negative"; inner: Expression; text: string }
  | { kind: "not"; inner: Expression; text: string };

export type BinaryOperator = "and" | "or" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%" | "^";

export interface Column {
  name: string;
  expression: Expression;
}

export interface SortKey {
  expression: Expression;
  descending: boolean;
}

export type Command =
  | { kind: "fields"; columns: Column[] }
  | { kind: "display"; columns: Column[] }
  | { kind: "filter"; condition: Expression }
  | { kind: "parse"; source: Expression; pattern: RegExp; names: string[] }
  | { kind: "stats"; aggregates: Column[]; by: Column[] }
  | { kind: "sort"; keys: SortKey[] }
  | { kind: "limit"; count: number }
  | { kind: "dedup"; columns: Column[] }
  | { kind: "pattern"; source: Expression };
