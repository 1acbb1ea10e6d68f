import { type Day, mondayOf, plusDays } from "./calendar.ts";
import { KO_COUNTING, numberOf } from "./numerals.ts";
import type { Rule } from "./rule.ts";
import { dayAway, quarterAway, weekAway, weekday, wholeMonthAway, yearAway } from "./spans.ts";
import { days, type Unit, type When } from "./when.ts";

const ROLLING: Record<string, { unit: "m" | "h" | "d"; each: number; calendar: Unit }> = {
  분: { unit: "m", each: 1, calendar: "day" },
  시간: { unit: "h", each: 1, calendar: "day" },
  일: { unit: "d", each: 1, calendar: "day" },
  주: { unit: "d", each: 7, calendar: "week" },
  주일: { unit: "d", each: 7, calendar: "week" },
  달: { unit: "d", each: 30, calendar: "month" },
  개월: { unit: "d", each: 30, calendar: "month" },
  년: { unit: "d", each: 365, calendar: "year" },
};
/** Counting words stand before hours, weeks and months only: "한 일" is "what was done", "한 분" a person. */
const AMOUNT = `\\d{1,4}|(?:${KO_COUNTING})(?=\\s*(?:시간|주|달|개월))`;
/** Neither the end of a number nor of a name: "order-api-2 주소". */
const OWN = String.raw`(?<![\d가-힣.]|[A-Za-z][\w.-]*)`;
const UNIT = "분(?![기석])|시간|일(?![별반요])|주일|주(?![요문소차변])|달(?![러라])|개월|년";
const NAMED_DAYS: Record<string, number> = { 하루: 1, 이틀: 2, 사흘: 3, 나흘: 4, 닷새: 5, 열흘: 10, 보름: 15 };
const SINO_WEEKS: Record<string, number> = { 일주일: 7, 일주: 7, 이주일: 14, 삼주일: 21 };
const SHIFTED: Record<string, Unit> = {
  주: "week",
  달: "month",
  월: "month",
  날: "day",
  일: "day",
  해: "year",
  년: "year",
  분기: "quarter",
};
const WEEKS_AGO: [RegExp, number][] = [
  [/^(지지난|저저번|전전)/, -2],
  [/^(지난|저번|전)/, -1],
  [/^(이번|금)/, 0],
];
const weeksOf = (word: string | undefined) => (word ? (WEEKS_AGO.find(([p]) => p.test(word))?.[1] ?? null) : null);

const ago = (today: Day, amount: number, unit: string): When => {
  const { unit: short, each, calendar } = ROLLING[unit]!;
  if (short !== "d") return { kind: "rolling", amount, unit: short };
  if (calendar === "week") return weekAway(today, -amount);
  if (calendar === "month") return wholeMonthAway(today, -amount);
  if (calendar === "year") return yearAway(today, -amount);
  return dayAway(today, -amount * each);
};

