import type { Table } from "../ports/tools.ts";
import type { CostRequest } from "./cost-request.ts";

/** The one call of a cost tool that a request comes to. */
export function costToolCall(request: CostRequest): { tool: string; args: Record<string, unknown> } {
  switch (request.kind) {
    case "spend":
      return {
        tool: "cost_query",
        args: { period: request.period, group_by: [request.groupBy], granularity: request.granularity },
      };
    case "compare":
      return { tool: "cost_compare", args: { period: request.period, group_by: [request.groupBy] } };
    case "forecast":
      return { tool: "cost_forecast", args: { until: request.until } };
    case "anomalies":
      return { tool: "cost_anomalies", args: request.period === null ? {} : { period: request.period } };
  }
}

/** What draws the result; null where a picture would say no more than the text. */
export function costPicture(request: CostRequest, handle: string, table: Table): Record<string, unknown> | null {
  const dataset = handle;
  if (table.rows.length === 0) return null;
  switch (request.kind) {
    case "spend":
      return { dataset, chart: hasOneStep(table) ? "bars" : "cost_per_day" };
    case "compare": {
      const category = table.columns[0]?.name;
      return { dataset, chart: "waterfall", category, value: "after", previous: "before" };
    }
    case "forecast":
      return table.rows.length > 1
        ? { dataset, chart: "forecast", x: "period", value: "mean", low: "low", high: "high" }
        : null;
    case "anomalies":
      return null;
  }
}

/** One day or one month has no course in time to show. */
function hasOneStep(table: Table): boolean {
  const time = table.columns.findIndex((column) => column.type === "day");
  return new Set(table.rows.map((row) => row[time])).size <= 1;
}
