/** What lines of several services have in common. */
import type { Random } from "./random.ts";

/** A time within the minute, as the line itself says it; lines are made by the hundred thousand, minute by minute. */
export function lineTime(minute: number, random: Random): string {
  const ms = random.int(0, 59_999);
  return `${startOf(minute)}${digits(Math.floor(ms / 1000), 2)}.${digits(ms % 1000, 3)}Z`;
}

/** The time within the minute that a line says of itself. */
export function timeSaid(message: string, minute: number): number | null {
  const start = startOf(minute);
  const at = message.indexOf(start);
  return at < 0 ? null : minute + Math.round(Number(message.slice(at + start.length, at + start.length + 6)) * 1000);
}

let last = { minute: Number.NaN, start: "" };

/** `2026-11-20T00:12:`, of the minute that was asked for last in most cases. */
function startOf(minute: number): string {
  if (last.minute !== minute) last = { minute, start: new Date(minute).toISOString().slice(0, 17) };
  return last.start;
}

const digits = (value: number, length: number) => String(value).padStart(length, "0");

export const requestId = (random: Random): string => `req-${random.hex(12)}`;
export const orderNo = (random: Random): string => `HN${random.int(10_000_000, 99_999_999)}`;
