import { dateFormat } from "../../../date-format.ts";

/** A calendar day, YYYY-MM-DD, of whatever zone the words were read in. */
export type Day = string;

const DAY_MS = 86_400_000;
const utc = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const iso = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** Formats as YYYY-MM-DD in `zone`; an unknown zone is read as UTC. */
export function dayIn(ms: number, zone: string): Day {
  const options = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  try {
    return dateFormat("en-CA", { ...options, timeZone: zone }).format(ms);
  } catch {
    return iso(ms);
  }
}

export const plusDays = (day: Day, days: number): Day => iso(utc(day) + days * DAY_MS);

/** Days from `from` to `to`, both counted. */
export const spanOf = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / DAY_MS) + 1;

/** 1 Monday ... 7 Sunday. */
const weekdayOf = (day: Day): number => new Date(utc(day)).getUTCDay() || 7;

export const mondayOf = (day: Day): Day => plusDays(day, 1 - weekdayOf(day));

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`;

/** First day of the month that lies `months` away from the month of `day`. */
export function monthAway(day: Day, months: number): Day {
  return iso(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
}

export const lastOfMonth = (day: Day): Day => plusDays(monthAway(day, 1), -1);

export const firstOfQuarter = (day: Day): Day => monthAway(day, -((Number(day.slice(5, 7)) - 1) % 3));

/** Null for a date that does not exist, such as 31 February. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const day = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || iso(ms) !== day ? null : day;
}
