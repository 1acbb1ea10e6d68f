/// <reference lib="esnext.temporal" />
import type { HoursOfOperation, HoursOfOperationConfig } from "@aws-sdk/client-connect";
import { knownZone } from "../period.ts";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const SHORT = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY_MINUTES = 24 * 60;

/** Minutes of the day; where it closes at midnight or after it, more than a day's. */
interface Span {
  from: number;
  to: number;
}

const minutesOf = (time: HoursOfOperationConfig["StartTime"]): number => (time?.Hours ?? 0) * 60 + (time?.Minutes ?? 0);

function spanOf({ StartTime, EndTime }: HoursOfOperationConfig): Span {
  const [from, to] = [minutesOf(StartTime), minutesOf(EndTime)];
  return { from, to: to > from ? to : to + DAY_MINUTES };
}

/** Whether `now` (epoch milliseconds) is within the regular hours, by their own zone; single days set otherwise are not looked at. */
export function isWithin({ Config = [], TimeZone }: HoursOfOperation, now: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(knownZone(TimeZone));
  const minute = local.hour * 60 + local.minute;
  const today = DAYS[local.dayOfWeek - 1];
  const yesterday = DAYS[(local.dayOfWeek + 5) % 7];
  return Config.some((config) => {
    const { from, to } = spanOf(config);
    if (config.Day === today && minute >= from && minute < to) return true;
    return config.Day === yesterday && minute + DAY_MINUTES < to;
  });
}

/** `Mon–Fri 09:00–18:00, Sat 10:00–14:00 (Asia/Seoul)`: days of the same hours together. */
export function hoursText({ Config = [], TimeZone = "UTC" }: HoursOfOperation): string {
  const days = DAYS.map((day) =>
    Config.filter((config) => config.Day === day)
      .map(spanOf)
      .sort((a, b) => a.from - b.from)
      .map(({ from, to }) => `${clock(from)}–${clock(to)}`)
      .join(" and "),
  );
  const runs: { first: number; last: number; hours: string }[] = [];
  for (const [index, hours] of days.entries()) {
    if (hours === "") continue;
    const run = runs.at(-1);
    if (run?.hours === hours && run.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index, hours });
  }
  const texts = runs.map(({ first, last, hours }) => {
    const name = first === last ? SHORT[first] : `${SHORT[first]}–${SHORT[last]}`;
    return `${name} ${hours}`;
  });
  return texts.length === 0 ? `never open (${TimeZone})` : `${texts.join(", ")} (${TimeZone})`;
}

function clock(minutes: number): string {
  const within = minutes > DAY_MINUTES ? minutes - DAY_MINUTES : minutes;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}
