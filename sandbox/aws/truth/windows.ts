/** Windows that questions name, and how times are written in answers. */
import { DAY, HOUR, seoulMidnight, utcMidnight } from "../world/calendar.ts";
import type { Window } from "./question.ts";

const SEOUL = 9 * HOUR;

/** `2026-11-19T06:50:00+09:00`. */
export const seoulTime = (time: number): string => `${new Date(time + SEOUL).toISOString().slice(0, 19)}+09:00`;

/** The billing days of the calendar month that Seoul is in at `now`, or of the one so many months away. */
export function billingMonth(now: number, months = 0): Window {
  const date = new Date(now + SEOUL);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1), zone: "UTC" };
}

/** From the first of the month to the billing day that is going on; empty in the first hours of a month. */
export function monthToDate(now: number): Window {
  const { from } = billingMonth(now);
  return { from, to: Math.max(from, utcMidnight(now) + DAY), zone: "UTC" };
}

/** That many finished billing days. */
export const finishedDays = (now: number, days: number): Window => ({
  from: utcMidnight(now) - days * DAY,
  to: utcMidnight(now),
  zone: "UTC",
});

/** Up to now. */
export const lastDays = (now: number, days: number): Window => ({
  from: now - days * DAY,
  to: now,
  zone: "Asia/Seoul",
});

export const lastHours = (now: number, hours: number): Window => ({
  from: now - hours * HOUR,
  to: now,
  zone: "Asia/Seoul",
});

/** The day in Seoul so many days ago; 0 is today. */
export function seoulDay(now: number, daysAgo: number): Window {
  const from = seoulMidnight(now) - daysAgo * DAY;
  return { from, to: from + DAY, zone: "Asia/Seoul" };
}

/** Seoul's calendar month up to now. */
export function seoulMonthToDate(now: number): Window {
  const { from } = billingMonth(now);
  return { from: from - SEOUL, to: now, zone: "Asia/Seoul" };
}

/** The moment: for what is true now. */
export const atNow = (now: number): Window => ({ from: now, to: now, zone: "Asia/Seoul" });

export const holds = (window: Window, time: number): boolean => time >= window.from && time < window.to;

/** `10월` and `October`, of the month in which the window begins. */
export function monthNames(window: Window): { ko: string; en: string } {
  const date = new Date(window.zone === "UTC" ? window.from : window.from + SEOUL);
  return {
    ko: `${date.getUTCMonth() + 1}월`,
    en: date.toLocaleString("en-US", { month: "long", timeZone: "UTC" }),
  };
}

/** `11월 19일` and `19 November`. */
export function dayNames(time: number): { ko: string; en: string } {
  const date = new Date(time + SEOUL);
  const month = date.toLocaleString("en-US", { month: "long", timeZone: "UTC" });
  return { ko: `${date.getUTCMonth() + 1}월 ${date.getUTCDate()}일`, en: `${date.getUTCDate()} ${month}` };
}
