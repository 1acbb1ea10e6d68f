import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastDue, WEEKDAYS } from "../../src/slack/week.ts";

const at = (iso: string) => Date.parse(iso);

describe("the last time a moment of the week came", () => {
  it.each([
    ["2026-11-23T00:00:00Z", "Asia/Seoul", "2026-11-23T00:00:00Z"],
    ["2026-11-22T23:59:59Z", "Asia/Seoul", "2026-11-16T00:00:00Z"],
    ["2026-11-23T09:00:00Z", "UTC", "2026-11-23T09:00:00Z"],
    // Summer time ended in between: 09:00 there is another hour of UTC.
    ["2026-10-26T08:30:00Z", "Europe/Berlin", "2026-10-26T08:00:00Z"],
    ["2026-10-23T08:30:00Z", "Europe/Berlin", "2026-10-19T07:00:00Z"],
  ])("seen from %s in %s is %s", (now, zone, due) => {
    expect(new Date(lastDue(at(now), { weekday: "monday", at: "09:00", zone })).getTime()).toBe(at(due));
  });

  it("is never ahead and at most a week and an hour ago", () => {
    const zones = fc.constantFrom("UTC", "Asia/Seoul", "America/Los_Angeles", "Europe/Berlin", "Pacific/Apia");
    const clock = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => `${n}`.padStart(2, "0")).join(":"));
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
        fc.constantFrom(...WEEKDAYS),
        clock,
        zones,
        (now, weekday, time, zone) => {
          const age = now.getTime() - lastDue(now.getTime(), { weekday, at: time, zone });
          return age >= 0 && age < 7 * 86_400_000 + 3_600_001;
        },
      ),
    );
  });
});
