import type { Column, Note, Period, Scalar, Scope, Source, Table } from "../results.ts";

/** What one kind of saving found; account and kind-independent parts are added by the tool. */
export interface Savings {
  columns: Column[];
  rows: Scalar[][];
  totals: Record<string, number>;
  period: Period | null;
  regions: string[];
  skipped: Scope["skipped"];
  source: Source;
  truncated: Table["truncated"];
  notes: Note[];
}
