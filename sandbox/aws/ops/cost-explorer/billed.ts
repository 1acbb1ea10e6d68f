/** The bill as the caller may see it now. */
import type { Call } from "../../call.ts";
import { type BilledRow, billedRows } from "../../world/billing.ts";
import { DAY, utcMidnight } from "../../world/calendar.ts";
import { scaled } from "../../world/cost-row.ts";
import { powerSpans } from "../power-spans.ts";
import type { Period } from "./periods.ts";

/** Rows of a period; a part of a day has its share of each row. */
export function billed(call: Call, { from, to }: Pick<Period, "from" | "to">): BilledRow[] {
  const rows = billedRows(call.world.setting, utcMidnight(from), to, call.now, powerSpans(call));
  const share = (to - from) / DAY;
  return share < 1 ? rows.map((row) => ({ ...row, ...scaled(row, share) })) : rows;
}
