import Database from "better-sqlite3";
import type { DatasetInfo } from "../../../src/ports/datasets.ts";
import type { Scalar, Table } from "../../../src/ports/tools.ts";
import { queryColumns } from "../../../src/thread-tools/query-columns.ts";

/** What `data_query` gives: a SELECT over the results of a thread as tables of their handles. */
export function select(sql: string, stored: { info: DatasetInfo; rows: Scalar[][] }[]): Table {
  const database = new Database(":memory:");
  try {
    const used = stored.filter(({ info }) => new RegExp(`\\b${info.handle}\\b`).test(sql));
    for (const { info, rows } of used) {
      database.exec(`CREATE TABLE ${info.handle} (${info.columns.map(({ name }) => `"${name}"`).join(", ")})`);
      const insert = database.prepare(`INSERT INTO ${info.handle} VALUES (${info.columns.map(() => "?").join(", ")})`);
      for (const row of rows) insert.run(row.map((cell) => (typeof cell === "boolean" ? Number(cell) : cell)));
    }
    const statement = database.prepare(sql).raw();
    const rows = statement.all() as Scalar[][];
    const names = statement.columns().map(({ name }) => name);
    const [first] = used;
    return {
      columns: queryColumns(
        names,
        rows,
        used.flatMap(({ info }) => info.columns),
      ),
      rows,
      totals: { rows: rows.length },
      period: first?.info.period ?? null,
      scope: first?.info.scope ?? { accounts: [], regions: [], skipped: [] },
      source: { service: "", requests: 0, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
      truncated: null,
      notes: first?.info.notes ?? [],
    };
  } finally {
    database.close();
  }
}
