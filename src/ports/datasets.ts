import type { Column, Note, Period, RowSource, Scalar, Scope, Source, Table, Truncation } from "./tools.ts";

/** A stored result of a thread. `handle` is d1, d2 ... in order of arrival within the thread. */
export interface DatasetInfo {
  handle: string;
  tool: string;
  args: unknown;
  columns: Column[];
  rowCount: number;
  totals: Record<string, number>;
  period: Period | null;
  scope: Scope;
  source: Source;
  truncated: Truncation | null;
  notes: Note[];
  /** Milliseconds since the epoch. */
  createdAt: number;
}

export interface QueryResult {
  columns: string[];
  rows: Scalar[][];
  /** True when more rows matched than are returned. */
  truncated: boolean;
}

/** Bad SQL, forbidden SQL, too slow: the message is a sentence for the model. */
export class DatasetError extends Error {
  override name = "DatasetError";
}

/** A table per result, one SQLite file per thread; nothing of one thread is visible in another. */
export interface Datasets {
  /** Idempotent on `toolCallId`: the same call stored twice keeps its handle. The rows of a `spool` are stored instead of the table's. */
  add(
    thread: string,
    toolCallId: string,
    tool: string,
    args: unknown,
    table: Table,
    spool?: RowSource,
  ): Promise<DatasetInfo>;
  list(thread: string): DatasetInfo[];
  read(thread: string, handle: string, limit?: number): { info: DatasetInfo; rows: Scalar[][] } | null;
  /** One read-only SELECT over d1, d2 ... in a worker with a time limit. Throws DatasetError. */
  query(thread: string, sql: string, signal: AbortSignal): Promise<QueryResult>;
  /**
   * Drops results older than that many milliseconds, then those of the threads that got none for longest until all
   * files together are within that many bytes. Their handles are never given again. Returns how many.
   */
  sweep(olderThan: number, mostBytes: number): number;
  /** Deletes the thread's results, also from the disk. */
  forget(thread: string): void;
  close(): Promise<void>;
}
