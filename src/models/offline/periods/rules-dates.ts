import { type Day, dayOf, firstOfMonth, lastOfMonth, plusDays } from "./calendar.ts";
import type { Rule } from "./rule.ts";
import { days } from "./when.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?";
const FULL = "january|february|april|june|july|august|september|october|november|december";
const NTH = "(\\d{1,2})(?:st|nd|rd|th)?";
const monthOf = (word: string) => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

const KO_YEAR = "(?:(\\d{4}\\s*년|재작년|작년|지난\\s*해|전년도?|올해|금년)(?:도|의)?\\s*)?";
const EN_YEAR = "(20\\d{2}|last\\s+year|this\\s+year)";
const YEARS_AGO: readonly (readonly [RegExp, number])[] = [
  [/재작년/, 2],
  [/작년|지난|전년|last/i, 1],
  [/올해|금년|this/i, 0],
];

/** "2025년", "작년", "last year": which year that is. */
function yearOf(today: Day, said: string): number {
  const ago = YEARS_AGO.find(([words]) => words.test(said))?.[1];
  return ago === undefined ? Number.parseInt(said, 10) : Number(today.slice(0, 4)) - ago;
}

/** A date without a year means the last one that is not in the future. */
function pastDay(today: Day, year: string | undefined, month: number, date: number): Day | null {
  if (year) return dayOf(yearOf(today, year), month, date);
  const thisYear = Number(today.slice(0, 4));
  const day = dayOf(thisYear, month, date);
  return day && day > today ? dayOf(thisYear - 1, month, date) : day;
}

const oneDay = (day: Day | null) => (day ? days(day, day, "day") : null);

function wholeMonth(today: Day, year: string | undefined, month: number) {
  const first = pastDay(today, year, month, 1);
  if (!first) return null;
  const last = lastOfMonth(first);
  return days(first, last > today && first <= today ? today : last, "month");
}

/** The day of this month, or of the month before when it has not come yet. */
function dateOnly(today: Day, date: number) {
  const thisMonth = plusDays(firstOfMonth(today), date - 1);
  if (date < 1 || date > 31) return null;
  if (thisMonth <= today) return oneDay(thisMonth);
  const before = plusDays(firstOfMonth(today), -1);
  return oneDay(dayOf(Number(before.slice(0, 4)), Number(before.slice(5, 7)), date));
}

/** A quarter without a year is the last one that has begun. */
function quarter(today: Day, year: string | undefined, number: number) {
  const first = (of: number) => dayOf(of, number * 3 - 2, 1)!;
  const own = Number(today.slice(0, 4));
  const from = first(year ? yearOf(today, year) : first(own) > today ? own - 1 : own);
  const last = lastOfMonth(`${from.slice(0, 5)}${String(number * 3).padStart(2, "0")}-01`);
  return days(from, last > today && from <= today ? today : last, "quarter");
}

function wholeYear(today: Day, year: string) {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  return days(from, to > today && from <= today ? today : to, "year");
}

