/** Billing periods: UTC days, the end exclusive. */
import type { DateInterval } from "@aws-sdk/client-cost-explorer";
import { AwsError } from "../../wire/errors.ts";
import { DAY, HOUR, utcDate, utcDays, utcMidnight, utcMonth } from "../../world/calendar.ts";
import { invalid } from "./dimensions.ts";

export interface Period {
  from: number;
  to: number;
  /** Cost Explorer still changes it. */
  estimated: boolean;
}

/** How far back Cost Explorer goes without its paid history, counted from the month that runs; hours only 14 days. */
const KEPT_MONTHS = 13;
const KEPT_HOURLY = 14 * DAY;

function timeOf(text: string | undefined, hourly: boolean): number {
  if (hourly && /^\d{4}-\d\d-\d\dT\d\d:00:00Z$/.test(text ?? "")) return Date.parse(text ?? "");
  const time = /^\d{4}-\d\d-\d\d$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || utcDate(time) !== text) throw invalid(`Time format is invalid: ${text}. Use yyyy-MM-dd.`);
  return time;
}

export function intervalOf(period: DateInterval | undefined, hourly = false): { from: number; to: number } {
  const from = timeOf(period?.Start, hourly);
  const to = timeOf(period?.End, hourly);
  if (from >= to) throw invalid("Start date (and hour) should be before end date (and hour)");
  return { from, to };
}

/** @throws AwsError ValidationException, or DataUnavailableException for what is not kept or not yet there. */
export function periodsOf(interval: DateInterval | undefined, granularity: string | undefined, now: number): Period[] {
  const hourly = granularity === "HOURLY";
  const { from, to } = intervalOf(interval, hourly);
  const unavailable = (why: string) => new AwsError("DataUnavailableException", why);
  if (from > utcMidnight(now) || to > utcMonth(now, 1))
    throw unavailable("The requested data is not available: the period lies in the future.");
  if (from < utcMonth(now, -KEPT_MONTHS))
    throw unavailable(`The requested data is not available: it is more than ${KEPT_MONTHS} months old.`);
  if (hourly) {
    if (from < now - KEPT_HOURLY) throw unavailable("Hourly data is available for the past 14 days.");
    return hoursOf(from, to);
  }
  if (granularity === "DAILY")
    return utcDays(from, to).map((day) => ({ from: day, to: day + DAY, estimated: day >= utcMidnight(now) - DAY }));
  if (granularity !== "MONTHLY") throw invalid(`Granularity ${granularity} is invalid: DAILY, MONTHLY or HOURLY.`);
  const periods: Period[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(utcMonth(start, 1), to);
    periods.push({ from: start, to: end, estimated: end > utcMonth(now) });
    start = end;
  }
  return periods;
}

function hoursOf(from: number, to: number): Period[] {
  const periods: Period[] = [];
  for (let hour = from; hour < to; hour += HOUR) periods.push({ from: hour, to: hour + HOUR, estimated: true });
  return periods;
}

/** As Cost Explorer writes a period: days, or full times where hours are asked for. */
export function writePeriod({ from, to }: { from: number; to: number }): { Start: string; End: string } {
  const hourly = to - from < DAY;
  const write = (time: number) => (hourly ? `${new Date(time).toISOString().slice(0, 19)}Z` : utcDate(time));
  return { Start: write(from), End: write(to) };
}
