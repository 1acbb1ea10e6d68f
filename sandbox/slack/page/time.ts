/** Times as the person who is looking reads them: their zone, their language. */
export interface Times {
  clock(ts: string): string;
  day(ts: string): string;
  full(ts: string): string;
  sameDay(a: string, b: string): boolean;
  /** The time of day somewhere else. */
  clockIn(zone: string, epochMs: number): string;
}

export function createTimes(locale: string, timeZone: string): Times {
  const at = (ts: string): Date => new Date(Number(ts) * 1000);
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ weekday: "long", month: "long", day: "numeric" });
  const full = format({ dateStyle: "full", timeStyle: "long", hourCycle: "h23" } as Intl.DateTimeFormatOptions);
  const key = format({ year: "numeric", month: "2-digit", day: "2-digit" });
  return {
    clock: (ts) => clock.format(at(ts)),
    day: (ts) => day.format(at(ts)),
    full: (ts) => full.format(at(ts)),
    sameDay: (a, b) => key.format(at(a)) === key.format(at(b)),
    clockIn: (zone, epochMs) =>
      new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
        epochMs,
      ),
  };
}
