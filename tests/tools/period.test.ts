import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../tools/errors.ts";
import { localTime, resolveBillingDays, resolvePeriod } from "../../tools/period.ts";
import { codePoint } from "../support/code-point.ts";

/** Saturday 08:30 in Seoul, still Friday in UTC and in Los Angeles. */
const now = Date.parse("2026-11-20T23:30:00Z");
const seoul = { now, zone: "Asia/Seoul" };
const angeles = { now, zone: "America/Los_Angeles" };
const span = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;

describe("for events", () => {
  test.each([
    ["today", "2026-11-20T15:00:00Z 2026-11-20T23:30:00Z"],
    ["yesterday", "2026-11-19T15:00:00Z 2026-11-20T15:00:00Z"],
    ["day before yesterday", "2026-11-18T15:00:00Z 2026-11-19T15:00:00Z"],
    ["this week", "2026-11-15T15:00:00Z 2026-11-20T23:30:00Z"],
    ["last week", "2026-11-08T15:00:00Z 2026-11-15T15:00:00Z"],
    ["last_week", "2026-11-08T15:00:00Z 2026-11-15T15:00:00Z"],
    ["previous week", "2026-11-08T15:00:00Z 2026-11-15T15:00:00Z"],
    ["this month", "2026-10-31T15:00:00Z 2026-11-20T23:30:00Z"],
    ["Month To Date", "2026-10-31T15:00:00Z 2026-11-20T23:30:00Z"],
    ["last month", "2026-09-30T15:00:00Z 2026-10-31T15:00:00Z"],
    ["last 3 months", "2026-07-31T15:00:00Z 2026-10-31T15:00:00Z"],
    ["7d", "2026-11-13T23:30:00Z 2026-11-20T23:30:00Z"],
    ["last 7 days", "2026-11-13T23:30:00Z 2026-11-20T23:30:00Z"],
    ["2w", "2026-11-06T23:30:00Z 2026-11-20T23:30:00Z"],
    ["24h", "2026-11-19T23:30:00Z 2026-11-20T23:30:00Z"],
    ["90 minutes", "2026-11-20T22:00:00Z 2026-11-20T23:30:00Z"],
    ["since 08:00", "2026-11-20T23:00:00Z 2026-11-20T23:30:00Z"],
    ["since 09:00", "2026-11-20T00:00:00Z 2026-11-20T23:30:00Z"],
    ["since 2026-11-18", "2026-11-17T15:00:00Z 2026-11-20T23:30:00Z"],
    ["since 2026-11-18T06:50", "2026-11-17T21:50:00Z 2026-11-20T23:30:00Z"],
    ["2026-11-18", "2026-11-17T15:00:00Z 2026-11-18T15:00:00Z"],
    ["2026-10", "2026-09-30T15:00:00Z 2026-10-31T15:00:00Z"],
    ["2026-11-01..2026-11-15", "2026-10-31T15:00:00Z 2026-11-15T15:00:00Z"],
    ["2026-11-01 ~ 2026-11-15", "2026-10-31T15:00:00Z 2026-11-15T15:00:00Z"],
    ["2026-11-18T06:30..2026-11-18T08:00", "2026-11-17T21:30:00Z 2026-11-17T23:00:00Z"],
    ["2026-11-18T06:30Z..2026-11-18T08:00:30+00:00", "2026-11-18T06:30:00Z 2026-11-18T08:00:30Z"],
    ["오늘", "2026-11-20T15:00:00Z 2026-11-20T23:30:00Z"],
    ["어제", "2026-11-19T15:00:00Z 2026-11-20T15:00:00Z"],
    ["지난 주", "2026-11-08T15:00:00Z 2026-11-15T15:00:00Z"],
    ["이번 달", "2026-10-31T15:00:00Z 2026-11-20T23:30:00Z"],
    ["최근 7일", "2026-11-13T23:30:00Z 2026-11-20T23:30:00Z"],
    ["최근 2시간", "2026-11-20T21:30:00Z 2026-11-20T23:30:00Z"],
  ])("%s, asked in Seoul", (words, expected) => {
    expect(span(resolvePeriod(words, seoul))).toBe(expected);
  });

  test("reads calendar words in the asker's zone and says which", () => {
    expect(resolvePeriod("yesterday", angeles)).toEqual({
      from: "2026-11-19T08:00:00Z",
      to: "2026-11-20T08:00:00Z",
      zone: "America/Los_Angeles",
      utcDays: false,
      fromMs: Date.parse("2026-11-19T08:00:00Z"),
      toMs: Date.parse("2026-11-20T08:00:00Z"),
    });
  });

  test("a zone that is not known is UTC", () => {
    expect(span(resolvePeriod("yesterday", { now, zone: "Mars/Base" }))).toBe(
      "2026-11-19T00:00:00Z 2026-11-20T00:00:00Z",
    );
  });

  test("days are calendar days across a change of daylight saving time", () => {
    const sunday = { now: Date.parse("2026-11-02T20:00:00Z"), zone: "America/Los_Angeles" };
    expect(span(resolvePeriod("yesterday", sunday))).toBe("2026-11-01T07:00:00Z 2026-11-02T08:00:00Z");
    expect(span(resolvePeriod("2d", sunday))).toBe("2026-10-31T19:00:00Z 2026-11-02T20:00:00Z");
    expect(span(resolvePeriod("48h", sunday))).toBe("2026-10-31T20:00:00Z 2026-11-02T20:00:00Z");
  });

  test.each([
    ["soon", /not understood\. Accepted: today, yesterday/],
    ["0d", /not understood/],
    ["2026-02-30", /"2026-02-30" in the period .* is not a date/],
    ["2026-12-01", /lies in the future/],
    ["2026-11-15..2026-11-10", /ends before it begins/],
    ["2026-11-15T09:00", /one moment, not a period/],
    ["a..b..c", /not understood/],
    ["constructor", /not understood/],
  ])("refuses %s with a sentence", (words, message) => {
    expect(() => resolvePeriod(words, seoul)).toThrow(message);
    expect(() => resolvePeriod(words, seoul)).toThrow(InputError);
  });
});

