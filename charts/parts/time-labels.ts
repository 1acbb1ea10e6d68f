import type { Look } from "../look.ts";
import { type Grain, type Steps, stepEnd } from "../time/steps.ts";
import type { TimeSpan } from "../time/time-ticks.ts";
import { clockTime, DAY_MS, dayRange, longDay, monthName, monthRange, shortDay } from "../time/write-date.ts";
import { AXIS_TEXT, MIN_GAP } from "./axis-text.ts";

/** Axis marks: label by index of step, as many as fit side by side at their measured widths. */
export function timeLabels(steps: Steps, stepWidth: number, look: Look, gap = MIN_GAP): Map<number, string> {
  const labels = steps.starts.map((_, index) => axisLabel(steps, index, look));
  const widths = labels.map((label) => look.measure.width(label, AXIS_TEXT));
  for (const every of [...strides(steps), labels.length]) {
    const marks: number[] = [];
    for (let i = firstMark(steps, every); i < labels.length; i += every) marks.push(i);
    const fits = marks.slice(1).every((mark, i) => {
      const before = marks[i]!;
      return (mark - before) * stepWidth >= (widths[mark]! + widths[before]!) / 2 + gap;
    });
    if (fits) return new Map(marks.map((mark) => [mark, labels[mark]!]));
  }
  return new Map();
}

function axisLabel({ grain, starts }: Pick<Steps, "grain" | "starts">, index: number, look: Look): string {
  const start = starts[index]!;
  const date = new Date(start);
  const named = index === 0 || date.getUTCMonth() === 0;
  switch (grain.name) {
    case "minutes":
    case "hours":
      return start % DAY_MS === 0 && spansDays(starts) ? shortDay(start, look.language) : clockTime(start);
    case "day":
    case "week":
      return shortDay(start, look.language);
    case "month":
      return look.say({
        ko: `${named ? `${String(date.getUTCFullYear()).slice(2)}년 ` : ""}${date.getUTCMonth() + 1}월`,
        en: monthName(start, "en", named),
      });
    case "quarter":
      return `${date.getUTCFullYear()} Q${date.getUTCMonth() / 3 + 1}`;
    case "year":
      return String(date.getUTCFullYear());
  }
}

/** How one bar is told in a label or an alt text: "10월 22일", "Oct 19 – 25", "10/12 14:00–15:00". */
export function stepName({ grain, starts }: Steps, index: number, look: Look): string {
  const start = starts[index]!;
  const end = stepEnd(start, grain);
  switch (grain.name) {
    case "minutes":
    case "hours": {
      const day = spansDays(starts) ? `${shortDay(start, look.language)} ` : "";
      return `${day}${clockTime(start)}–${endOfDay(clockTime(end))}`;
    }
    case "day":
      return shortDay(start, look.language);
    case "week":
      return `${shortDay(start, look.language)} – ${shortDay(end - DAY_MS, look.language)}`;
    default:
      return axisLabel({ grain, starts: [start] }, 0, look);
  }
}

/** The days or months that the bars cover, for a subtitle. */
export function coveredPeriod({ grain, starts }: Steps, look: Look): string {
  const last = stepEnd(starts.at(-1)!, grain) - 1;
  if (!("ms" in grain)) return monthRange(starts[0]!, last, look.language);
  return dayRange(starts[0]!, last, look.language);
}

/** The same for events, with the times where it is within a day, and the zone. */
export function coveredTimes(steps: Steps, look: Look): string {
  const { grain, starts } = steps;
  const zone = look.zone.letters(look.zone.toInstant(starts[0]!));
  const clock = grain.name === "minutes" || grain.name === "hours";
  if (!clock || spansDays(starts)) return `${coveredPeriod(steps, look)} · ${zone}`;
  const day = longDay(starts[0]!, look.language, true);
  const times = `${clockTime(starts[0]!)} – ${endOfDay(clockTime(stepEnd(starts.at(-1)!, grain)))}`;
  return look.say({ ko: `${day} ${times} ${zone}`, en: `${day}, ${times} ${zone}` });
}

