import { DrawError } from "../errors.ts";
import { DAY_MS } from "./write-date.ts";

/** The width of one bar in time: either so many milliseconds counted from an anchor, or so many calendar months. */
export type Grain =
  | { name: "minutes" | "hours" | "day" | "week"; ms: number; anchor: number }
  | { name: "month" | "quarter" | "year"; months: number };

export interface Steps {
  grain: Grain;
  /** Wall time at which each step begins; no gaps, so that the axis is true to time. */
  starts: number[];
  /** Whether several steps of the rows share one bar. */
  coarser: boolean;
  indexOf(wall: number): number;
}

/** 1970-01-05 was a Monday. */
const MONDAY = 4 * DAY_MS;
const MAX_DAY_STEPS = 120;
const MAX_EVENT_STEPS = 36;
const MINUTE = 60_000;

const day: Grain = { name: "day", ms: DAY_MS, anchor: 0 };
const week = { name: "week", ms: 7 * DAY_MS, anchor: MONDAY } satisfies Grain;
const month: Grain = { name: "month", months: 1 };
const quarter: Grain = { name: "quarter", months: 3 };
const year: Grain = { name: "year", months: 12 };
const clockGrains: Grain[] = [
  ...[1, 5, 10, 30].map((n): Grain => ({ name: "minutes", ms: n * MINUTE, anchor: 0 })),
  ...[1, 3, 6].map((n): Grain => ({ name: "hours", ms: n * 60 * MINUTE, anchor: 0 })),
];

/**
 * Steps for rows that carry a day each: their own rhythm (daily, weekly, monthly, quarterly, yearly), made coarser
 * where that would be more than 120 bars. `window` widens the axis; its end is exclusive.
 */
export function daySteps(days: readonly number[], window?: { from: number; to: number }): Steps {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const found = rhythm(sorted);
  const first = Math.min(sorted[0]!, window?.from ?? Number.POSITIVE_INFINITY);
  const last = Math.max(sorted.at(-1)!, (window?.to ?? Number.NEGATIVE_INFINITY) - 1);
  const coarser = [day, week, month, quarter, year].filter((grain) => roughMs(grain) > roughMs(found));
  return firstThatFits([found, ...coarser], first, last, MAX_DAY_STEPS);
}

/** Steps for instants (as wall times): the finest of minute to year that gives at most so many bars. */
export function eventSteps(first: number, last: number, wholeDays: boolean, most = MAX_EVENT_STEPS): Steps {
  const days = [day, week, month, quarter, year];
  const grains = wholeDays ? days : first === last ? [clockGrains[4]!] : [...clockGrains, ...days];
  return firstThatFits(grains, first, last, most);
}

/** Up to an hour a step is the same time everywhere; from three hours on it follows the clock on the wall. */
export function followsWallClock(grain: Grain): boolean {
  return !("ms" in grain) || grain.ms > 60 * MINUTE;
}

/** The end, exclusive, of the step that begins at `start`. */
export function stepEnd(start: number, grain: Grain): number {
  return "ms" in grain ? start + grain.ms : addMonths(start, grain.months);
}

function firstThatFits(grains: Grain[], first: number, last: number, most: number): Steps {
  for (const grain of grains) {
    if ((last - first) / roughMs(grain) > most + 1) continue;
    const starts: number[] = [];
    for (let at = floorTo(first, grain); at <= last; at = stepEnd(at, grain)) starts.push(at);
    if (starts.length > most) continue;
    const index = new Map(starts.map((start, i) => [start, i]));
    return { grain, starts, coarser: grain !== grains[0], indexOf: (wall) => index.get(floorTo(wall, grain)) ?? 0 };
  }
  throw new DrawError("bad_columns", "The x column spans more than a century: check its dates, or ask for less time.");
}

function rhythm(sorted: readonly number[]): Grain {
  if (sorted.length < 2) return day;
  if (sorted.every((wall) => new Date(wall).getUTCDate() === 1)) {
    const months = sorted.map((wall) => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth());
    const gaps = months.slice(1).map((value, i) => value - months[i]!);
    return gaps.every((gap) => gap % 12 === 0) ? year : gaps.every((gap) => gap % 3 === 0) ? quarter : month;
  }
  const weekly = sorted.slice(1).every((wall, i) => (wall - sorted[i]!) % week.ms === 0);
  return weekly ? { ...week, anchor: sorted[0]! } : day;
}

function floorTo(wall: number, grain: Grain): number {
  if ("ms" in grain) return Math.floor((wall - grain.anchor) / grain.ms) * grain.ms + grain.anchor;
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / grain.months) * grain.months, 1);
}

function addMonths(start: number, months: number): number {
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

function roughMs(grain: Grain): number {
  return "ms" in grain ? grain.ms : grain.months * 30 * DAY_MS;
}
