import { type Day, dayIn, firstOfMonth, lastOfMonth, monthAway, plusDays, spanOf } from "./calendar.ts";
import { days, type Unit, type When } from "./when.ts";

export interface At {
  now: number;
  zone: string;
}

/** Calendar days, both ends counted. */
export interface Days {
  from: Day;
  to: Day;
  unit: Unit;
}

const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };

/** A period as calendar days, ends counted; what is shorter than a day becomes today or yesterday and today. */
export function asDays(when: When, at: At): Days | null {
  const today = dayIn(at.now, at.zone);
  if (when.kind === "days") return when;
  if (when.kind === "since") return { from: today, to: today, unit: "day" };
  if (when.kind === "shift") return null;
  if (when.unit === "d") return { from: plusDays(today, -when.amount), to: plusDays(today, -1), unit: "span" };
  const hours = when.unit === "h" ? when.amount : when.amount / 60;
  return { from: dayIn(at.now - hours * 3_600_000, at.zone), to: today, unit: "span" };
}

/**
 * The period of the same kind `by` steps away from `base`. A month that has only run to the 20th is compared with the
 * same days of the other month; anything irregular moves by its own length.
 */
export function moved(base: Days, by: number, unit: Unit, aligned = true): When {
  const length = spanOf(base.from, base.to);
  if (unit === "day") return moveDays(base, by, "day");
  if (unit === "week") return moveDays(base, by * 7, base.unit === "week" || length === 7 ? "week" : "span");
  const months = MONTHS[unit];
  if (!months || base.from !== firstOfMonth(base.from))
    return moveDays(base, by * length, base.unit === "day" ? "day" : "span");
  const from = monthAway(base.from, by * months);
  const last = plusDays(monthAway(from, months), -1);
  const whole = base.to >= lastOfMonth(monthAway(base.from, months - 1));
  const to = plusDays(from, length - 1);
  return days(from, whole || !aligned || to > last ? last : to, unit);
}

const moveDays = (base: { from: Day; to: Day }, by: number, unit: Unit): When =>
  days(plusDays(base.from, by), plusDays(base.to, by), unit);

/** The step a period itself suggests: the week before a week, the month before a month, else its own length. */
export function ownStep(base: Days): Unit {
  if (base.unit !== "span") return base.unit;
  const wholeMonth = base.from === firstOfMonth(base.from) && base.to === lastOfMonth(base.from);
  return wholeMonth ? "month" : "span";
}
