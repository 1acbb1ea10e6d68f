import type { Note, Scalar } from "../results.ts";
import { usdText } from "./amounts.ts";
import { consoleName } from "./groups.ts";

/** As Cost Explorer's console calls the metrics. */
const metricNames: Record<string, string> = {
  unblended: "Unblended costs",
  amortized: "Amortized costs",
  net_unblended: "Net unblended costs",
};

interface Reproduction {
  metric: string;
  granularity: "daily" | "monthly";
  /** Billing days, the last included: `2026-11-02 to 2026-11-08`; of periods asked for one by one, each. */
  days: readonly string[];
  groups?: readonly string[];
  services?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
  /** Charge types left out. */
  without?: readonly string[];
}

/** How to see the figure in Cost Explorer's console. Params are codes and names that the client words itself. */
export function reproduce(how: Reproduction): Note {
  const filter = [
    how.services && `Service: ${how.services.join(", ")}`,
    how.regions && `Region: ${how.regions.join(", ")}`,
    how.without?.length && `Charge type: excludes ${how.without.join(", ")}`,
  ].filter((part) => typeof part === "string");
  const groups = (how.groups ?? []).map(consoleName);
  const { metric, granularity } = how;
  return {
    code: "reproduce",
    text: `In the Cost Explorer console: ${metricNames[metric]}, ${granularity}, ${how.days.join(" and, by itself, ")}${groups.length > 0 ? `, grouped by ${groups.join(" and ")}` : ""}, ${filter.length > 0 ? `filter ${filter.join("; ")}` : "no filter"}.`,
    params: { metric, filter: filter.join("; "), granularity, group_by: groups.join(", ") },
  };
}

export function provisional(from: string): Note {
  return {
    code: "provisional_days",
    text: `Amounts from ${from} on are provisional and may still change.`,
    params: { from },
  };
}

/** `parts`: what was left out, where it is known from the same answer. */
export function creditsExcluded(parts: { credits: number; refunds: number; net: number } | null): Note {
  if (!parts) return { code: "credits_excluded", text: "Credits and refunds are not included." };
  return {
    code: "credits_excluded",
    text: `Credits (${usdText(parts.credits)}) and refunds (${usdText(parts.refunds)}) are not included; with them it is ${usdText(parts.net)}.`,
    params: parts,
  };
}

/** Credits can hide all that was used: what they took away is always said. */
export function creditsIncluded(parts: { credits: number; refunds: number; charged: number }): Note {
  return {
    code: "credits_included",
    text: `Credits (${usdText(parts.credits)}) and refunds (${usdText(parts.refunds)}) are taken off; without them it is ${usdText(parts.charged)}.`,
    params: parts,
  };
}

export const taxExcluded: Note = {
  code: "tax_excluded",
  text: "Tax is not included: AWS books it on the first day of a month for the whole month.",
};

/** Every month of the period is closed and nothing was filtered: the sum of all record types is what AWS invoices. */
export function invoiceTotal(usd: number): Note {
  return {
    code: "invoice_total",
    text: `Invoice total of these closed months, with tax, credits and refunds: ${usdText(usd)}.`,
    params: { usd },
  };
}

export function noneFound(text: string, params?: Record<string, Scalar>): Note {
  return { code: "none_found", text, ...(params ? { params } : {}) };
}
