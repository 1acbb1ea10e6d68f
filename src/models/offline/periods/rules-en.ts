import { EN_NUMBER, numberOf } from "./numerals.ts";
import type { Rule } from "./rule.ts";
import { dayAway, quarterAway, weekAway, weekday, wholeMonthAway, yearAway } from "./spans.ts";
import type { Unit, When } from "./when.ts";

const rule = (source: string, read: Rule["read"]): Rule => ({
  pattern: new RegExp(`(?<![\\w-])(?:${source})(?![\\w]|-\\w)`, "gi"),
  read,
});

const ROLLING: [RegExp, "m" | "h" | "d", number][] = [
  [/^min|^m$/, "m", 1],
  [/^(h|hr|hour)/, "h", 1],
  [/^(d|day)/, "d", 1],
  [/^(w|week)/, "d", 7],
  [/^month/, "d", 30],
  [/^(y|year)/, "d", 365],
];
const UNITS = "minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?";
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WEEKDAY = "(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)day";

function rolling(amount: number, word: string): When {
  const [, unit, each] = ROLLING.find(([pattern]) => pattern.test(word.toLowerCase()))!;
  const months = /^month/i.test(word) && amount > 1 ? { months: amount } : {};
  return { kind: "rolling", amount: amount * each, unit, ...months };
}

const shift = (by: number, word: string | undefined): When => {
  const unit = (word ?? "span").toLowerCase();
  return {
    kind: "shift",
    by,
    unit: (["day", "week", "month", "quarter", "year"].includes(unit) ? unit : "span") as Unit,
  };
};

export const EN_RULES: Rule[] = [
  rule("(?:the\\s+)?day\\s+before\\s+yesterday", (_, today) => dayAway(today, -2)),
  rule("(?:the\\s+)?week\\s+before\\s+last", (_, today) => weekAway(today, -2)),
  rule("(?:the\\s+)?month\\s+before\\s+last", (_, today) => wholeMonthAway(today, -2)),
  rule("last\\s+weekend", (_, today) => ({ ...weekAway(today, -1), from: weekdayDay(today, 6), unit: "span" }) as When),
  rule(`(?:(last|this|past)\\s+)?${WEEKDAY}`, (m, today) =>
    weekday(today, WEEKDAYS.indexOf(m[2]!.slice(0, 3).toLowerCase()) + 1, null),
  ),
  rule(`(${EN_NUMBER})\\s+(${UNITS})\\s+ago`, (m, today) => {
    const amount = numberOf(m[1]!) ?? 1;
    if (/^d/i.test(m[2]!)) return dayAway(today, -amount);
    if (/^w/i.test(m[2]!)) return weekAway(today, -amount);
    if (/^mo/i.test(m[2]!)) return wholeMonthAway(today, -amount);
    if (/^y/i.test(m[2]!)) return yearAway(today, -amount);
    return rolling(amount, m[2]!);
  }),
  rule(
    `(?:the\\s+)?(?:last|past|previous|prior|recent)\\s+(${EN_NUMBER})[\\s-]+(?:(?:full|whole|complete|calendar)\\s+)?(${UNITS})`,
    (m) => rolling(numberOf(m[1]!) ?? 1, m[2]!),
  ),
  rule("(?:the\\s+)?(?:last|past)\\s+half(?:\\s+a)?\\s+year|last\\s+half-year", () => rolling(6, "months")),
  rule(`(?:the\\s+)?(?:past|recent)\\s+(minute|hour|day|week|month|year)`, (m) => rolling(1, m[1]!)),
  rule(`(?:the\\s+)?last\\s+(minute|hour|day)`, (m) => rolling(1, m[1]!)),
  rule(`(\\d{1,3})[\\s-]*(${UNITS}|d|h|w)`, (m) => rolling(Number(m[1]), m[2]!)),
  rule(
    "(?:the\\s+)?same\\s+(?:days?|dates?|week|period|time|span)\\s+(?:of\\s+|in\\s+)?(?:the\\s+)?(?:last|previous)\\s+(week|month|quarter|year)",
    (m) => shift(-1, m[1]),
  ),
  rule("(?:the\\s+)?last\\s+week", (_, today) => weekAway(today, -1)),
  rule("this\\s+week|week\\s+to\\s+date", (_, today) => weekAway(today, 0)),
  rule("(?:the\\s+)?last\\s+month", (_, today) => wholeMonthAway(today, -1)),
  rule("this\\s+month|(?:the\\s+)?current\\s+month|month[\\s-]+to[\\s-]+date|mtd", (_, today) =>
    wholeMonthAway(today, 0),
  ),
  rule("(?:the\\s+)?last\\s+quarter", (_, today) => quarterAway(today, -1)),
  rule("this\\s+quarter|quarter[\\s-]+to[\\s-]+date|qtd", (_, today) => quarterAway(today, 0)),
  rule("(?:the\\s+)?last\\s+year", (_, today) => yearAway(today, -1)),
  rule("this\\s+year|year[\\s-]+to[\\s-]+date|ytd", (_, today) => yearAway(today, 0)),
  rule("yesterday", (_, today) => dayAway(today, -1)),
  rule("today|tonight|this\\s+(?:morning|afternoon|evening)", (_, today) => dayAway(today, 0)),
  rule(
    "(?:the\\s+)?(day|week|month|quarter|year|one|period|time)\\s+(?:before|prior|earlier)(?:\\s+(?:that|it|this))?",
    (m) => shift(-1, m[1]),
  ),
  rule("(?:the\\s+)?(?:previous|prior|preceding)\\s+(day|week|month|quarter|year|one|period)", (m) => shift(-1, m[1])),
  rule("before\\s+that", () => shift(-1, "span")),
  rule("(?:the\\s+)?(day|week|month|quarter|year|one)\\s+after(?:\\s+(?:that|it|this))?", (m) => shift(1, m[1])),
  rule("(?:the\\s+)?following\\s+(day|week|month|quarter|year)", (m) => shift(1, m[1])),
  rule("(?:since|from|after)\\s+(\\d{1,2})(?::(\\d{2}))?\\s*(am|pm)?(?=\\s|$|[?.!,])", (m) => {
    if (!m[2] && !m[3]) return null;
    const hour = (Number(m[1]) % 12) + (m[3]?.toLowerCase() === "pm" ? 12 : 0);
    const full = m[3] ? hour : Number(m[1]) % 24;
    return { kind: "since", time: `${String(full).padStart(2, "0")}:${m[2] ?? "00"}` };
  }),
];

function weekdayDay(today: string, number: number): string {
  const found = weekday(today, number, -1);
  return found.kind === "days" ? found.from : today;
}
