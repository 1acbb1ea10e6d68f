import { createFormat, type Format } from "./format.ts";
import type { Columns, DrawLook, Language } from "./request.ts";
import { drawableText, plainText } from "./text/clean.ts";
import type { Measure } from "./text/measure.ts";
import { type Theme, themes } from "./theme.ts";
import { isoMinute } from "./time/write-date.ts";
import { createZone, type Zone } from "./time/zone.ts";

/** The request's look, made ready for drawing: what every chart may ask about language, colours, zone and text. */
export interface Look {
  language: Language;
  theme: Theme;
  zone: Zone;
  format: Format;
  countsOnly: boolean;
  measure: Measure;
  /** Picks by language. */
  say<T>(by: { ko: T; en: T }): T;
  /** A name from outside as the picture can show it; never empty. */
  drawable(text: string): string;
  /** A name from outside as an alt text can say it; never empty. */
  readable(text: string): string;
  /** The request's own title, subtitle or source for the picture and for the alt text; the fallback where it has none. */
  own(part: "title" | "subtitle" | "source", fallback: string): { drawn: string; said: string };
  /** What the category column is called on the card: "서비스", "Account". */
  dimension: string;
  given: DrawLook;
  /** "기준 2026-10-31 09:00 KST", where the caller said so. */
  asOf: string | undefined;
}

const DIMENSIONS: ReadonlyMap<string, { ko: string; en: string }> = new Map([
  ["service", { ko: "서비스", en: "Service" }],
  ["account", { ko: "계정", en: "Account" }],
  ["region", { ko: "리전", en: "Region" }],
  ["usage_type", { ko: "사용 유형", en: "Usage type" }],
  ["severity", { ko: "심각도", en: "Severity" }],
  ["type", { ko: "유형", en: "Type" }],
  ["event", { ko: "이벤트", en: "Event" }],
  ["user", { ko: "사용자", en: "User" }],
]);

export function createLook(given: DrawLook, columns: Columns, measure: Measure): Look {
  const say = <T>(by: { ko: T; en: T }): T => (given.language === "ko" ? by.ko : by.en);
  const zone = createZone(given.zone);
  const nameless = say({ ko: "(표시할 수 없는 이름)", en: "(name cannot be shown)" });
  const empty = say({ ko: "(이름 없음)", en: "(no name)" });
  const instant = given.asOf === undefined ? Number.NaN : Date.parse(given.asOf);
  return {
    language: given.language,
    theme: themes[given.theme],
    zone,
    format: createFormat(given.unit, given.language),
    countsOnly: given.unit === "count",
    measure,
    say,
    drawable: (text) => drawableText(text, measure.coverage) || (text.trim() === "" ? empty : nameless),
    readable: (text) => plainText(text) || empty,
    own(part, fallback) {
      const text = given[part] ?? "";
      return { drawn: drawableText(text, measure.coverage) || fallback, said: plainText(text) || fallback };
    },
    dimension: say(DIMENSIONS.get(columns.category?.toLowerCase() ?? "") ?? { ko: "항목", en: "Item" }),
    given,
    asOf: Number.isNaN(instant)
      ? undefined
      : `${say({ ko: "기준", en: "As of" })} ${isoMinute(zone.toWall(instant))} ${zone.letters(instant)}`,
  };
}
