const MONTHS = "January February March April May June July August September October November December".split(" ");

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** A line of the text tells this minute, by the clock of the zone, or by UTC where it says UTC (or Z). */
export function tellsMoment(text: string, at: string, zone: string): boolean {
  const told = (wall: Wall, end: string) =>
    new RegExp(`(?:${days(wall).join("|")})[^\\n|]{0,24}?(?:${times(wall).join("|")})${end}`, "i").test(text) ||
    new RegExp(`(?:${times(wall).join("|")})${end}[^\\n|]{0,24}?(?:${days(wall).join("|")})`, "i").test(text);
  const local = wallOf(at, zone);
  return (
    told(local, "(?!:?\\d*\\s?(?:UTC|Z\\b))") ||
    told(wallOf(at, "UTC"), "(?::\\d{2}(?:\\.\\d+)?)?\\s?(?:UTC|Z\\b|\\(UTC)")
  );
}

export const tellsDay = (text: string, at: string, zone: string): boolean =>
  new RegExp(days(wallOf(at, zone)).join("|"), "i").test(text);

function wallOf(at: string, zone: string): Wall {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: isDay ? "UTC" : zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(new Date(at));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: of("year"), month: of("month"), day: of("day"), hour: of("hour"), minute: of("minute") };
}

function days({ year, month, day }: Wall): string[] {
  const [m, d] = [String(month).padStart(2, "0"), String(day).padStart(2, "0")];
  const name = `${MONTHS[month - 1]?.slice(0, 3)}[a-z]*`;
  return [
    `${month}월\\s?${day}일`,
    `(?<!\\d)${day}(?:st|nd|rd|th)?\\s(?:of\\s)?${name}`,
    `${name}\\s${day}(?!\\d)`,
    `${year}-${m}-${d}`,
    `(?<![\\d/-])${month}/${day}(?![\\d/])`,
    `(?<![\\d-])${m}-${d}(?!\\d)`,
  ];
}

function times({ hour, minute }: Wall): string[] {
  const [h, m] = [String(hour).padStart(2, "0"), String(minute).padStart(2, "0")];
  const half = hour % 12 === 0 ? 12 : hour % 12;
  return [
    `(?<!\\d)${h}:${m}`,
    `(?:${hour < 12 ? "오전" : "오후"})\\s?0?${half}(?::${m}|시\\s?${minute}분)`,
    `(?<!\\d)${hour}시\\s?${minute}분`,
    `(?<!\\d)0?${half}:${m}\\s?${hour < 12 ? "a" : "p"}\\.?m`,
  ];
}