describe("for cost", () => {
  test.each([
    ["today", "2026-11-20T00:00:00Z 2026-11-21T00:00:00Z"],
    ["yesterday", "2026-11-20T00:00:00Z 2026-11-21T00:00:00Z"],
    ["last week", "2026-11-09T00:00:00Z 2026-11-16T00:00:00Z"],
    ["this week", "2026-11-16T00:00:00Z 2026-11-21T00:00:00Z"],
    ["this month", "2026-11-01T00:00:00Z 2026-11-21T00:00:00Z"],
    ["last month", "2026-10-01T00:00:00Z 2026-11-01T00:00:00Z"],
    ["7d", "2026-11-14T00:00:00Z 2026-11-21T00:00:00Z"],
    ["30d", "2026-10-22T00:00:00Z 2026-11-21T00:00:00Z"],
    ["since 2026-11-18", "2026-11-18T00:00:00Z 2026-11-21T00:00:00Z"],
    ["2026-11-01..2026-11-15", "2026-11-01T00:00:00Z 2026-11-16T00:00:00Z"],
  ])("%s, asked in Seoul, is whole UTC billing days", (words, expected) => {
    const period = resolveBillingDays(words, seoul);
    expect(span(period)).toBe(expected);
    expect(period).toMatchObject({ zone: "Asia/Seoul", utcDays: true });
  });

  test("counted days leave today out, also at noon", () => {
    const noon = { now: Date.parse("2026-11-21T03:00:00Z"), zone: "Asia/Seoul" };
    expect(span(resolveBillingDays("7d", noon))).toBe("2026-11-14T00:00:00Z 2026-11-21T00:00:00Z");
    expect(span(resolveBillingDays("today", noon))).toBe("2026-11-21T00:00:00Z 2026-11-22T00:00:00Z");
  });

  test.each([
    ["24h", /billed per day/],
    ["since 09:00", /billed per day/],
    ["2026-11-15T09:00..2026-11-15T11:00", /billed per day/],
    ["2026-12-01..2026-12-02", /future/],
    ["2026-11-15..2026-11-10", /ends before/],
  ])("refuses %s", (words, message) => {
    expect(() => resolveBillingDays(words, seoul)).toThrow(message);
  });
});

test("any text gives a period inside what is past, or a sentence", () => {
  const words = fc.oneof(
    fc.string({ unit: codePoint, maxLength: 40 }),
    fc
      .tuple(fc.nat({ max: 9_999 }), fc.constantFrom("m", "h", "d", "w", " months", "일", "시간"))
      .map((parts) => parts.join("")),
    fc
      .tuple(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }))
      .map(([a, b]) => `${a.toISOString().slice(0, 10)}..${b.toISOString().slice(0, 10)}`),
  );
  const zone = fc.constantFrom(
    "Asia/Seoul",
    "America/Los_Angeles",
    "Pacific/Apia",
    "Europe/Berlin",
    "UTC",
    "Asia/Kathmandu",
  );
  const instant = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2035-01-01") });
  fc.assert(
    fc.property(words, zone, instant, (text, where, when) => {
      for (const resolve of [resolvePeriod, resolveBillingDays]) {
        try {
          const period = resolve(text, { now: when, zone: where });
          expect(period.fromMs).toBeLessThan(period.toMs);
          expect(period.fromMs).toBeLessThanOrEqual(when);
          expect(Date.parse(period.from)).toBe(period.fromMs);
          expect(Date.parse(period.to)).toBe(period.toMs);
          if (period.utcDays) expect(Math.abs(period.fromMs % 86_400_000)).toBe(0);
          else expect(period.toMs).toBeLessThanOrEqual(when);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test("writes an instant for a card in the reader's zone", () => {
  expect(localTime(now, "Asia/Seoul")).toBe("2026-11-21 08:30 +09:00");
  expect(localTime(now, "America/Los_Angeles")).toBe("2026-11-20 15:30 -08:00");
});
