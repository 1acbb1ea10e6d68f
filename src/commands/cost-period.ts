/// <reference lib="esnext.temporal" />

/** A period as `cost_query` takes it, and the billing days it comes to, `to` exclusive. */
export interface CostPeriod {
  words: string;
  from: string;
  to: string;
}

type Day = Temporal.PlainDate;

/** What a period may be written as, longest first; each gives its days, or null where it is none (30 February). */
interface Form {
  pattern: RegExp;
  read(match: RegExpExecArray, today: Day): { from: Day; to: Day; words?: string } | null;
}

/**
 * The period that `text` has at `at`, in English or Korean, and where it ends. Null: there is none, or its days do not
 * exist. Dates without a year are the last that have come.
 */
export function periodAt(text: string, at: number, today: string): { period: CostPeriod; end: number } | null {
  const now = Temporal.PlainDate.from(today);
  for (const { pattern, read } of FORMS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const days = match && read(match, now);
    if (!match || !days) continue;
    const { from, to } = days;
    const last = to.subtract({ days: 1 });
    const words = days.words ?? (from.equals(last) ? `${from}` : `${from}..${last}`);
    return { period: { words, from: `${from}`, to: `${to}` }, end: at + match[0].length };
  }
  return null;
}

export const thisMonth = (today: string): CostPeriod => {
  const day = Temporal.PlainDate.from(today);
  return { words: "month to date", from: `${day.with({ day: 1 })}`, to: `${day.add({ days: 1 })}` };
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_NAME = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const ISO = "(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})";
const TO = "\\s*(?:\\.\\.+|~|–|—|-|\\bto\\b|\\buntil\\b|\\bthrough\\b|부터|에서)\\s*";
const END = "(?![\\p{L}\\p{N}])";
const LAST = "(?:(?:the )?(?:last|past|previous)|지난|최근)?\\s*";

const form = (pattern: string, read: Form["read"]): Form => ({ pattern: new RegExp(pattern, "iuy"), read });

/** The named words; each is also what `cost_query` calls it. */
const named = (pattern: string, words: string, days: (today: Day) => { from: Day; to: Day }): Form =>
  form(`(?:${pattern})${END}`, (_, today) => ({ ...days(today), words }));

const monday = (day: Day): Day => day.subtract({ days: day.dayOfWeek - 1 });
const first = (day: Day): Day => day.with({ day: 1 });
const after = (day: Day): Day => day.add({ days: 1 });

const FORMS: readonly Form[] = [
  form(`(?:from\\s+)?${ISO}${TO}${ISO}(?:까지)?`, ([, y1, m1, d1, y2, m2, d2]) =>
    range(date(y1, m1, d1), date(y2, m2, d2)),
  ),
  form(`(?:from\\s+)?${ISO}${TO}(\\d{1,2})(?![-./\\d])`, ([, y, m, d1, d2]) => range(date(y, m, d1), date(y, m, d2))),
  form(`${ISO}\\s*(?:부터|이후)|since\\s+${ISO}`, ([, y1, m1, d1, y2, m2, d2], today) =>
    range(date(y1 ?? y2, m1 ?? m2, d1 ?? d2), today),
  ),
  form(`${ISO}${END}`, ([, y, m, d]) => one(date(y, m, d))),
  form(
    "(?:(\\d{4})년\\s*)?(\\d{1,2})월\\s*(\\d{1,2})일?\\s*(?:\\.\\.+|~|–|-|부터|에서)\\s*(?:(\\d{1,2})월\\s*)?(\\d{1,2})일?\\s*(?:까지)?",
    ([, y, m1, d1, m2, d2], today) => {
      const end = come(y, m2 ?? m1, d2, today);
      return range(end && come(y, m1, d1, end), end);
    },
  ),
  form("(?:(\\d{4})년\\s*)?(\\d{1,2})월\\s*(\\d{1,2})일(?:\\s*(부터|이후))?", ([, y, m, d, since], today) => {
    const day = come(y, m, d, today);
    return since ? range(day, today) : one(day);
  }),
  form(
    `${MONTH_NAME}\\s*(\\d{1,2})(?:st|nd|rd|th)?${TO}(?:${MONTH_NAME}\\s*)?(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s*(\\d{4}))?${END}`,
    ([, n1, d1, n2, d2, y], today) => {
      const end = come(y, month(n2 ?? n1), d2, today);
      return range(end && come(y, month(n1), d1, end), end);
    },
  ),
  form(
    `(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*${MONTH_NAME})?${TO}(\\d{1,2})(?:st|nd|rd|th)?\\s*${MONTH_NAME}(?:,?\\s*(\\d{4}))?${END}`,
    ([, d1, n1, d2, n2, y], today) => {
      const end = come(y, month(n2), d2, today);
      return range(end && come(y, month(n1 ?? n2), d1, end), end);
    },
  ),
  form(`(\\d{1,2})/(\\d{1,2})${TO}(?:(\\d{1,2})/)?(\\d{1,2})${END}`, ([, m1, d1, m2, d2], today) => {
    const end = come(undefined, m2 ?? m1, d2, today);
    return range(end && come(undefined, m1, d1, end), end);
  }),
  form(`(?:since\\s+)${MONTH_NAME}\\s*(\\d{1,2})${END}`, ([, n, d], today) =>
    range(come(undefined, month(n), d, today), today),
  ),
  form(`${MONTH_NAME}\\s*(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s*(\\d{4}))?${END}`, ([, n, d, y], today) =>
    one(come(y, month(n), d, today)),
  ),
  form(`(\\d{1,2})(?:st|nd|rd|th)?\\s*${MONTH_NAME}(?:,?\\s*(\\d{4}))?${END}`, ([, d, n, y], today) =>
    one(come(y, month(n), d, today)),
  ),
  form(`(\\d{1,2})/(\\d{1,2})${END}`, ([, m, d], today) => one(come(undefined, m, d, today))),
  form(`(\\d{4})(?:[-./]|년\\s*)(\\d{1,2})(?:월)?(?![-./]?[\\p{L}\\p{N}])`, ([, y, m]) => wholeMonth(date(y, m, "1"))),
  form(`(?:(\\d{4})\\s*)?(?:in\\s+)?${MONTH_NAME}(?:\\s*(\\d{4}))?${END}`, ([, y1, n, y2], today) =>
    wholeMonth(come(y1 ?? y2, month(n), "1", today)),
  ),
  form(`(\\d{1,2})월(?:달)?${END}`, ([, m], today) => wholeMonth(come(undefined, m, "1", today))),
  form(`(?:(\\d{4})\\s*)?(?:q([1-4])|([1-4])분기)(?:\\s*(\\d{4}))?${END}`, ([, y1, q1, q2, y2], today) => {
    const begin = come(y1 ?? y2, String(Number(q1 ?? q2) * 3 - 2), "1", today);
    return begin && { from: begin, to: begin.add({ months: 3 }) };
  }),
  named("this month|month to date|mtd|month|이번\\s?달|이달|당월", "month to date", (t) => ({
    from: first(t),
    to: after(t),
  })),
  named("(?:the )?(?:last|previous|prior) month|지난\\s?달|저번\\s?달|전월", "last month", (t) => ({
    from: first(t).subtract({ months: 1 }),
    to: first(t),
  })),
  named("this week|week to date|wtd|week|이번\\s?주|금주", "week to date", (t) => ({ from: monday(t), to: after(t) })),
  named("(?:the )?(?:last|previous|prior) week|지난\\s?주|저번\\s?주|전주", "last week", (t) => ({
    from: monday(t).subtract({ weeks: 1 }),
    to: monday(t),
  })),
  named("today|오늘|금일", "today", (t) => ({ from: t, to: after(t) })),
  named("yesterday|어제|전일", "yesterday", (t) => ({ from: t.subtract({ days: 1 }), to: t })),
  form(`(?:this quarter|quarter to date|qtd|이번\\s?분기)${END}`, (_, t) => ({ from: quarter(t), to: after(t) })),
  form(`(?:(?:the )?last quarter|지난\\s?분기|전\\s?분기)${END}`, (_, t) => ({
    from: quarter(t).subtract({ months: 3 }),
    to: quarter(t),
  })),
  form(`(?:this year|year to date|ytd|올해|금년)${END}`, (_, t) => ({
    from: t.with({ month: 1, day: 1 }),
    to: after(t),
  })),
  form(`${LAST}(?:(\\d{1,3})\\s?(?:d|days?)${END}|(\\d{1,3})\\s?일(?:간|동안|치)?)`, ([, d1, d2], t) =>
    back(Number(d1 ?? d2), t),
  ),
  form(`${LAST}(?:(\\d{1,2})\\s?(?:w|weeks?)${END}|(\\d{1,2})\\s?주일?(?:간|동안|치)?)`, ([, w1, w2], t) =>
    back(Number(w1 ?? w2) * 7, t),
  ),
  form(`${LAST}(?:일주일|한\\s?주)(?:간|동안|치)?`, (_, t) => back(7, t)),
  form(`${LAST}한\\s?달(?:간|동안|치)?`, (_, t) => back(30, t)),
  form(`${LAST}(?:(\\d{1,2})\\s?(?:m|mo|months?)${END}|(\\d{1,2})\\s?개월(?:간|동안|치)?)`, ([, m1, m2], t) => {
    const count = Number(m1 ?? m2);
    return count < 1 ? null : { from: first(t).subtract({ months: count }), to: first(t), words: `${count} months` };
  }),
];

function back(count: number, today: Day) {
  return count < 1 ? null : { from: today.subtract({ days: count }), to: today, words: `${count}d` };
}

const one = (day: Day | null) => day && { from: day, to: after(day) };
const range = (from: Day | null, last: Day | null) => from && last && { from, to: after(last) };
const wholeMonth = (day: Day | null) => day && { from: day, to: day.add({ months: 1 }), words: `${day}`.slice(0, 7) };
const quarter = (day: Day): Day => day.with({ month: Math.floor((day.month - 1) / 3) * 3 + 1, day: 1 });
const month = (name: string | undefined) => String(MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1);

function date(year: string | undefined, month: string | undefined, day: string | undefined): Day | null {
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(fields, { overflow: "reject" });
  } catch {
    return null;
  }
}

/** Without a year: the last time this day has come, up to `latest`. */
function come(year: string | undefined, month: string | undefined, day: string | undefined, latest: Day): Day | null {
  if (year) return date(year, month, day);
  const here = date(String(latest.year), month, day);
  const isPast = here && Temporal.PlainDate.compare(here, latest) <= 0;
  return isPast ? here : date(String(latest.year - 1), month, day);
}
