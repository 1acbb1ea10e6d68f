import { dateFormat } from "../../../date-format.ts";
import type { Language, Period } from "../../../ports/tools.ts";
import { type Day, dayIn, firstOfMonth, lastOfMonth, plusDays } from "../periods/calendar.ts";

const SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Zones whose usual letters no English locale of ICU knows. */
const LETTERS: Record<string, string> = { "Asia/Seoul": "KST", "Asia/Tokyo": "JST", UTC: "UTC", "Etc/UTC": "UTC" };

export interface Reader {
  language: Language;
  zone: string;
  now: number;
}

/** "KST", "PST", "CET"; where no letters are in use, the offset. */
export function zoneName(zone: string, at: number): string {
  const known = LETTERS[zone];
  if (known) return known;
  const names = ["en-US", "en-GB", "en-AU"].map((locale) => zonePart(locale, zone, at));
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0]!;
}

function zonePart(locale: string, zone: string, at: number): string {
  try {
    const parts = dateFormat(locale, { timeZone: zone, timeZoneName: "short" }).formatToParts(at);
    return parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
  } catch {
    return "UTC";
  }
}

function clock(ms: number, zone: string): string {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  try {
    return dateFormat("en-GB", { ...options, timeZone: zone }).format(ms);
  } catch {
    return new Date(ms).toISOString().slice(11, 16);
  }
}

const month = (day: Day) => Number(day.slice(5, 7));
const date = (day: Day) => Number(day.slice(8, 10));

/** "11월 20일", "20 Nov"; with the year when it is not the reader's. */
export function dayName(day: Day, { language, zone, now }: Reader): string {
  const year = day.slice(0, 4) === dayIn(now, zone).slice(0, 4) ? "" : day.slice(0, 4);
  if (language === "ko") return `${year ? `${year}년 ` : ""}${month(day)}월 ${date(day)}일`;
  return `${date(day)} ${SHORT_MONTHS[month(day) - 1]}${year ? ` ${year}` : ""}`;
}

/** "11월 20일 06:50"; the zone is written once elsewhere. */
export function moment(iso: string, reader: Reader): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : `${dayName(dayIn(ms, reader.zone), reader)} ${clock(ms, reader.zone)}`;
}

/** Both days counted: "11월 16–22일", "16–22 Nov", "10월" for a whole month. */
export function spanName(from: Day, to: Day, reader: Reader): string {
  if (from === to) return dayName(from, reader);
  const ko = reader.language === "ko";
  if (from.slice(0, 7) !== to.slice(0, 7)) {
    return ko ? `${dayName(from, reader)}–${dayName(to, reader)}` : `${dayName(from, reader)} – ${dayName(to, reader)}`;
  }
  const whole = from === firstOfMonth(from) && to === lastOfMonth(from);
  if (ko)
    return whole ? dayName(from, reader).replace(/ \d+일$/, "") : `${dayName(from, reader).slice(0, -1)}–${date(to)}일`;
  return whole ? dayName(from, reader).replace(/^\d+ /, "") : `${date(from)}–${dayName(to, reader)}`;
}

/** The first and last day of a period that begins and ends at midnight, else null. */
export function wholeDays(period: Period, zone: string): { from: Day; to: Day } | null {
  const dayOnly = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
  if (period.utcDays || (dayOnly(period.from) && dayOnly(period.to))) {
    return { from: period.from.slice(0, 10), to: plusDays(period.to.slice(0, 10), -1) };
  }
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  if (clock(from, zone) !== "00:00" || clock(to, zone) !== "00:00") return null;
  return { from: dayIn(from, zone), to: plusDays(dayIn(to, zone), -1) };
}

/** A period in the reader's words; yesterday and today are called so. */
export function periodName(period: Period, reader: Reader): string {
  const days = wholeDays(period, reader.zone);
  if (!days)
    return `${moment(period.from, reader)} – ${moment(period.to, reader)} ${zoneName(reader.zone, reader.now)}`;
  const today = dayIn(reader.now, reader.zone);
  const name = spanName(days.from, days.to, reader);
  if (days.from !== days.to || period.utcDays) return name;
  if (days.from === today) return reader.language === "ko" ? `오늘 (${name})` : `today (${name})`;
  if (days.from === plusDays(today, -1)) return reader.language === "ko" ? `어제 (${name})` : `yesterday (${name})`;
  return name;
}

/** "06:50" in the reader's zone. */
export const clockTime = (iso: string, { zone }: Reader): string => clock(Date.parse(iso), zone);
