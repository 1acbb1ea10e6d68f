import type { Language, Scalar, Table } from "../ports/tools.ts";
import type { PeriodWords } from "./cost-answer.ts";

/** The value of a row by its column's name; null where there is no such column. */
export function cell(table: Table, row: readonly Scalar[], name: string): Scalar {
  return row[table.columns.findIndex((column) => column.name === name)] ?? null;
}

/** The period of a result in the reader's words; AWS bills by days of UTC. */
export function periodOf({ period }: Table, language: Language, periodWords: PeriodWords): string {
  return period ? periodWords(period.from, period.to, period.utcDays ? "UTC" : period.zone, language) : "";
}
