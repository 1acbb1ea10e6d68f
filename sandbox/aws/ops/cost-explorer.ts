import type * as CE from "@aws-sdk/client-cost-explorer";
import type { Call } from "../call.ts";
import { openCursor, pageOf } from "../pager.ts";
import { AwsError } from "../wire/errors.ts";
import { defineService } from "../wire/service.ts";
import { DAY, utcDate, utcDays, utcMidnight } from "../world/calendar.ts";
import { billedShare, type CostRow } from "../world/cost.ts";
import { dimensionOf, groupKeysOf, invalid, predicateOf } from "./cost-filter.ts";
import { intervalOf, periodsOf } from "./cost-periods.ts";

/** Groups on one page; the next page goes on with the next period or the groups left of this one. */
const PAGE_GROUPS = 2_000;

const metrics: Record<string, (row: CostRow) => number> = {
  UnblendedCost: (r) => r.unblended,
  BlendedCost: (r) => r.unblended,
  AmortizedCost: (r) => r.amortized,
  NetUnblendedCost: (r) => r.unblended,
  NetAmortizedCost: (r) => r.amortized,
  UsageQuantity: (r) => r.quantity,
};

const badToken = () =>
  new AwsError("InvalidNextTokenException", "The pagination token is invalid or belongs to another request.");

/** Rows of a span as billed so far. */
function billed(call: Call, from: number, to: number): { row: CostRow; share: number }[] {
  return utcDays(from, to).flatMap((day) => {
    const share = billedShare(day, call.now);
    return share === 0 ? [] : call.world.costOf(day).map((row) => ({ row, share }));
  });
}

function sums(rows: { row: CostRow; share: number }[], names: string[]): Record<string, CE.MetricValue> {
  return Object.fromEntries(
    names.map((name) => {
      const read = metrics[name];
      if (!read) throw invalid(`Metric ${name} is not served by the sample account.`);
      const amount = rows.reduce((sum, { row, share }) => sum + read(row) * share, 0);
      const units = new Set(rows.map(({ row }) => row.unit));
      const unit = name !== "UsageQuantity" ? "USD" : units.size === 1 ? ([...units][0] as string) : "N/A";
      return [name, { Amount: String(Number(amount.toFixed(10))), Unit: unit }];
    }),
  );
}

export const costExplorer = defineService<typeof CE>({
  package: "@aws-sdk/client-cost-explorer",
  client: "CostExplorerClient",
  scope: "ce",
  iam: "ce",
  operations: {
    GetCostAndUsage(input, call) {
      const { NextPageToken, ...inputs } = input;
      if (!input.Metrics?.length) throw invalid("Metrics should not be null or empty");
      const names = input.Metrics;
      const keep = predicateOf(input.Filter);
      const groups = input.GroupBy ?? [];
      const keysOf = groupKeysOf(groups);
      const cursor = openCursor(NextPageToken, inputs, call.now, badToken);
      const periods = periodsOf(input.TimePeriod, input.Granularity, call.now);
      const results = periods.map(({ from, to, estimated }) => {
        const rows = billed(call, from, to).filter(({ row }) => keep(row));
        const common = { TimePeriod: { Start: utcDate(from), End: utcDate(to) }, Estimated: estimated };
        if (groups.length === 0) return { ...common, Total: sums(rows, names), Groups: [] };
        const grouped = Map.groupBy(rows, ({ row }) => keysOf(row).join("\u0000"));
        const sorted = [...grouped].sort(([a], [b]) => (a < b ? -1 : 1));
        return {
          ...common,
          Total: {},
          Groups: sorted.map(([keys, g]) => ({ Keys: keys.split("\u0000"), Metrics: sums(g, names) })),
        };
      });
      const page = pageResults(results, cursor, inputs);
      return {
        ...(groups.length ? { GroupDefinitions: groups.map((g) => ({ Type: g.Type, Key: g.Key })) } : {}),
        ResultsByTime: page.items,
        DimensionValueAttributes: [],
        ...(page.next ? { NextPageToken: page.next } : {}),
      };
    },

    GetDimensionValues(input, call) {
      const read = dimensionOf(input.Dimension);
      const { from, to } = intervalOf(input.TimePeriod);
      const keep = predicateOf(input.Filter);
      const found = billed(call, from, to)
        .map(({ row }) => row)
        .filter(keep)
        .map(read);
      const needle = input.SearchString?.toLowerCase() ?? "";
      const values = [...new Set(found)].filter((value) => value.toLowerCase().includes(needle)).sort();
      return {
        DimensionValues: values.map((Value) => ({ Value, Attributes: {} })),
        ReturnSize: values.length,
        TotalSize: values.length,
      };
    },

    /** The mean of the last 14 finished days, each future day; the interval is ±8 % at 80 %. */
    GetCostForecast(input, call) {
      const { from, to } = intervalOf(input.TimePeriod);
      const today = utcMidnight(call.now);
      if (from < today) throw invalid("Start date (and hour) should be equal to or later than the current date");
      const keep = predicateOf(input.Filter);
      const name = { UNBLENDED_COST: "UnblendedCost", AMORTIZED_COST: "AmortizedCost" }[input.Metric as string];
      const read = metrics[name ?? ""];
      if (!read) throw invalid(`Metric ${input.Metric} is not served by the sample account.`);
      const recent = billed(call, today - 14 * DAY, today).filter(
        ({ row }) => keep(row) && row.recordType !== "Tax" && row.recordType !== "Credit",
      );
      const daily = recent.reduce((sum, { row }) => sum + read(row), 0) / 14;
      const spans =
        input.Granularity === "DAILY" ? utcDays(from, to).map((d) => [d, d + DAY] as const) : [[from, to] as const];
      const forecast = spans.map(([start, end]) => {
        const mean = (daily * (end - start)) / DAY;
        return {
          TimePeriod: { Start: utcDate(start), End: utcDate(end) },
          MeanValue: mean.toFixed(6),
          PredictionIntervalLowerBound: (mean * 0.92).toFixed(6),
          PredictionIntervalUpperBound: (mean * 1.08).toFixed(6),
        };
      });
      const total = forecast.reduce((sum, f) => sum + Number(f.MeanValue), 0);
      return { Total: { Amount: total.toFixed(6), Unit: "USD" }, ForecastResultsByTime: forecast };
    },
  },
});

/** Pages count groups, so that a page may end inside a period; the rest of it comes with the next. */
function pageResults(results: CE.ResultByTime[], cursor: { offset: number; at: number }, inputs: object) {
  const flat = results.flatMap((result): { result: CE.ResultByTime; group?: CE.Group }[] =>
    result.Groups?.length ? result.Groups.map((group) => ({ result, group })) : [{ result }],
  );
  const page = pageOf(flat, cursor, PAGE_GROUPS, inputs);
  const items = [...Map.groupBy(page.items, (item) => item.result)].map(([result, part]) => ({
    ...result,
    Groups: part.flatMap(({ group }) => (group ? [group] : [])),
  }));
  return { items, next: page.next };
}
