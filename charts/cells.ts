import { z } from "zod";
import { plainText } from "./text/clean.ts";

/** Beyond this a sum is no longer exact to the cent, and no real figure is this large. */
const LARGEST = 1e13;
/** Below this a figure is what floating point left of zero. */
export const SMALLEST = 1e-9;

const plainNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const isoDay = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ].*)?$/;
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;
const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A figure; numeric text is read as one. Null and "" are rows without a figure. */
export const Amount = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((cell, context): number | null => {
    if (cell === null || cell === "") return null;
    const value = typeof cell === "number" ? cell : isPlainNumber(cell) ? Number(cell) : Number.NaN;
    if (Number.isFinite(value) && Math.abs(value) <= LARGEST) return Math.abs(value) < SMALLEST ? 0 : value;
    context.addIssue({ code: "custom", message: `${quote(cell)} is not a number from -1e13 to 1e13` });
    return z.NEVER;
  });

/** A category as it came; null and blank are one category. */
export const Category = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((cell) => String(cell ?? "").trim());

/** An ISO day, month or timestamp (its day as written), as UTC milliseconds. */
export const Day = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((cell, context): number => {
    const day = parseDay(String(cell ?? ""));
    if (day !== undefined) return day;
    context.addIssue({ code: "custom", message: `${quote(cell)} is not an ISO day such as 2026-10-31` });
    return z.NEVER;
  });

export interface Moment {
  ms: number;
  /** A day without a time: midnight in whatever zone it is read. */
  wholeDay: boolean;
}

/** An ISO timestamp (without an offset: UTC), a day, or epoch seconds or milliseconds. */
export const Time = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((cell, context): Moment => {
    const moment = parseMoment(cell);
    if (moment) return moment;
    context.addIssue({ code: "custom", message: `${quote(cell)} is not an ISO time such as 2026-10-31T09:00:00Z` });
    return z.NEVER;
  });

export const isPlainNumber = (text: string): boolean => plainNumber.test(text);

export function parseDay(text: string): number | undefined {
  const match = isoDay.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 1)];
  const ms = Date.UTC(year, month - 1, day);
  const real = new Date(ms).getUTCMonth() === month - 1 && new Date(ms).getUTCDate() === day && year >= 1900;
  return real ? ms : undefined;
}

export function parseMoment(cell: string | number | null): Moment | undefined {
  if (typeof cell === "number") {
    const ms = Math.abs(cell) < 1e11 ? cell * 1000 : cell;
    return ms > 0 && ms < 7e12 ? { ms: Math.round(ms), wholeDay: false } : undefined;
  }
  const text = (cell ?? "").trim();
  if (dateOnly.test(text)) {
    const day = parseDay(text);
    return day === undefined ? undefined : { ms: day, wholeDay: true };
  }
  if (parseDay(text) === undefined) return undefined;
  const iso = text.replace(" ", "T");
  const ms = Date.parse(zoned.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(ms) ? undefined : { ms, wholeDay: false };
}

function quote(cell: string | number | null): string {
  return cell === null ? "an empty cell" : `"${plainText(String(cell)).slice(0, 40)}"`;
}
