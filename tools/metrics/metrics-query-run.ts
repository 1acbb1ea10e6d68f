import type { Call, Outcome } from "../define-tool.ts";
import { iso } from "../period.ts";
import { needRetained, type Retained } from "../retained.ts";
import { chooseBin, usualStep } from "./bins.ts";
import { findSeries } from "./find-series.ts";
import { lastKnown } from "./last-known.ts";
import { metricNotes } from "./metric-notes.ts";
import { toLines, toSummaries, totalsOf } from "./metric-table.ts";
import type { MetricsQueryInput } from "./metrics-query.ts";
import { planReading } from "./plan-reading.ts";
import { readSeries } from "./read-series.ts";

/** By the hour; finer steps for 15 and 63 days. [CloudWatch user guide, metrics retention] */
const retained: Retained = { ko: "CloudWatch 지표 값은", en: "CloudWatch's datapoints", days: 455 };

export async function runMetricsQuery(input: MetricsQueryInput, call: Call): Promise<Outcome> {
  const account = call.context.account(input.account);
  const window = call.context.period(input.period);
  needRetained(retained, window, call);
  const found = await findSeries(input, account, input.regions, call);
  const readings = found.series.map((series) => planReading(series, input));
  const asked = input.bin === "total" ? undefined : input.bin;
  const every = Math.max(asked ? 60 : usualStep(window), ...found.series.map(({ reading }) => reading.every ?? 60));
  const grid = chooseBin(window, call.context.now, { asked, every });
  const data = await readSeries(account, readings, grid, call);
  const older = await lastKnown(account, data.read, grid.toMs, call);
  const { columns, rows } = input.bin === "total" ? toSummaries(data.read) : toLines(data.read);
  return {
    kind: "table",
    table: {
      columns,
      rows,
      totals: totalsOf(data.read),
      period: { from: iso(grid.fromMs), to: iso(grid.toMs), zone: window.zone, utcDays: false },
      scope: {
        accounts: [{ id: await call.aws.accountId(account, call.signal), name: account.name }],
        regions: found.searched,
        skipped: [...found.skipped, ...data.skipped],
      },
      source: {
        service: "CloudWatch metrics",
        requests: found.requests + data.requests + older.requests,
        cached: 0,
        usd: 0,
        freshTo: iso(grid.toMs),
        scannedBytes: null,
      },
      truncated: null,
      notes: [...grid.notes, ...metricNotes(data.read, grid.bin, older.last)],
    },
  };
}
