/** A bot in the middle of a query that never ends, limited to two seconds: says so, and waits to be killed. */
import { createDatasets } from "../../src/datasets/datasets.ts";
import type { Log } from "../../src/log.ts";

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
const [dir = "", endless = ""] = process.argv.slice(2);
const clock = { now: () => 0, moved: false };
const datasets = createDatasets({ dir, log: quiet, clock, limits: { queryMs: 2_000 } });
const never = new AbortController().signal;

await datasets.add(
  "t",
  "toolu_1",
  "tool",
  {},
  {
    columns: [{ name: "n", type: "number", label: { ko: "수", en: "Number" } }],
    rows: [[1]],
    totals: {},
    period: null,
    scope: { accounts: [], regions: [], skipped: [] },
    source: { service: "CloudTrail", requests: 1, cached: 0, usd: 0, freshTo: null, scannedBytes: null },
    truncated: null,
    notes: [],
  },
);
await datasets.query("t", "select 1", never);
datasets.query("t", endless, never).catch(() => undefined);
setTimeout(() => process.stdout.write("in mid-query"), 200);
