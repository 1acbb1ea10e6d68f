/// <reference lib="esnext.temporal" />
import { InputError } from "./errors.ts";
import { type CountedUnit, countedWords, koreanWords, unitOf } from "./period-words.ts";
import type { Bilingual, Period } from "./results.ts";

/**
 * The one grammar of periods, resolved by code in the asker's zone. Calendar words mean calendar days of that zone, also
 * across a change of daylight saving time. Weeks run Monday to Sunday. A day that ends a range is included as written;
 * `to` in the result is exclusive. Nothing reaches past now.
 */
export interface PeriodClock {
  /** Milliseconds since the epoch. */
  now: number;
  /** IANA zone in which the words are read. */
  zone: string;
}

/** A resolved period, with its ends as milliseconds since the epoch. */
export interface Window extends Period {
  fromMs: number;
  toMs: number;
}

const acceptedForms: Bilingual = {
  ko:
    "오늘, 어제, 그제, 이번 주, 지난주 (월–일), 이번 달, 지난달, 7d, 24h, 30m, 2w, 최근 7일, " +
    "최근 3개월 (이번 달을 뺀 온전한 달), since 09:00, since 2026-11-15, 2026-11-15, 2026-11, " +
    "2026-11-01..2026-11-15 (마지막 날 포함), 2026-11-15T09:00..2026-11-15T11:30",
  en:
    'today, yesterday, this week, last week (Mon-Sun), this month (or "month to date"), last month, 7d, 24h, 30m, 2w, ' +
    '"last 7 days", "last 3 months" (whole months before this one), since 09:00, since 2026-11-15, 2026-11-15, 2026-11, ' +
    "2026-11-01..2026-11-15 (last day included), 2026-11-15T09:00..2026-11-15T11:30",
};

/** For events, logs and findings: instants, ended at now where the words reach further. */
export function resolvePeriod(text: string, clock: PeriodClock): Window {
  const now = nowIn(clock);
  const span = parse(text, now);
  const from = span.from.epochMilliseconds;
  const to = Math.min(span.to.epochMilliseconds, clock.now);
  if (from >= clock.now) throw inTheFuture(text);
  if (from >= to) throw endsFirst(text);
  return { from: iso(from), to: iso(to), zone: now.timeZoneId, utcDays: false, fromMs: from, toMs: to };
}

/**
 * For cost: the days the words name in the asker's zone, taken as AWS's UTC billing days. `7d` means the last seven days
 * before today, as in the AWS console. Where the asker's day has not begun in UTC, the running UTC day stands for it.
 */
export function resolveBillingDays(text: string, clock: PeriodClock): Window {
  const now = nowIn(clock);
  const span = parse(text, now);
  if (!span.wholeDays)
    throw new InputError({
      ko: `비용은 하루 단위로 청구되므로 "${text}" 기간은 너무 짧습니다. 어제, 7d처럼 날짜 단위로 지정해 주세요.`,
      en: `Cost is billed per day, so the period "${text}" is too fine. Use days, for example yesterday or 7d.`,
    });
  const today = utcDay(clock.now);
  const end = earlier(span.to.toPlainDate(), today.add({ days: 1 }));
  const begin = span.from.toPlainDate();
  if (Temporal.PlainDate.compare(begin, now.toPlainDate()) > 0) throw inTheFuture(text);
  if (Temporal.PlainDate.compare(begin, span.to.toPlainDate()) >= 0) throw endsFirst(text);
  const from = Date.parse(`${earlier(begin, end.subtract({ days: 1 }))}T00:00:00Z`);
  const to = Date.parse(`${end}T00:00:00Z`);
  return { from: iso(from), to: iso(to), zone: now.timeZoneId, utcDays: true, fromMs: from, toMs: to };
}

/** An instant as ISO text in UTC, without empty milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** What Intl calls the zones asked about last. */
const zones = new Map<string, string>();

/** A zone that Intl knows, else UTC. */
export function knownZone(zone: string | undefined): string {
  const name = zone ?? "UTC";
  const known = zones.get(name) ?? intlZone(name);
  if (zones.size >= 100) zones.clear();
  zones.set(name, known);
  return known;
}

function intlZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

interface Span {
  from: Temporal.ZonedDateTime;
  to: Temporal.ZonedDateTime;
  /** The words name days or longer, not times. */
  wholeDays: boolean;
}

function parse(text: string, now: Temporal.ZonedDateTime): Span {
  const raw = text.trim();
  const spaced = raw.toLowerCase().replace(/[\s_-]+/g, " ");
  const words = koreanWords.get(spaced.replaceAll(" ", "")) ?? spaced;
  const named = calendarWord(words, now);
  if (named) return { ...named, wholeDays: true };

  const count = countedWords.exec(words);
  if (count) return countedBack(text, Number(count[1]), unitOf(count[2]!), now);

  const since = /^since\s+(.+)$/i.exec(raw);
  if (since) {
    const start = timeOfDay(since[1]!, now) ?? moment(since[1]!, now, text);
    return {
      from: start.from,
      to: start.wholeDays ? now.startOfDay().add({ days: 1 }) : now,
      wholeDays: start.wholeDays,
    };
  }

  const range = raw.split(/\s*(?:\.\.+|~|\s+to\s+)\s*/);
  if (range.length > 2) throw unreadable(text);
  const first = moment(range[0]!, now, text);
  const last = range[1] === undefined ? first : moment(range[1], now, text);
  const wholeDays = first.wholeDays && last.wholeDays;
  if (range.length === 1 && !wholeDays)
    throw new InputError({
      ko: `"${text}" 표현은 기간이 아니라 한 시점입니다. 2026-11-15T09:00..2026-11-15T11:30처럼 시작과 끝을 함께 지정해 주세요.`,
      en: `"${text}" is one moment, not a period. Give both ends, as in 2026-11-15T09:00..2026-11-15T11:30.`,
    });
  return { from: first.from, to: last.to, wholeDays };
}

