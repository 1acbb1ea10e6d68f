const LETTERS: Readonly<Record<string, string>> = { "Asia/Seoul": "KST", "Asia/Tokyo": "JST", UTC: "UTC" };

/** No zone changes its clocks but at a quarter of an hour. */
const QUARTER_HOUR = 900_000;

/** A year and a half of quarter hours, one by one. */
const MOST_OFFSETS = 50_000;

/** One IANA zone. "Wall" times are what a clock there shows, kept as if they were UTC milliseconds. */
export interface Zone {
  name: string;
  toWall(instant: number): number;
  toInstant(wall: number): number;
  /** "KST", "PST", "GMT+1": as written after a time. */
  letters(instant: number): string;
}

/** Zones of the last pictures; the people of a company live in few. */
const MOST = 16;
const zones = new Map<string, Zone>();

/** An unknown name becomes UTC, which then is what the picture says. Made once for a name: its clock takes a while. */
export function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? createZone(isZone(name) ? name : "UTC");
  zones.delete(name);
  zones.set(name, zone);
  const [oldest] = zones.keys();
  if (zones.size > MOST && oldest !== undefined) zones.delete(oldest);
  return zone;
}

function createZone(zone: string): Zone {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsets = new Map<number, number>();
  const offsetOf = (instant: number): number => {
    const part = Object.fromEntries(clock.formatToParts(instant).map((p) => [p.type, Number(p.value)]));
    return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - instant;
  };
  const toWall = (instant: number): number => {
    if (zone === "UTC") return instant;
    const quarter = Math.floor(instant / QUARTER_HOUR) * QUARTER_HOUR;
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size >= MOST_OFFSETS) offsets.clear();
      offset = offsetOf(quarter);
      offsets.set(quarter, offset);
    }
    return instant + offset;
  };
  return {
    name: zone,
    toWall,
    toInstant(wall) {
      const guess = wall - (toWall(wall) - wall);
      return wall - (toWall(guess) - guess);
    },
    letters(instant) {
      const known = LETTERS[zone];
      if (known) return known;
      const locale = zone.startsWith("Europe/") ? "en-GB" : "en-US";
      const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" }).formatToParts(instant);
      return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
    },
  };
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
