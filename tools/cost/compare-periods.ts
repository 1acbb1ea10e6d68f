/// <reference lib="esnext.temporal" />
import type { Window } from "../period.ts";

/** Billing days, `to` exclusive: `2026-11-21`. */
export interface DaySpan {
  from: string;
  to: string;
}

/** Up to here the days of a group fit on one page, as a rule: AWS does not say how much a page holds. */
const MAX_DAYS_AT_ONCE: Readonly<Record<string, number>> = {
  region: 400,
  account: 400,
  record_type: 400,
  service: 120,
};
/** Of usage types, tags, cost categories and two groups. */
const MAX_DAYS_OF_MANY = 75;

/** The one request that holds two periods. */
export interface OneRequest extends DaySpan {
  granularity: "DAILY" | "MONTHLY";
}

export const daySpan = ({ from, to }: Pick<Window, "from" | "to">): DaySpan => ({
  from: from.slice(0, 10),
  to: to.slice(0, 10),
});

/** Whole months are held against as many months before, a month so far against the same days of the last, else the same length before. */
export function spanBefore({ from, to }: DaySpan): DaySpan {
  const [begin, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const last = end.subtract({ days: 1 });
  const length = begin.until(end, { largestUnit: "days" }).days;
  if (begin.day !== 1) return { from: begin.subtract({ days: length }).toString(), to: from };
  if (end.day === 1) {
    const months = begin.until(end, { largestUnit: "months" }).months;
    return { from: begin.subtract({ months }).toString(), to: from };
  }
  if (last.month !== begin.month || last.year !== begin.year)
    return { from: begin.subtract({ days: length }).toString(), to: from };
  const before = begin.subtract({ months: 1 });
  const days = Math.min(length, before.daysInMonth);
  return { from: before.toString(), to: before.add({ days }).toString() };
}

/**
 * What to ask for both periods: by months where they meet at months, by days where both are near. Null where neither
 * will do: AWS has no request for two spans with a gap that both begin and end within months.
 */
export function askFor(before: DaySpan, after: DaySpan, groups: readonly string[]): OneRequest | null {
  const [first, second] = before.from <= after.from ? [before, after] : [after, before];
  const whole = { from: first.from, to: [first.to, second.to].sort().at(-1)! };
  if ([first.to, second.from].every((day) => day.endsWith("-01"))) return { granularity: "MONTHLY", ...whole };
  return daysIn(whole) <= mostDays(groups) ? { granularity: "DAILY", ...whole } : null;
}

/** How both are asked for where each is a request by itself: by days, unless those of the longer one would fill pages. */
export function askApart(spans: readonly DaySpan[], groups: readonly string[]): OneRequest["granularity"] {
  return spans.every((span) => daysIn(span) <= mostDays(groups)) ? "DAILY" : "MONTHLY";
}

function mostDays([group = "service", ...more]: readonly string[]): number {
  return more.length === 0 ? (MAX_DAYS_AT_ONCE[group] ?? MAX_DAYS_OF_MANY) : MAX_DAYS_OF_MANY;
}

export const daysIn = ({ from, to }: DaySpan): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

export const holds = ({ from, to }: DaySpan, day: string): boolean => day >= from && day < to;

/** The last day of a span. */
export const lastOf = ({ to }: DaySpan): string => new Date(Date.parse(to) - 1).toISOString().slice(0, 10);

/** `2026-11-02 to 2026-11-08`, both included. */
export const daysText = (span: DaySpan): string => `${span.from} to ${lastOf(span)}`;
