import type { HoursOfOperation, HoursOfOperationConfig } from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { hoursText, isWithin } from "../../../tools/connect/opening-hours.ts";

type Day = HoursOfOperationConfig["Day"];

const on = (Day: Day, from: number, to: number): HoursOfOperationConfig => ({
  Day,
  StartTime: { Hours: Math.floor(from / 100), Minutes: from % 100 },
  EndTime: { Hours: Math.floor(to / 100), Minutes: to % 100 },
});
const hours = (TimeZone: string, ...Config: HoursOfOperationConfig[]): HoursOfOperation => ({ TimeZone, Config });
const week: Day[] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

test("days of the same hours stand together, two spans of a day side by side", () => {
  const desk = hours(
    "Asia/Seoul",
    ...week.map((day) => on(day, 900, 1800)),
    on("SATURDAY", 1300, 1600),
    on("SATURDAY", 1000, 1200),
  );
  expect(hoursText(desk)).toBe("Mon–Fri 09:00–18:00, Sat 10:00–12:00 and 13:00–16:00 (Asia/Seoul)");
  expect(hoursText(hours("UTC", on("MONDAY", 0, 0), on("WEDNESDAY", 0, 0)))).toBe(
    "Mon 00:00–24:00, Wed 00:00–24:00 (UTC)",
  );
  expect(hoursText(hours("UTC"))).toBe("never open (UTC)");
});

test("what counts is the clock of the hours' own zone, the last minute not included", () => {
  const desk = hours("America/Los_Angeles", ...week.map((day) => on(day, 900, 1800)));
  const at = (iso: string) => isWithin(desk, Date.parse(iso));
  expect([at("2026-11-20T17:00:00Z"), at("2026-11-21T01:59:59Z"), at("2026-11-21T02:00:00Z")]).toEqual([
    true,
    true,
    false,
  ]);
  // Summer time: nine o'clock is an hour earlier.
  expect([at("2026-07-06T16:00:00Z"), at("2026-07-06T15:59:00Z")]).toEqual([true, false]);
});

test("hours that end after midnight belong to the day they began on", () => {
  const night = hours("Asia/Seoul", on("FRIDAY", 2200, 600));
  const at = (iso: string) => isWithin(night, Date.parse(iso));
  expect([at("2026-11-20T21:59:00+09:00"), at("2026-11-20T23:00:00+09:00"), at("2026-11-21T05:59:00+09:00")]).toEqual([
    false,
    true,
    true,
  ]);
  expect([at("2026-11-21T06:00:00+09:00"), at("2026-11-20T05:00:00+09:00")]).toEqual([false, false]);
  expect(hoursText(night)).toBe("Fri 22:00–06:00 (Asia/Seoul)");
});