/** Written dates: ISO, Korean, slashes, English month names. */
export const DATE_RULES: Rule[] = [
  {
    pattern: /(?<![\d.-])(\d{4})-(\d{2})-(\d{2})\.\.(\d{4})-(\d{2})-(\d{2})(?![\d.-]*\d)/g,
    read: (m) => {
      const [from, to] = [
        dayOf(Number(m[1]), Number(m[2]), Number(m[3])),
        dayOf(Number(m[4]), Number(m[5]), Number(m[6])),
      ];
      return from && to && from <= to ? days(from, to, "span") : null;
    },
  },
  {
    pattern: /(?<![\d.-])(\d{4})-(\d{2})(?:\.\.(\d{4})-(\d{2}))?(?![\d.-]*\d)/g,
    read: (m, today) => {
      const first = wholeMonth(today, m[1], Number(m[2]));
      if (!m[3]) return first;
      const last = wholeMonth(today, m[3], Number(m[4]));
      if (first?.kind !== "days" || last?.kind !== "days") return null;
      return first.from <= last.to ? days(first.from, last.to, "span") : null;
    },
  },
  {
    pattern: /(?<![\d.-])(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d.-]*\d)/g,
    read: (m) => oneDay(dayOf(Number(m[1]), Number(m[2]), Number(m[3]))),
  },
  {
    pattern:
      /(?<!\d)(\d{1,2})\s*월\s*(\d{1,2})\s*일?\s*(?:[~–-]|부터|에서)\s*(\d{1,2})\s*일(?!\s*(?:간|동안|전|치))(?:\s*까지)?/g,
    read: (m, today) => {
      const from = pastDay(today, undefined, Number(m[1]), Number(m[2]));
      const to = from && dayOf(Number(from.slice(0, 4)), Number(m[1]), Number(m[3]));
      return from && to && from <= to ? days(from, to, "span") : null;
    },
  },
  {
    pattern: new RegExp(`${KO_YEAR}(?<!\\d)(\\d{1,2})\\s*월\\s*(\\d{1,2})\\s*일`, "g"),
    read: (m, today) => oneDay(pastDay(today, m[1], Number(m[2]), Number(m[3]))),
  },
  {
    pattern: new RegExp(`${KO_YEAR}(?<!\\d)(\\d{1,2})\\s*월(?!요일|\\s*\\d)(?:\\s*달|\\s*한\\s*달)?`, "g"),
    read: (m, today) => (Number(m[2]) <= 12 ? wholeMonth(today, m[1], Number(m[2])) : null),
  },
  {
    pattern: /(?<![\w/.-])(\d{1,2})\/(\d{1,2})(?![\w/]|\.\d)/g,
    read: (m, today) => oneDay(pastDay(today, undefined, Number(m[1]), Number(m[2]))),
  },
  {
    pattern: new RegExp(`(?<![a-z0-9-])${MONTH}\\s+${NTH}(?![\\d:])(?:,?\\s+(\\d{4}))?(?![a-z0-9])`, "gi"),
    read: (m, today) => oneDay(pastDay(today, m[3], monthOf(m[1]!), Number(m[2]))),
  },
  {
    pattern: new RegExp(`(?<![\\w-])${NTH}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+(\\d{4}))?(?![a-z0-9-])`, "gi"),
    read: (m, today) => oneDay(pastDay(today, m[3], monthOf(m[2]!), Number(m[1]))),
  },
  {
    pattern: new RegExp(
      `(?<![\\w-])(?:(?:in|for|during|of)\\s+(${FULL}|march|may)|(${FULL}))(?:,?\\s+(?:of\\s+|in\\s+)?${EN_YEAR})?(?![\\w-])`,
      "gi",
    ),
    read: (m, today) => wholeMonth(today, m[3], monthOf((m[1] ?? m[2])!)),
  },
  {
    pattern:
      /(?<![\w-])(?:(20\d{2}|재작년|작년|지난\s*해|전년도?|올해|금년)\s*(?:년|도|의)?\s*)?(?:Q([1-4])|([1-4])Q|([1-4])\s*분기(?!점))(?:\s+(?:of\s+)?(20\d{2}|last\s+year|this\s+year))?(?![\w-])/gi,
    read: (m, today) => quarter(today, m[1] ?? m[5], Number(m[2] ?? m[3] ?? m[4])),
  },
  {
    pattern: /(?<![\w.-])(20\d{2})\s*년(?!\s*\d)|(?<=\b(?:in|for|of|during)\s+)(20\d{2})(?![\w.-]|:\d)/gi,
    read: (m, today) => wholeYear(today, (m[1] ?? m[2])!),
  },
  {
    pattern: /(?<![\d월~-])(?<!월\s)(\d{1,2})\s*일(?=\s*(?:부터|까지|자|날)|에(?!서|러))/g,
    read: (m, today) => dateOnly(today, Number(m[1])),
  },
];
