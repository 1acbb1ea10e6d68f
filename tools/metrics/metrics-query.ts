import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import { iso } from "../period.ts";
import { binSeconds, chooseBin, usualStep } from "./bins.ts";
import { findSeries } from "./find-series.ts";
import { lastKnown } from "./last-known.ts";
import { metricNotes } from "./metric-notes.ts";
import { toLines, toSummaries, totalsOf } from "./metric-table.ts";
import { planReading } from "./plan-reading.ts";
import { readSeries } from "./read-series.ts";

/** A metric of a resource that is named as people name it. */
export const metricsQuery = defineTool({
  name: "metrics_query",
  title: { ko: "지표 조회", en: "CloudWatch metrics" },
  description: text(
    "Read a CloudWatch metric of a resource by its name, id or ARN; name* takes all that match, ec2:name one kind.",
    "Use for load, latency, error share or free space over time; bin total gives one row per resource.",
    "Not for: alarms (alarms_list).",
  ),
  annotations: readsAws,
  input: ({ account, regions, period, problem }) =>
    z.strictObject({
      resource: z.string().min(1).max(512),
      metric: z
        .string()
        .min(1)
        .max(255)
        .describe(
          "cpu, memory, 5xx, 5xx rate, errors, error rate, requests, latency, connections, free storage, invocations, depth, bytes out ..., or AWS/Namespace/Metric.",
        ),
      statistic: z
        .string()
        .regex(
          /^(avg|max|min|sum|count|p(\d{1,2}(\.\d{1,2})?|100))$/i,
          problem({
            ko: "avg, max, min, sum, count 또는 p99 같은 백분위수여야 합니다",
            en: "use avg, max, min, sum, count or a percentile such as p99",
          }),
        )
        .optional()
        .describe("avg, max, min, sum, count, p99 ...; default: the usual one."),
      second: z
        .string()
        .min(1)
        .max(255)
        .optional()
        .describe("Second metric of the same resource; alone it makes a share in %."),
      math: z.string().min(1).max(500).optional().describe("Metric math over m1 (metric) and m2 (second)."),
      period: period.default("3h"),
      bin: z.enum([...(Object.keys(binSeconds) as (keyof typeof binSeconds)[]), "total"]).optional(),
      account,
      regions,
    }),

  async run(input, call) {
    const account = call.context.account(input.account);
    const window = call.context.period(input.period);
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
  },
});
