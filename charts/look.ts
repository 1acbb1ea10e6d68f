import { parseDay } from "./cells.ts";
import { dollarRate } from "./currency.ts";
import { createFormat, type Format } from "./format.ts";
import { type ReadOverlay, readOverlay } from "./overlay.ts";
import type { DrawLook, Field, Job, Language, Unit } from "./request.ts";
import { drawableText, plainText } from "./text/clean.ts";
import type { Measure } from "./text/measure.ts";
import { type Theme, themes } from "./theme.ts";
import { isoMinute } from "./time/write-date.ts";
import { type Zone, zoneOf } from "./time/zone.ts";

/** The request's look, made ready for drawing: what every chart may ask about language, colours, zone and text. */
export interface Look {
  language: Language;
  theme: Theme;
  zone: Zone;
  format: Format;
  /** What the figures are told in, after conversion. */
  unit: Unit;
  money: boolean;
  countsOnly: boolean;
  measure: Measure;
  /** Picks by language. */
  say<T>(by: { ko: T; en: T }): T;
  /** A name from outside as the picture can show it; never empty. */
  drawable(text: string): string;
  /** A name from outside as an alt text can say it; never empty. */
  readable(text: string): string;
  /** The subtitle of a chart with the request's scope after it. */
  withScope(subtitle: string): { drawn: string; said: string };
  /** The request's own title, subtitle, scope or source for the picture and for the alt text; the fallback where it has none. */
  own(part: "title" | "subtitle" | "scope" | "source", fallback: string): { drawn: string; said: string };
  /** What the category column is called on the card: "서비스", "Account". */
  dimension: string;
  given: DrawLook;
  overlay: ReadOverlay;
  /** The fields of a table, in the order of a row's cells. */
  fields: Field[];
  /** "기준 2026-10-31 09:00 KST", where the caller said so. */
  asOf: string | undefined;
  /** "$1 = ₩1,393.5 (2026-11-20)", where dollars are told in won. */
  rate: string | undefined;
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
  ["pattern", { ko: "패턴", en: "Pattern" }],
  ["log_group", { ko: "로그 그룹", en: "Log group" }],
  ["metric", { ko: "지표", en: "Metric" }],
]);

export function createLook({ look: given, columns, overlay, fields }: Job, measure: Measure): Look {
  const say = <T>(by: { ko: T; en: T }): T => (given.language === "ko" ? by.ko : by.en);
  const zone = zoneOf(given.zone);
  const nameless = say({ ko: "(표시할 수 없는 이름)", en: "(name cannot be shown)" });
  const empty = say({ ko: "(이름 없음)", en: "(no name)" });
  const instant = given.asOf === undefined ? Number.NaN : Date.parse(given.asOf);
  const own: Look["own"] = (part, fallback) => {
    const text = given[part] ?? "";
    return { drawn: drawableText(text, measure.coverage) || fallback, said: plainText(text) || fallback };
  };
  const rate = dollarRate(given);
  const unit = rate === 1 ? given.unit : "krw";
  return {
    language: given.language,
    theme: themes[given.theme],
    zone,
    format: createFormat(unit, given.language),
    unit,
    money: unit === "usd" || unit === "krw",
    countsOnly: unit === "count",
    measure,
    say,
    drawable: (text) => drawableText(text, measure.coverage) || (text.trim() === "" ? empty : nameless),
    readable: (text) => plainText(text) || empty,
    own,
    withScope(subtitle) {
      const { drawn, said } = own("scope", "");
      const after = (scope: string): string => (scope === "" ? subtitle : `${subtitle} · ${scope}`);
      const whole = own("subtitle", "");
      return { drawn: whole.drawn || after(drawn), said: whole.said || after(said) };
    },
    dimension: say(DIMENSIONS.get(columns.category?.toLowerCase() ?? "") ?? { ko: "항목", en: "Item" }),
    given,
    overlay: readOverlay(overlay, rate),
    fields: fields.map(({ field }) => field),
    asOf: Number.isNaN(instant)
      ? undefined
      : `${say({ ko: "기준", en: "As of" })} ${isoMinute(zone.toWall(instant))} ${zone.letters(instant)}`,
    rate: rate === 1 ? undefined : rateText(rate, given.currency?.asOf),
  };
}

function rateText(rate: number, asOf: string | undefined): string {
  const won = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }).format(rate);
  return `$1 = ₩${won}${asOf && parseDay(asOf) !== undefined ? ` (${asOf.slice(0, 10)})` : ""}`;
}
