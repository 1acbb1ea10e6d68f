import type { Look } from "../look.ts";
import { AXIS_TEXT, MIN_GAP } from "../parts/axis-text.ts";
import { clockTime, DAY_MS, monthName, shortDay } from "./write-date.ts";
import type { Zone } from "./zone.ts";

export interface TimeTick {
  /** Instant. */
  at: number;
  label: string;
}

export interface TimeSpan {
  /** Instants. */
  from: number;
  to: number;
  /** Whether what is drawn are days without a time. */
  wholeDays: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Stride = { ms: number } | { months: number };
const STRIDES: Stride[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => ({ ms: n * MINUTE })),
  ...[1, 2, 3, 6, 12].map((n) => ({ ms: n * HOUR })),
  ...[1, 2, 7, 14].map((n) => ({ ms: n * DAY_MS })),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map((months) => ({ months })),
];
const MOST_TICKS = 9;

/**
 * Marks of a continuous axis of time at round times of the zone: the finest stride whose labels stand apart at their
 * measured widths and are not more than nine. Midnights are told by their date.
 */
export function timeTicks(span: TimeSpan, width: number, zone: Zone, look: Look): TimeTick[] {
  const { from, to, wholeDays } = span;
  const firstWall = zone.toWall(from);
  const lastWall = zone.toWall(to);
  for (const stride of STRIDES) {
    const rough = "ms" in stride ? stride.ms : stride.months * 30 * DAY_MS;
    if ((lastWall - firstWall) / rough > MOST_TICKS || (wholeDays && rough < DAY_MS)) continue;
    const ticks = walls(firstWall, lastWall, stride).map((wall, index) => ({
      at: zone.toInstant(wall),
      label: labelOf(wall, stride, index === 0, firstWall, lastWall, look),
    }));
    const x = (at: number): number => ((at - from) / (to - from || 1)) * width;
    const apart = ticks.every((tick, i) => {
      const before = ticks[i - 1];
      if (!before) return true;
      const room = (look.measure.width(tick.label, AXIS_TEXT) + look.measure.width(before.label, AXIS_TEXT)) / 2;
      return x(tick.at) - x(before.at) >= room + MIN_GAP;
    });
    if (ticks.length > 0 && apart) return ticks;
  }
  return [];
}

function walls(first: number, last: number, stride: Stride): number[] {
  const found: number[] = [];
  if ("ms" in stride) {
    // Strides of days are counted from the first midnight, so that the axis begins with a label.
    const start = stride.ms > DAY_MS ? Math.ceil(first / DAY_MS) * DAY_MS : Math.ceil(first / stride.ms) * stride.ms;
    for (let wall = start; wall <= last; wall += stride.ms) found.push(wall);
    return found;
  }
  const date = new Date(first);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  for (let month = Math.floor(months / stride.months) * stride.months; ; month += stride.months) {
    const wall = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (wall > last) return found;
    if (wall >= first) found.push(wall);
  }
}

function labelOf(wall: number, stride: Stride, isFirst: boolean, first: number, last: number, look: Look): string {
  if ("months" in stride) {
    const date = new Date(wall);
    if (stride.months >= 12) return String(date.getUTCFullYear());
    const named = isFirst || date.getUTCMonth() === 0;
    if (look.language === "ko") {
      return `${named ? `${String(date.getUTCFullYear()).slice(2)}년 ` : ""}${date.getUTCMonth() + 1}월`;
    }
    return monthName(wall, "en", named);
  }
  const manyDays = Math.floor(first / DAY_MS) !== Math.floor((last - 1) / DAY_MS);
  if (stride.ms >= DAY_MS || (wall % DAY_MS === 0 && manyDays)) return shortDay(wall, look.language);
  return clockTime(wall);
}
