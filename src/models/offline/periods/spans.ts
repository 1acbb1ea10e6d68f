import { type Day, firstOfMonth, firstOfQuarter, lastOfMonth, mondayOf, monthAway, plusDays } from "./calendar.ts";
import { days, type When } from "./when.ts";

/** Calendar spans counted from today; the running one ends today. Weeks go from Monday to Sunday. */
export const weekAway = (today: Day, weeks: number): When => {
  const monday = plusDays(mondayOf(today), weeks * 7);
  return days(monday, weeks === 0 ? today : plusDays(monday, 6), "week");
};
export const wholeMonthAway = (today: Day, months: number): When => {
  const first = monthAway(today, months);
  return days(first, months === 0 ? today : lastOfMonth(first), "month");
};
export const quarterAway = (today: Day, quarters: number): When => {
  const first = monthAway(firstOfQuarter(today), quarters * 3);
  return days(first, quarters === 0 ? today : plusDays(monthAway(first, 3), -1), "quarter");
};
export const yearAway = (today: Day, years: number): When => {
  const year = Number(today.slice(0, 4)) + years;
  return days(`${year}-01-01`, years === 0 ? today : `${year}-12-31`, "year");
};
export const dayAway = (today: Day, by: number): When => days(plusDays(today, by), plusDays(today, by), "day");

/** The last such weekday; today counts when it is one, unless a week is named. */
export const weekday = (today: Day, number: number, weeks: number | null): When => {
  const inWeek = plusDays(mondayOf(today), number - 1 + (weeks ?? 0) * 7);
  const day = weeks === null && inWeek > today ? plusDays(inWeek, -7) : inWeek;
  return days(day, day, "day");
};

/** The month up to today, for a question about cost that names no period; on the 1st the month before. */
export const monthToDate = (today: Day): When =>
  firstOfMonth(today) === today ? wholeMonthAway(today, -1) : wholeMonthAway(today, 0);