export const KO_RULES: Rule[] = [
  {
    pattern: /(오전|오후)?\s*(\d{1,2})\s*(?:시(?!간)\s*(?:(\d{1,2})\s*분)?|:(\d{2}))\s*(?:부터|이후)/g,
    read: (m) => {
      const hour = (Number(m[2]) % 24) + (m[1] === "오후" && Number(m[2]) < 12 ? 12 : 0);
      return { kind: "since", time: `${String(hour).padStart(2, "0")}:${(m[3] ?? m[4] ?? "00").padStart(2, "0")}` };
    },
  },
  {
    pattern: /(지지난|저저번|지난|저번|이번)?\s*(?:(?<=난|번)\s*주)?\s*([월화수목금토일])요일/g,
    read: (m, today) => weekday(today, "월화수목금토일".indexOf(m[2]!) + 1, weeksOf(m[1])),
  },
  {
    pattern: /지난\s*주말|저번\s*주말/g,
    read: (_, today) => days(plusDays(mondayOf(today), -2), plusDays(mondayOf(today), -1), "span"),
  },
  {
    pattern: new RegExp(`(?:최근|지난|과거|직전)?\\s*${OWN}(${AMOUNT})\\s*(${UNIT})\\s*전(?!체|\\s*대비|부)`, "g"),
    read: (m, today) => ago(today, numberOf(m[1]!) ?? 1, m[2]!),
  },
  {
    pattern: new RegExp(
      `(?:(?:최근|지난|과거|직전)\\s*|${OWN})(${AMOUNT})\\s*(${UNIT})(?:\\s*전\\s*부터)?(?:\\s*(?:동안|간|치|이내))?`,
      "g",
    ),
    read: (m) => {
      const rolling = ROLLING[m[2]!]!;
      const amount = numberOf(m[1]!) ?? 1;
      const months = rolling.calendar === "month" && amount > 1 ? { months: amount } : {};
      return { kind: "rolling", amount: amount * rolling.each, unit: rolling.unit, ...months };
    },
  },
  {
    pattern: /(?:최근|지난|과거)?\s*(일주일|이주일|삼주일|일주)(?:\s*(?:동안|간|치))?/g,
    read: (m) => ({ kind: "rolling", amount: SINO_WEEKS[m[1]!]!, unit: "d" }),
  },
  { pattern: /(?:최근|지난|과거)\s*반\s*년/g, read: () => ({ kind: "rolling", amount: 180, unit: "d", months: 6 }) },
  {
    pattern: /(이틀|사흘|나흘|닷새|열흘|보름|하루)\s*전/g,
    read: (m, today) => dayAway(today, -NAMED_DAYS[m[1]!]!),
  },
  {
    pattern:
      /(?:(?:최근|지난|과거)\s*(하루|이틀|사흘|나흘|닷새|열흘|보름)|(이틀|사흘|나흘|닷새|열흘|보름|하루)(?=\s*(?:동안|간|치)))(?:\s*(?:동안|간|치))?/g,
    read: (m) => ({ kind: "rolling", amount: NAMED_DAYS[(m[1] ?? m[2])!]!, unit: "d" }),
  },
  {
    pattern: /그\s*(?:이전|전|앞)\s*(주|달|날|해|분기)/g,
    read: (m) => ({ kind: "shift", by: -1, unit: SHIFTED[m[1]!]! }),
  },
  { pattern: /그\s*다음\s*(주|달|날|해|분기)/g, read: (m) => ({ kind: "shift", by: 1, unit: SHIFTED[m[1]!]! }) },
  { pattern: /다음\s*(날)|이튿날/g, read: () => ({ kind: "shift", by: 1, unit: "day" }) },
  { pattern: /(?:지지난|저저번|전전)\s*주/g, read: (_, today) => weekAway(today, -2) },
  { pattern: /(?:지난|저번)\s*주(?!요)/g, read: (_, today) => weekAway(today, -1) },
  { pattern: /(?:이번|금)\s*주(?!요|문)/g, read: (_, today) => weekAway(today, 0) },
  { pattern: /(?:지지난|저저번|전전)\s*달/g, read: (_, today) => wholeMonthAway(today, -2) },
  { pattern: /(?:지난|저번)\s*달(?!러)/g, read: (_, today) => wholeMonthAway(today, -1) },
  { pattern: /이번\s*달(?!러)|이달|당월|금월/g, read: (_, today) => wholeMonthAway(today, 0) },
  { pattern: /(?:지난|저번)\s*분기/g, read: (_, today) => quarterAway(today, -1) },
  { pattern: /이번\s*분기/g, read: (_, today) => quarterAway(today, 0) },
  { pattern: /올해|금년|이번\s*년도/g, read: (_, today) => yearAway(today, 0) },
  { pattern: /작년|지난\s*해|전년도?/g, read: (_, today) => yearAway(today, -1) },
  { pattern: /그저께|그제|엊그제|엊그저께/g, read: (_, today) => dayAway(today, -2) },
  { pattern: /어저께|어제|전일(?=\s*(?:대비|보다))/g, read: (_, today) => dayAway(today, -1) },
  { pattern: /오늘|금일|당일/g, read: (_, today) => dayAway(today, 0) },
  {
    pattern: /(?<![가-힣])(?:전)\s*(주)(?![가-힣]*(?:의|소))(?!요|문|의|체)/g,
    read: () => ({ kind: "shift", by: -1, unit: "week" }),
  },
  { pattern: /(?<![가-힣])(?:전월|전달)(?!하)/g, read: () => ({ kind: "shift", by: -1, unit: "month" }) },
  {
    pattern: /그\s*(?:이전|전)(?:\s*(?:기간|거|것))?(?!체)|(?:이전|직전)\s*기간/g,
    read: () => ({ kind: "shift", by: -1, unit: "span" }),
  },
];
