/** Days. The account lives in Seoul (UTC+9, no summer time); AWS bills by UTC days. Times are epoch milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SEOUL = 9 * HOUR;

/** Midnight in Seoul at or before `time`. */
export const seoulMidnight = (time: number): number => Math.floor((time + SEOUL) / DAY) * DAY - SEOUL;

/** Midnight UTC at or before `time`. */
export const utcMidnight = (time: number): number => Math.floor(time / DAY) * DAY;

/** `2026-11-21`, in UTC. */
export const utcDate = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** First day of the UTC month `months` away from the one of `time`. */
export function utcMonth(time: number, months = 0): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** Hour of the day in Seoul, 0 to 23. */
export const seoulHour = (time: number): number => Math.floor((time + SEOUL) / HOUR) % 24;

export const isSeoulWeekend = (time: number): boolean => [0, 6].includes(new Date(time + SEOUL).getUTCDay());

/** Each UTC midnight of a half-open span. */
export function utcDays(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = utcMidnight(from); day < to; day += DAY) days.push(day);
  return days;
}
