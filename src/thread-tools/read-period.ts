import { dateFormat } from "../date-format.ts";

/** `to` is exclusive; milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
const FORMS = "7d, 24h, today, yesterday, this week, last week, this month, 2026-11-20 or 2026-11-01..2026-11-15";

/** The short periods a question about one's own record names, in the asker's zone; weeks begin on Monday. Throws with the forms. */
export function readPeriod(text: string, zone: string, now: number): Span {
  const said = text.trim().toLowerCase();
  const [, amount, unit] = /^(\d{1,4})([hd])$/.exec(said) ?? [];
  if (amount) return { from: now - Number(amount) * (unit === "h" ? 3_600_000 : DAY_MS), to: now + 1 };
  const [, first, last = first] = /^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$/.exec(said) ?? [];
  if (first && last) return days(first, last, zone);
  const today = dayOf(now, zone);
  const monday = plus(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const named: Record<string, [string, string]> = {
    today: [today, today],
    yesterday: [plus(today, -1), plus(today, -1)],
    "this week": [monday, today],
    "last week": [plus(monday, -7), plus(monday, -1)],
    "this month": [`${today.slice(0, 8)}01`, today],
  };
  const found = named[said];
  if (!found) throw new Error(`The period "${text}" is not one of: ${FORMS}.`);
  return days(...found, zone);
}

function days(first: string, last: string, zone: string): Span {
  const span = { from: midnight(first, zone), to: midnight(plus(last, 1), zone) };
  if (Number.isNaN(span.from) || Number.isNaN(span.to) || span.to <= span.from)
    throw new Error(`The period ${first}..${last} is no span of days. Forms: ${FORMS}.`);
  return span;
}

function plus(day: string, by: number): string {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 10);
}

const dayOf = (at: number, zone: string): string => dateFormat("en-CA", { timeZone: zone }).format(at);

/** The first instant of a day in a zone: guessed by the offset there, and once more where the clocks change in between. */
function midnight(day: string, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(utc)) return Number.NaN;
  const once = utc - offset(utc, zone);
  return utc - offset(once, zone);
}

function offset(at: number, zone: string): number {
  const parts = dateFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    ...[part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")],
  );
  return local - Math.floor(at / 1000) * 1000;
}
