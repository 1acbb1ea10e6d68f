/** Run under `ulimit -f`, where a file cannot grow past a size: what the datasets say then, as JSON. */
import { createDatasets } from "../../src/datasets/datasets.ts";
import type { Log } from "../../src/log.ts";
import type { Table } from "../../src/ports/tools.ts";

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
const dir = process.argv[2] ?? "";
const datasets = createDatasets({ dir, log: quiet, clock: { now: () => 0, moved: false } });

const table = (rows: number, width: number): Table => ({
  columns: [{ name: "text", type: "text", label: { ko: "글", en: "Text" } }],
  rows: Array.from({ length: rows }, () => ["x".repeat(width)]),
  totals: {},
  period: null,
  scope: { accounts: [], regions: [], skipped: [] },
  source: { service: "CloudTrail", requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
  truncated: null,
  notes: [],
});
const add = (id: string, rows: number, width: number): Promise<string> =>
  datasets.add("t", id, "tool", {}, table(rows, width)).then(
    (info) => info.handle,
    (error: Error) => error.message,
  );

const first = await add("1", 2, 10);
const second = await add("2", 500, 10_000);
const listed = datasets.list("t").map((info) => [info.handle, info.rowCount]);
const third = await add("3", 2, 10);
process.stdout.write(JSON.stringify({ first, second, listed, third }));
await datasets.close();
