/**
 * One reserved database of haneul-dev: one year, no upfront, bought some weeks before the story. The hours it covers cost
 * nothing more; it is paid for by a fee on the first of each month, used or not.
 */
import { DAY, utcDays, utcMidnight, utcMonth } from "./calendar.ts";
import { type CostRow, row, scaled } from "./cost-row.ts";
import { perSetting, type Setting } from "./setting.ts";

interface Reservation {
  service: string;
  usageType: string;
  region: string;
  /** Midnight UTC of the first day. */
  from: number;
  /** USD an hour. */
  hourly: number;
}

const BOUGHT_DAYS_AGO = 40;
const HOURS_A_DAY = 24;

const reservationOf = perSetting(({ account, anchor }): Reservation | undefined =>
  account.name === "haneul-dev"
    ? {
        service: "Amazon Relational Database Service",
        usageType: "APN2-InstanceUsage:db.t4g.medium",
        region: "ap-northeast-2",
        from: utcMidnight(anchor) - BOUGHT_DAYS_AGO * DAY,
        hourly: 0.069,
      }
    : undefined,
);

/** Hours that are paid for in [from, to), used or not. */
export function reservedHours(setting: Setting, from: number, to: number): number {
  const reservation = reservationOf(setting);
  return reservation ? (Math.max(0, to - Math.max(from, reservation.from)) / DAY) * HOURS_A_DAY : 0;
}

/** The rows of a day with what the reservation pays for as use of its own. */
export function coverByReservation(setting: Setting, rows: CostRow[], day: number): CostRow[] {
  const reservation = reservationOf(setting);
  if (!reservation || day < reservation.from) return rows;
  let left = HOURS_A_DAY;
  return rows.flatMap((r) => {
    const taken = r.usageType === reservation.usageType && r.recordType === "Usage" ? Math.min(left, r.quantity) : 0;
    if (taken === 0) return [r];
    left -= taken;
    const amortized = taken * reservation.hourly;
    const part = scaled(r, taken / r.quantity);
    const covered = { ...part, recordType: "DiscountedUsage", unblended: 0, netUnblended: 0 };
    return [
      { ...covered, amortized, netAmortized: amortized },
      ...(taken < r.quantity ? [scaled(r, 1 - taken / r.quantity)] : []),
    ];
  });
}

/** What is booked on `day`: the fee of its month, or of the rest of it on the day it was bought. Amortized, what no use took up. */
export function reservationFee(
  setting: Setting,
  day: number,
  usageOf: (day: number) => readonly CostRow[],
  now: number,
): CostRow[] {
  const reservation = reservationOf(setting);
  if (!reservation || day < reservation.from) return [];
  if (new Date(day).getUTCDate() !== 1 && day !== reservation.from) return [];
  const end = utcMonth(day, 1);
  const hours = reservedHours(setting, day, end);
  const used = utcDays(day, Math.min(end, now))
    .flatMap((one) => usageOf(one))
    .reduce((sum, r) => sum + (r.recordType === "DiscountedUsage" ? r.quantity : 0), 0);
  const unused = (reservedHours(setting, day, Math.min(end, now)) - used) * reservation.hourly;
  const { service, usageType, region, hourly } = reservation;
  const fee = { service, usageType, region, recordType: "Recurring", tags: {}, quantity: hours, unit: "Hrs" };
  return [{ ...row({ ...fee, usd: hours * hourly }), amortized: unused, netAmortized: unused }];
}
