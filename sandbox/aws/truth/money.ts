/** Sums over the bill. Amounts are unblended USD, rounded to a hundredth of a cent. */
import type { BilledRow } from "../world/billing.ts";

export const usd = (amount: number): number => Math.round(amount * 10_000) / 10_000;

export const sum = (rows: readonly BilledRow[]): number => rows.reduce((total, row) => total + row.unblended, 0);

/** Gross: what was charged, before what is given and given back. */
export const isCharge = (row: BilledRow): boolean => !/^(Credit|Refund)$/.test(row.recordType);

/** What something used cost: tax left out as well, which belongs to no service, region or tag. */
export const isUsage = (row: BilledRow): boolean => isCharge(row) && row.recordType !== "Tax";

/** By a key, the largest first. */
export function sumsBy(rows: readonly BilledRow[], keyOf: (row: BilledRow) => string): [key: string, usd: number][] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.unblended);
  return [...sums].map(([key, amount]): [string, number] => [key, usd(amount)]).sort(([, a], [, b]) => b - a);
}
