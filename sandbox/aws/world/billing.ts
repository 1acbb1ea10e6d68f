/** The bill as it stands at a moment: usage as far as it is refreshed, and what is booked once a month. */
import { DAY, utcDays, utcMonth } from "./calendar.ts";
import { billedShare, costOfDay, hostRow } from "./cost.ts";
import { type CostRow, EC2, row, scaled } from "./cost-row.ts";
import type { Instance } from "./instances.ts";
import { reservationFee } from "./reservation.ts";
import { perSetting, type Setting } from "./setting.ts";

export interface BilledRow extends CostRow {
  /** Midnight UTC of the billing day. */
  day: number;
}

/** A host that runs in the world and was stopped by a call, or the other way round: what that changes in the bill. */
export interface PowerSpan {
  host: Pick<Instance, "id" | "type" | "zone" | "region" | "tags">;
  from: number;
  /** Infinity while it lasts. */
  to: number;
  running: boolean;
}

/** Value added tax in Korea, on everything but credits. */
const TAX_RATE = 0.1;
/** A migration credit each month, and one refund some weeks ago. */
const CREDIT_USD = -420;
const REFUND = { daysBeforeAnchor: 37, usd: -86.4 };

/** All rows of the UTC days [from, to), as Cost Explorer has them at `now`. */
export function billedRows(
  setting: Setting,
  from: number,
  to: number,
  now: number,
  spans: PowerSpan[] = [],
): BilledRow[] {
  return utcDays(from, to).flatMap((day) => {
    const share = billedShare(day, now);
    if (share === 0) return monthly(setting, day, now, spans);
    return [...usageOf(setting, day, share, spans), ...monthly(setting, day, now, spans)];
  });
}

function usageOf(setting: Setting, day: number, share: number, spans: PowerSpan[]): BilledRow[] {
  const rows = costOfDay(setting, day).map((r) => ({ ...(share < 1 ? scaled(r, share) : r), day }));
  const until = day + DAY * share;
  for (const span of spans) {
    const hours = (Math.min(until, span.to) - Math.max(day, span.from)) / 3_600_000;
    if (hours > 0) rows.push({ ...hostRow(span.host, span.running ? hours : -hours), day });
  }
  return rows;
}

/** Tax and credits belong to the account, not to a region or a tag; they are booked on the first and grow with the month. */
function monthly(setting: Setting, day: number, now: number, spans: PowerSpan[]): BilledRow[] {
  if (now < day) return [];
  const usage = (one: number) => usageOf(setting, one, billedShare(one, now), spans);
  const fee = reservationFee(setting, day, usage, now).map((r) => ({ ...r, day }));
  if (setting.account.name !== "haneul-prod") return fee;
  const common = { tags: {}, quantity: 0, unit: "N/A" };
  const rows: CostRow[] = [];
  if (day === refundDay(setting))
    rows.push(
      row({
        ...common,
        service: "Amazon CloudFront",
        usageType: "AP-DataTransfer-Out-Bytes",
        region: "global",
        recordType: "Refund",
        usd: REFUND.usd,
      }),
    );
  if (new Date(day).getUTCDate() === 1) {
    const usd = taxOf(setting, day, now, spans);
    if (usd > 0)
      rows.push(
        row({ ...common, service: "Tax", usageType: "NoUsageType", region: "NoRegion", recordType: "Tax", usd }),
      );
    rows.push(
      row({
        ...common,
        service: EC2,
        usageType: "APN2-BoxUsage:m7g.large",
        region: "ap-northeast-2",
        recordType: "Credit",
        usd: CREDIT_USD,
      }),
    );
  }
  return [...fee, ...rows.map((r) => ({ ...r, day }))];
}

const refundDay = ({ anchor }: Setting) => Math.floor(anchor / DAY) * DAY - REFUND.daysBeforeAnchor * DAY;

const closedMonths = perSetting(() => new Map<number, number>());

/** Of the month's charges so far; a closed month's is known for good. */
function taxOf(setting: Setting, month: number, now: number, spans: PowerSpan[]): number {
  const end = utcMonth(month, 1);
  const closed = now >= end && spans.length === 0;
  const known = closed ? closedMonths(setting).get(month) : undefined;
  if (known !== undefined) return known;
  let taxable = 0;
  for (const day of utcDays(month, end)) {
    const share = billedShare(day, now);
    if (share === 0) break;
    for (const r of usageOf(setting, day, share, spans)) taxable += r.unblended;
  }
  const tax = taxable * TAX_RATE;
  if (closed) closedMonths(setting).set(month, tax);
  return tax;
}
