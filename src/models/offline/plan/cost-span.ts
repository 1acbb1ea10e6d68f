import { costDays, periodArgument } from "../periods/argument.ts";
import { dayIn, plusDays, spanOf } from "../periods/calendar.ts";
import { type At, type Days, moved, ownStep } from "../periods/move.ts";
import { dayAway, monthToDate, weekAway, wholeMonthAway } from "../periods/spans.ts";
import { days, type When } from "../periods/when.ts";
import type { Working } from "./working.ts";

/** The billing days that are compared, and those they are held against, in the grammar of the tools. */
export function comparedPeriods({ slots, manner, at }: Working, usual: "fullMonth" | "monthToDate") {
  const span = costDays(slots.when ? lastOfTwo(slots.when, at) : unnamed(manner.baseline, at, usual), at)!;
  return {
    period: periodArgument(days(span.from, span.to, span.unit)),
    previous: periodArgument(baselineOf(span, manner.baseline ?? slots.against, at)),
    span,
  };
}

/** "The last two months compared" are the last whole one and the one before. */
const lastOfTwo = (when: When, at: At): When =>
  when.kind === "rolling" && when.months === 2 ? wholeMonthAway(dayIn(at.now, at.zone), -1) : when;

/** Where no period is named: "against last week" means this week, growth by the month the last two whole ones. */
function unnamed(baseline: When | undefined, { now, zone }: At, usual: "fullMonth" | "monthToDate"): When {
  const today = dayIn(now, zone);
  const unit = baseline?.kind === "shift" || baseline?.kind === "days" ? baseline.unit : null;
  if (unit === "week") return weekAway(today, 0);
  if (unit === "day") return dayAway(today, -1);
  return usual === "fullMonth" && baseline?.kind !== "days" ? wholeMonthAway(today, -1) : monthToDate(today);
}

/** A running week or month is held against the same days of the other one, not against all of it. */
function baselineOf(span: Days, baseline: When | undefined, at: At): When {
  if (baseline?.kind === "shift" && baseline.unit !== "span") return moved(span, -1, baseline.unit);
  const named = baseline && baseline.kind !== "shift" ? costDays(baseline, at) : null;
  if (!named) return moved(span, -1, ownStep(span));
  const length = spanOf(span.from, span.to);
  const longer = named.unit === span.unit && named.unit !== "span" && spanOf(named.from, named.to) > length;
  return days(named.from, longer ? plusDays(named.from, length - 1) : named.to, named.unit);
}
