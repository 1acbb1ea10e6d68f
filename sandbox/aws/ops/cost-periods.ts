/** Billing periods: UTC days, the end exclusive. */
import type { DateInterval } from "@aws-sdk/client-cost-explorer";
import { AwsError } from "../wire/errors.ts";
import { DAY, utcDate, utcDays, utcMidnight, utcMonth } from "../world/calendar.ts";
import { invalid } from "./cost-filter.ts";

export interface Period {
  from: number;
  to: number;
  estimated: boolean;
}

/** How far back Cost Explorer goes without its paid history, counted from the month that runs. */
const KEPT_MONTHS = 13;

function dayOf(text: string | undefined): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || utcDate(time) !== text) throw invalid(`Time format is invalid: ${text}. Use yyyy-MM-dd.`);
  return time;
}

export function intervalOf(period: DateInterval | undefined): { from: number; to: number } {
  const from = dayOf(period?.Start);
  const to = dayOf(period?.End);
  if (from >= to) throw invalid("Start date (and hour) should be before end date (and hour)");
  return { from, to };
}

/** @throws AwsError ValidationException, or DataUnavailableException for what is not kept or not yet there. */
export function periodsOf(interval: DateInterval | undefined, granularity: string | undefined, now: number): Period[] {
  const { from, to } = intervalOf(interval);
  const unavailable = (why: string) => new AwsError("DataUnavailableException", why);
  if (from > utcMidnight(now) || to > utcMonth(now, 1))
    throw unavailable("The requested data is not available: the period lies in the future.");
  if (from < utcMonth(now, -KEPT_MONTHS))
    throw unavailable(`The requested data is not available: it is more than ${KEPT_MONTHS} months old.`);
  if (granularity === "DAILY")
    return utcDays(from, to).map((day) => ({ from: day, to: day + DAY, estimated: day >= utcMidnight(now) - DAY }));
  if (granularity !== "MONTHLY") throw invalid("The sample account serves the granularities DAILY and MONTHLY.");
  const periods: Period[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(utcMonth(start, 1), to);
    periods.push({ from: start, to: end, estimated: end > utcMonth(now) });
    start = end;
  }
  return periods;
}
