import { describe, expect, it } from "vitest";
import { dateFormat } from "../src/date-format.ts";

const inSeoul = { timeZone: "Asia/Seoul", hour: "2-digit", minute: "2-digit" } as const;
const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;

describe("dateFormat", () => {
  it("writes what Intl writes, for each locale, zone and choice of parts", () => {
    const at = Date.parse("2026-11-20T15:04:05Z");
    const texts = ["en-CA", "ko-KR"].flatMap((locale) =>
      ["Asia/Seoul", "UTC"].map((timeZone) => dateFormat(locale, { ...day, timeZone }).format(at)),
    );
    expect(texts).toEqual(["2026-11-21", "2026-11-20", "2026. 11. 21.", "2026. 11. 20."]);
    expect(dateFormat("en-CA", inSeoul).format(at)).toBe(new Intl.DateTimeFormat("en-CA", inSeoul).format(at));
  });

  it("makes a format once, whoever asks", () => {
    expect(dateFormat("en-GB", { ...inSeoul })).toBe(dateFormat("en-GB", { ...inSeoul }));
  });

  it("keeps no more than 256, those last used", () => {
    const kept = dateFormat("en-GB", inSeoul);
    const left = dateFormat("en-US", inSeoul);
    for (const timeZone of Intl.supportedValuesOf("timeZone").slice(0, 300)) {
      dateFormat("en-GB", { timeZone });
      expect(dateFormat("en-GB", inSeoul)).toBe(kept);
    }
    expect(dateFormat("en-US", inSeoul)).not.toBe(left);
  });

  it("refuses a zone that there is not, every time", () => {
    const wrong = () => dateFormat("en", { timeZone: "Mars/Olympus" });
    expect(wrong).toThrow(RangeError);
    expect(wrong).toThrow(RangeError);
  });
});
