/** A date or a time as printed: the parts that are there, read in the reader's zone, or in UTC where it says so. */
export interface Moment {
  text: string;
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  utc: boolean;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_EN = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?";
const DASH = "\\s*[–~-]\\s*";
const CLOCK =
  "(?:\\s*,?\\s*(?:at\\s+)?(?<half>오전|오후)?\\s*(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<second>\\d{2}))?|시(?:\\s*(?<minuteKo>\\d{1,2})분)?)(?:\\s*(?<ampm>AM|PM|am|pm)\\b)?)";
const UTC = "(?<utc>\\s*(?:UTC|GMT)(?![+-])|Z\\b)?";

/** Longest shapes first: what one has taken, the next does not see. */
const SHAPES: RegExp[] = [
  new RegExp(
    `(?<!\\d)(?<year>20\\d{2})-(?<month>\\d{2})-(?<day>\\d{2})(?:[T ](?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?)?${UTC}(?!\\d)`,
    "g",
  ),
  new RegExp(
    `(?:(?<year>20\\d{2})년\\s*)?(?<month>\\d{1,2})월\\s*(?<day>\\d{1,2})일?(?:${DASH}(?:(?<month2>\\d{1,2})월\\s*)?(?<day2>\\d{1,2})일|일)?${CLOCK}?${UTC}`,
    "g",
  ),
  new RegExp(
    `\\b(?<monthName>${MONTH_EN})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:${DASH}(?<day2>\\d{1,2}))?(?:,?\\s+(?<year>20\\d{2}))?(?![\\d:])${CLOCK}?${UTC}`,
    "g",
  ),
  new RegExp(
    `(?<![\\d.:])(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:${DASH}(?<day2>\\d{1,2}))?\\s+(?<monthName>${MONTH_EN})(?:\\s+(?<year>20\\d{2}))?(?![\\d:])${CLOCK}?${UTC}`,
    "g",
  ),
  new RegExp(
    `(?<![\\d:.])(?<half>오전|오후)?\\s*(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:\\s*(?<ampm>AM|PM|am|pm)\\b)?${UTC}(?![\\d:])`,
    "g",
  ),
];

/** The dates and times of a text. "3:1" and "99:99" are none; a range of days is its two ends. */
export function momentsIn(markdown: string): Moment[] {
  let text = markdown.replace(/(`{3,}|~{3,})[\s\S]*?(?:\1|$)/g, (code) => " ".repeat(code.length));
  const found: { at: number; moment: Moment }[] = [];
  for (const shape of SHAPES)
    text = text.replace(shape, (...args: unknown[]) => {
      const all = args[0] as string;
      const groups = args.at(-1) as Record<string, string | undefined>;
      const at = args.at(-3) as number;
      for (const moment of readMoments(all.trim(), groups)) found.push({ at, moment });
      return " ".repeat(all.length);
    });
  return found.sort((a, b) => a.at - b.at).map(({ moment }) => moment);
}

function readMoments(text: string, g: Record<string, string | undefined>): Moment[] {
  const month = g.monthName ? MONTHS.indexOf(g.monthName.slice(0, 3).toLowerCase()) + 1 : number(g.month);
  const first = { text, utc: g.utc !== undefined, ...defined({ year: number(g.year), month, day: number(g.day) }) };
  const clock = clockOf(g);
  if (g.day2 === undefined) return valid({ ...first, ...clock }) ? [{ ...first, ...clock }] : [];
  const last = { ...first, ...defined({ month: number(g.month2) ?? month, day: number(g.day2) }) };
  return [first, { ...last, ...clock }].filter(valid);
}

function clockOf(g: Record<string, string | undefined>): Partial<Moment> {
  const said = number(g.hour);
  if (said === undefined) return {};
  const late = g.half === "오후" || g.ampm?.toLowerCase() === "pm";
  const early = g.half === "오전" || g.ampm?.toLowerCase() === "am";
  const hour = late && said < 12 ? said + 12 : early && said === 12 ? 0 : said;
  return defined({ hour, minute: number(g.minute ?? g.minuteKo), second: number(g.second) });
}

const number = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));

function defined<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function valid({ month = 1, day = 1, hour = 0, minute = 0, second = 0 }: Moment): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 59;
}
