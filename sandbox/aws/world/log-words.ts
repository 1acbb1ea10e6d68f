/** What lines of several services have in common. */
import type { Random } from "./random.ts";

/** A time within the minute, as the line itself says it. */
export const lineTime = (minute: number, random: Random): string =>
  new Date(minute + random.int(0, 59_999)).toISOString();
export const requestId = (random: Random): string => `req-${random.hex(12)}`;
export const orderNo = (random: Random): string => `HN${random.int(10_000_000, 99_999_999)}`;
