import { DAY, HOUR } from "../calendar.ts";
import type { Part } from "../cast.ts";
import type { Random } from "../random.ts";

/** Office hours in Seoul within the UTC day; for the person abroad, in California. Whole seconds. */
export function workingTime(random: Random, part: Part, day: number): number {
  const start = part === "abroad" ? 16 * HOUR : 0;
  const time = day + start + Math.floor(((random.next() + random.next()) * 5 * HOUR) / 1000) * 1000;
  return time >= day + DAY ? time - DAY : time;
}