/** From one moment to another, as the zone's clock shows them; whole days, both included, are told in days. */
export function spanText({ from, to, wholeDays }: TimeSpan, look: Look): string {
  const { zone } = look;
  const [first, last] = [zone.toWall(from), zone.toWall(to)];
  if (wholeDays) return dayRange(first, last, look.language);
  const letters = zone.letters(from);
  if (first % DAY_MS === 0 && last % DAY_MS === 0 && last > first) {
    return `${dayRange(first, last - DAY_MS, look.language)} · ${letters}`;
  }
  const day = longDay(first, look.language, true);
  const comma = look.say({ ko: "", en: "," });
  if (to - from <= 1) return `${day}${comma} ${clockTime(first)} ${letters}`;
  if (Math.floor(first / DAY_MS) === Math.floor((last - 1) / DAY_MS)) {
    return `${day}${comma} ${clockTime(first)} – ${endOfDay(clockTime(last))} ${letters}`;
  }
  return `${day}${comma} ${clockTime(first)} – ${longDay(last, look.language)}${comma} ${clockTime(last)} ${letters}`;
}

/** A moment as short as it is clear within the span: "06:54", "11/20 06:54", "11/20". */
export function momentText(at: number, { from, to, wholeDays }: TimeSpan, look: Look): string {
  const { zone } = look;
  const wall = zone.toWall(at);
  if (wholeDays) return shortDay(wall, look.language);
  const oneDay = Math.floor(zone.toWall(from) / DAY_MS) === Math.floor((zone.toWall(to) - 1) / DAY_MS);
  return oneDay ? clockTime(wall) : `${shortDay(wall, look.language)} ${clockTime(wall)}`;
}

/** "5분", "1 hour": how long one bar is. */
export function grainName(grain: Grain, look: Look): string {
  if ("months" in grain || grain.name === "day" || grain.name === "week") {
    return look.say({
      ko: { day: "1일", week: "1주", month: "1개월", quarter: "1분기", year: "1년" },
      en: { day: "1 day", week: "1 week", month: "1 month", quarter: "1 quarter", year: "1 year" },
    })[grain.name as "day" | "week" | "month" | "quarter" | "year"];
  }
  const minutes = grain.ms / 60_000;
  const amount = minutes < 60 ? minutes : minutes / 60;
  const unit = minutes < 60 ? { ko: "분", en: " minute" } : { ko: "시간", en: " hour" };
  return `${amount}${look.say(unit)}${look.language === "en" && amount > 1 ? "s" : ""}`;
}

const endOfDay = (time: string): string => (time === "00:00" ? "24:00" : time);

function spansDays(starts: readonly number[]): boolean {
  return Math.floor(starts[0]! / DAY_MS) !== Math.floor(starts.at(-1)! / DAY_MS);
}

/** Steps between marks, finest first. Clock marks divide a day evenly, or stand at midnight. */
function strides({ grain }: Steps): number[] {
  switch (grain.name) {
    case "minutes":
    case "hours":
      return [1, 2, 3, 4, 6, 8, 12, 24, 48].filter(
        (n) => DAY_MS % (n * grain.ms) === 0 || (n * grain.ms) % DAY_MS === 0,
      );
    case "day":
      return [1, 2, 7, 14, 28];
    case "week":
      return [1, 2, 4, 8, 13, 26];
    case "month":
      return [1, 2, 3, 6, 12, 24];
    case "quarter":
      return [1, 2, 4, 8];
    case "year":
      return [1, 2, 5, 10];
  }
}

/** Clock marks fall on round times where the axis does not begin on one. */
function firstMark({ grain, starts }: Steps, every: number): number {
  if (grain.name !== "minutes" && grain.name !== "hours") return 0;
  const stride = Math.min(grain.ms * every, DAY_MS);
  return Math.max(
    0,
    starts.findIndex((start) => start % stride === 0),
  );
}
