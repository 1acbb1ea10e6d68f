import type { DatasetInfo } from "../../../ports/datasets.ts";
import type { Scalar } from "../../../ports/tools.ts";

export type Row = Record<string, Scalar>;

/** A stored result with its rows by column name. */
export interface Result {
  info: DatasetInfo;
  rows: Row[];
}

export function resultOf(read: { info: DatasetInfo; rows: Scalar[][] }): Result {
  const names = read.info.columns.map((column) => column.name);
  return {
    info: read.info,
    rows: read.rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null]))),
  };
}

export const text = (value: Scalar | undefined): string => (value === null || value === undefined ? "" : String(value));

export const number = (value: Scalar | undefined): number =>
  typeof value === "number" && Number.isFinite(value) ? value : 0;

/** Groups in order of first appearance. */
export function tally<T>(
  rows: Row[],
  key: (row: Row) => string,
  into: (rows: Row[]) => T,
): { key: string; value: T }[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups].map(([name, members]) => ({ key: name, value: into(members) }));
}

export const sum = (rows: Row[], column: string): number => rows.reduce((total, row) => total + number(row[column]), 0);
