import type { MetricValue } from "@aws-sdk/client-cost-explorer";
import type { CostRow } from "../../world/cost-row.ts";
import { invalid } from "./dimensions.ts";

/** Cost Explorer writes up to ten decimals. */
export const amountOf = (usd: number): string => String(Number(usd.toFixed(10)));

const metrics: Record<string, (row: CostRow) => number> = {
  UnblendedCost: (r) => r.unblended,
  BlendedCost: (r) => r.unblended,
  AmortizedCost: (r) => r.amortized,
  NetUnblendedCost: (r) => r.netUnblended,
  NetAmortizedCost: (r) => r.netAmortized,
  UsageQuantity: (r) => r.quantity,
  NormalizedUsageAmount: (r) => (r.instance ? r.quantity * 4 : 0),
};

/** @throws AwsError ValidationException for a metric that Cost Explorer does not know. */
export function metricOf(name: string): (row: CostRow) => number {
  const read = metrics[name];
  if (!read) throw invalid(`Metric ${name} is invalid. Valid values are ${Object.keys(metrics).join(", ")}`);
  return read;
}

export function sumsOf(rows: readonly CostRow[], names: readonly string[]): Record<string, MetricValue> {
  return Object.fromEntries(
    names.map((name) => {
      const read = metricOf(name);
      const amount = rows.reduce((sum, row) => sum + read(row), 0);
      return [name, { Amount: amountOf(amount), Unit: unitOf(name, rows) }];
    }),
  );
}

function unitOf(name: string, rows: readonly CostRow[]): string {
  if (name === "NormalizedUsageAmount") return "N/A";
  if (name !== "UsageQuantity") return "USD";
  const units = new Set(rows.map((row) => row.unit));
  return units.size === 1 ? ([...units][0] as string) : "N/A";
}
