import { dateFormat } from "../date-format.ts";

export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** A moment of every week. `at`: "09:00" in `zone`, an IANA name. */
export interface Weekly {
  weekday: (typeof WEEKDAYS)[number];
  at: string;
  zone: string;
}

const DAY_MS = 86_400_000;

/** The last time this moment came, at or before `now`; milliseconds since the epoch, UTC. */
export function lastDue(now: number, { weekday, at, zone }: Weekly): number {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  for (let back = 0; back <= 8; back++) {
    const day = new Date(now + offsetAt(now, zone) - back * DAY_MS);
    if (WEEKDAYS[day.getUTCDay()] !== weekday) continue;
    const local = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hours, minutes);
    // Twice, because the offset of that moment is not known before it is.
    const guess = local - offsetAt(local, zone);
    const due = local - offsetAt(guess, zone);
    if (due <= now) return due;
  }
  throw new Error(`there is no ${weekday} ${at} in ${zone}`);
}

/** How far the zone is ahead of UTC at that instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = dateFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return local - Math.floor(at / 60_000) * 60_000;
}