function calendarWord(words: string, now: Temporal.ZonedDateTime) {
  const today = now.startOfDay();
  const monday = today.subtract({ days: now.dayOfWeek - 1 });
  const first = today.with({ day: 1 });
  const spans: Record<string, { from: Temporal.ZonedDateTime; to: Temporal.ZonedDateTime }> = {
    today: { from: today, to: today.add({ days: 1 }) },
    yesterday: { from: today.subtract({ days: 1 }), to: today },
    "day before yesterday": { from: today.subtract({ days: 2 }), to: today.subtract({ days: 1 }) },
    "this week": { from: monday, to: monday.add({ weeks: 1 }) },
    "week to date": { from: monday, to: today.add({ days: 1 }) },
    "last week": { from: monday.subtract({ weeks: 1 }), to: monday },
    "this month": { from: first, to: first.add({ months: 1 }) },
    "month to date": { from: first, to: today.add({ days: 1 }) },
    "last month": { from: first.subtract({ months: 1 }), to: first },
  };
  const word = words
    .replace(/^the /, "")
    .replace(/^previous /, "last ")
    .replace(/^mtd$/, "month to date");
  return Object.hasOwn(spans, word) ? spans[word]! : null;
}

function countedBack(text: string, count: number, unit: CountedUnit, now: Temporal.ZonedDateTime): Span {
  if (count < 1) throw unreadable(text);
  if (unit === "months") {
    const first = now.startOfDay().with({ day: 1 });
    return { from: first.subtract({ months: count }), to: first, wholeDays: true };
  }
  const from = now.subtract({ [unit]: count });
  return { from, to: now, wholeDays: unit === "days" || unit === "weeks" };
}

/** One end of a range: a month, a day, or a time of a day. */
function moment(part: string, now: Temporal.ZonedDateTime, whole: string) {
  const zone = now.timeZoneId;
  const month = /^\d{4}-\d{2}$/.exec(part);
  const day = /^\d{4}-\d{2}-\d{2}$/.exec(part);
  const time = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(part);
  try {
    if (month) {
      const from = Temporal.PlainDate.from(`${part}-01`).toZonedDateTime(zone);
      return { from, to: from.add({ months: 1 }), wholeDays: true };
    }
    if (day) {
      const from = Temporal.PlainDate.from(part).toZonedDateTime(zone);
      return { from, to: from.add({ days: 1 }), wholeDays: true };
    }
    if (time) {
      const at = time[3]
        ? Temporal.Instant.from(part.replace(" ", "T")).toZonedDateTimeISO(zone)
        : Temporal.PlainDateTime.from(`${time[1]}T${time[2]}`).toZonedDateTime(zone);
      return { from: at, to: at, wholeDays: false };
    }
  } catch (error) {
    if (error instanceof RangeError)
      throw new InputError({
        ko: `"${whole}" 기간의 "${part}" 부분은 날짜가 아닙니다.`,
        en: `"${part}" in the period "${whole}" is not a date.`,
      });
    throw error;
  }
  throw unreadable(whole);
}

/** `since 09:00`: the latest such time that is past. */
function timeOfDay(part: string, now: Temporal.ZonedDateTime) {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(part.trim());
  if (!match) return null;
  const today = now.toPlainDate().toZonedDateTime({
    timeZone: now.timeZoneId,
    plainTime: new Temporal.PlainTime(Number(match[1]), Number(match[2])),
  });
  const from = Temporal.ZonedDateTime.compare(today, now) < 0 ? today : today.subtract({ days: 1 });
  return { from, to: from, wholeDays: false };
}

function unreadable(text: string): InputError {
  return new InputError({
    ko: `"${text}" 기간을 해석할 수 없습니다. 사용할 수 있는 표현: ${acceptedForms.ko}.`,
    en: `The period "${text}" is not understood. Accepted: ${acceptedForms.en}.`,
  });
}

function inTheFuture(text: string): InputError {
  return new InputError({
    ko: `"${text}" 기간은 아직 오지 않았습니다.`,
    en: `The period "${text}" lies in the future.`,
  });
}

function endsFirst(text: string): InputError {
  return new InputError({
    ko: `"${text}" 기간은 끝이 시작보다 빠릅니다.`,
    en: `The period "${text}" ends before it begins.`,
  });
}

function nowIn(clock: PeriodClock): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(clock.now).toZonedDateTimeISO(knownZone(clock.zone));
}

function utcDay(ms: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC").toPlainDate();
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

/** For cards: an instant in the reader's zone, to the minute, with its offset, e.g. `2026-11-18 06:50 +09:00`. */
export function localTime(ms: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(knownZone(zone));
  const clock = at.toPlainTime().toString({ smallestUnit: "minute" });
  return `${at.toPlainDate()} ${clock} ${at.offset}`;
}
