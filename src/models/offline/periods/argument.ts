import { type Day, dayIn, firstOfMonth, monthAway, plusDays } from "./calendar.ts";
import { type At, asDays, type Days } from "./move.ts";
import { days, type Unit, type When } from "./when.ts";

/** In the period grammar of the tools; the end of a range is counted. */
export function periodArgument(when: When): string | null {
  if (when.kind === "rolling") return `${when.amount}${when.unit}`;
  if (when.kind === "since") return `since ${when.time}`;
  if (when.kind === "shift") return null;
  return `${when.from}..${when.to}`;
}

/** Billing days: whole ones, none after the day that UTC has today. "The last 3 months" are those before this one. */
export function costDays(when: When, at: At): Days | null {
  const span = when.kind === "rolling" && when.months ? fullMonths(when.months, at) : asDays(when, at);
  if (!span) return null;
  const utcToday = dayIn(at.now, "UTC");
  const clip = (day: Day) => (day > utcToday ? utcToday : day);
  return { from: clip(span.from), to: clip(span.to), unit: span.unit };
}

function fullMonths(months: number, { now, zone }: At): Days {
  const today = dayIn(now, zone);
  return { from: monthAway(today, -months), to: plusDays(firstOfMonth(today), -1), unit: "span" };
}

/** What a call of an earlier turn asked for, as far as it was written in this grammar. */
export function readArgument(argument: unknown): When | null {
  if (typeof argument !== "string") return null;
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(argument);
  if (range) return days(range[1]!, range[2]!, unitOf(range[1]!, range[2]!));
  const rolling = /^(\d+)([mhd])$/.exec(argument);
  if (rolling) return { kind: "rolling", amount: Number(rolling[1]), unit: rolling[2] as "m" | "h" | "d" };
  const since = /^since (\d{2}:\d{2})$/.exec(argument);
  return since ? { kind: "since", time: since[1]! } : null;
}

function unitOf(from: Day, to: Day): Unit {
  if (from === to) return "day";
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (length === 7 && new Date(from).getUTCDay() === 1) return "week";
  return from.endsWith("-01") && from.slice(0, 7) === to.slice(0, 7) ? "month" : "span";
}
