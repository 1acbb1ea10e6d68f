import type { Language } from "../request.ts";

/** All functions take wall times: milliseconds as if the zone were UTC. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const DAY_MS = 86_400_000;

const two = (value: number): string => String(value).padStart(2, "0");
const parts = (wall: number) => {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
};

export function clockTime(wall: number): string {
  const date = new Date(wall);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** "10/5", "Oct 5". */
export function shortDay(wall: number, language: Language): string {
  const { month, day } = parts(wall);
  return language === "ko" ? `${month + 1}/${day}` : `${MONTHS[month]} ${day}`;
}

/** "10월 5일", "Oct 5"; with the year "2026년 10월 5일", "Oct 5, 2026". */
export function longDay(wall: number, language: Language, withYear = false): string {
  const { year, month, day } = parts(wall);
  if (language === "ko") return `${withYear ? `${year}년 ` : ""}${month + 1}월 ${day}일`;
  return `${MONTHS[month]} ${day}${withYear ? `, ${year}` : ""}`;
}

/** "10월", "Oct"; with the year "2026년 10월", "Oct 2026". */
export function monthName(wall: number, language: Language, withYear = false): string {
  const { year, month } = parts(wall);
  if (language === "ko") return `${withYear ? `${year}년 ` : ""}${month + 1}월`;
  return `${MONTHS[month]}${withYear ? ` ${year}` : ""}`;
}

/** Both days included: "2026년 10월 1일 – 30일", "Oct 1 – 30, 2026". */
export function dayRange(first: number, last: number, language: Language): string {
  const a = parts(first);
  const b = parts(last);
  if (a.year !== b.year) return `${longDay(first, language, true)} – ${longDay(last, language, true)}`;
  if (a.month === b.month && a.day === b.day) return longDay(first, language, true);
  const sameMonth = a.month === b.month;
  if (language === "ko") return `${longDay(first, "ko", true)} – ${sameMonth ? `${b.day}일` : longDay(last, "ko")}`;
  return `${longDay(first, "en")} – ${sameMonth ? b.day : longDay(last, "en")}, ${b.year}`;
}

/** Both months included: "2026년 1월 – 10월", "Jan – Oct 2026". */
export function monthRange(first: number, last: number, language: Language): string {
  const a = parts(first);
  const b = parts(last);
  if (a.year === b.year && a.month === b.month) return monthName(first, language, true);
  if (a.year !== b.year) return `${monthName(first, language, true)} – ${monthName(last, language, true)}`;
  return language === "ko"
    ? `${monthName(first, "ko", true)} – ${monthName(last, "ko")}`
    : `${monthName(first, "en")} – ${monthName(last, "en", true)}`;
}

/** "2026-10-31 09:00". */
export function isoMinute(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16).replace("T", " ");
}
