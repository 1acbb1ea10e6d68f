import type { ResultByTime } from "@aws-sdk/client-cost-explorer";
import type { Field } from "../format/field.ts";
import type { Scalar } from "../results.ts";
import { amount, round } from "./amounts.ts";
import { type ChargeKind, chargeKind } from "./charge-types.ts";
import { groupValue } from "./groups.ts";

export type Granularity = "daily" | "monthly" | "total";

/** Amounts by kind of charge, not rounded. */
export type Charges = Record<ChargeKind, number>;

export interface CostRows {
  /** Time (unless `total`), groups, USD. */
  rows: Scalar[][];
  /** USD of all rows, added up before rounding. */
  usd: number;
  /** Null where the answer does not say the record types. */
  charges: Charges | null;
}

interface Reading {
  granularity: Granularity;
  /** As asked of Cost Explorer, in its order. */
  asked: readonly string[];
  /** Those that become columns. */
  shown: readonly string[];
  /** Cost Explorer's name of the metric. */
  metric: string;
  includeCredits: boolean;
  field: Field;
}

/** In order of time, then the dearest first; what cost nothing is left out. */
export function costRows(results: readonly ResultByTime[], reading: Reading): CostRows {
  const { granularity, asked, shown, metric, includeCredits, field } = reading;
  const sums = new Map<string, { lead: Scalar[]; usd: number; billed: boolean }>();
  const charges: Charges = { usage: 0, discounts: 0, tax: 0, refunds: 0, credits: 0 };
  const typeAt = asked.indexOf("record_type");
  for (const result of results) {
    const start = result.TimePeriod?.Start ?? "";
    const time = { daily: [start], monthly: [start.slice(0, 7)], total: [] }[granularity];
    const parts = asked.length === 0 ? [{ Keys: [], Metrics: result.Total }] : (result.Groups ?? []);
    for (const { Keys = [], Metrics } of parts) {
      const usd = amount(Metrics?.[metric]?.Amount);
      const kind = typeAt < 0 ? "usage" : chargeKind(Keys[typeAt] ?? "");
      charges[kind] += usd;
      if (!includeCredits && (kind === "credits" || kind === "refunds")) continue;
      const groups = asked.flatMap((name, index) =>
        shown.includes(name) ? [groupValue(name, Keys[index] ?? "", field)] : [],
      );
      const lead = [...time, ...groups];
      const sum = sums.get(JSON.stringify(lead)) ?? { lead, usd: 0, billed: false };
      sum.usd += usd;
      sum.billed ||= usd !== 0;
      sums.set(JSON.stringify(lead), sum);
    }
    if (shown.length === 0 && granularity !== "total") keepEmpty(time, sums);
  }
  const byTime =
    granularity === "total" ? () => 0 : (a: Scalar[], b: Scalar[]) => String(a[0]).localeCompare(String(b[0]));
  const kept = [...sums.values()]
    .filter(({ billed }) => billed || shown.length === 0)
    .sort((a, b) => byTime(a.lead, b.lead) || b.usd - a.usd);
  return {
    rows: kept.map(({ lead, usd }) => [...lead, round(usd)]),
    usd: kept.reduce((sum, { usd }) => sum + usd, 0),
    charges: typeAt < 0 ? null : charges,
  };
}

/** A day on which nothing was billed is a day of zero in a series. */
function keepEmpty(time: Scalar[], sums: Map<string, { lead: Scalar[]; usd: number; billed: boolean }>): void {
  const key = JSON.stringify(time);
  if (!sums.has(key)) sums.set(key, { lead: time, usd: 0, billed: false });
}

/** The first day of those that AWS may still change. */
export function provisionalFrom(results: readonly ResultByTime[]): string | null {
  return results.find((result) => result.Estimated)?.TimePeriod?.Start ?? null;
}
