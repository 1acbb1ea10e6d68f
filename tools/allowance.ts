import { z } from "zod";
import type { Cache } from "./cache.ts";
import type { Call } from "./define-tool.ts";

/** What a caller may spend besides the limit of the day: the bot sets it, for an answer and for a person's day (UTC). */
export const allowanceWire = z.object({
  of: z.enum(["turn", "person"]),
  key: z.string().max(200),
  cost_explorer: z.number().nonnegative(),
  logs_scan_gb: z.number().nonnegative(),
});

export type Allowance = z.infer<typeof allowanceWire>;
export type Expense = "cost_explorer" | "logs_scan_gb";

/** One meter that an expense counts against. */
export interface Limit {
  of: "day" | Allowance["of"];
  meter: string;
  limit: number;
}

/** From this share of a limit on each answer says how much is left. */
const NEARLY = 0.8;
/** What the meters of everybody's day have always been called on disk. */
const DAY_METERS = { cost_explorer: "ce", logs_scan_gb: "logs_scan_gb" } as const;

/** The limits of an expense, everybody's day first. */
export function limitsOf(expense: Expense, { limits, context }: Pick<Call, "limits" | "context">): Limit[] {
  const meter = DAY_METERS[expense];
  const day = expense === "cost_explorer" ? limits.costExplorerDay : limits.logsScanGb;
  return [
    { of: "day", meter, limit: day },
    ...context.allowances.map((one) => ({ of: one.of, meter: `${meter}/${one.of}/${one.key}`, limit: one[expense] })),
  ];
}

/** Counts an amount against all limits, or against none: gives the one that refuses. */
export function reserve(cache: Cache, limits: readonly Limit[], amount: number): Limit | null {
  for (const [index, { meter, limit }] of limits.entries()) {
    if (cache.reserve(meter, amount, limit)) continue;
    settle(cache, limits.slice(0, index), -amount);
    return limits[index]!;
  }
  return null;
}

export function settle(cache: Cache, limits: readonly Limit[], change: number): void {
  for (const { meter } of limits) cache.settle(meter, change);
}

/** Those that are mostly used. */
export function nearlyUsed(cache: Cache, limits: readonly Limit[]): { of: Limit["of"]; used: number; limit: number }[] {
  return limits
    .map(({ of, meter, limit }) => ({ of, used: cache.used(meter), limit }))
    .filter(({ used, limit }) => used > 0 && used >= limit * NEARLY);
}
