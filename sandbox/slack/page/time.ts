/** Times as the person who is looking reads them: their zone, the page's language. */
export interface Times {
  clock(ts: string): string;
  day(ts: string): string;
  full(ts: string): string;
  sameDay(a: string, b: string): boolean;
  /** The time of day somewhere else. */
  clockIn(zone: string, epochMs: number): string;
  /** `2026-11-20T09:12` of an epoch in seconds, for a picker; "" when there is none. */
  local(epoch: number): string;
  /** The epoch in seconds of what a picker holds. */
  epochOf(local: string): number;
}

export function createTimes(locale: string, timeZone: string): Times {
  const at = (ts: string): Date => new Date(Number(ts) * 1000);
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ weekday: "long", month: "long", day: "numeric" });
  const full = format({ dateStyle: "full", timeStyle: "long", hourCycle: "h23" } as Intl.DateTimeFormatOptions);
  const key = format({ year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const local = (epoch: number): string => (Number.isFinite(epoch) ? parts.format(epoch * 1000).replace(" ", "T") : "");
  return {
    clock: (ts) => clock.format(at(ts)),
    day: (ts) => day.format(at(ts)),
    full: (ts) => full.format(at(ts)),
    sameDay: (a, b) => key.format(at(a)) === key.format(at(b)),
    clockIn: (zone, epochMs) =>
      new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
        epochMs,
      ),
    local,
    epochOf(wanted) {
      const asUtc = Date.parse(`${wanted}Z`) / 1000;
      // The zone's offset then; a second look settles the hours around a change of the clocks.
      const offsetAt = (epoch: number): number => Date.parse(`${local(epoch)}Z`) / 1000 - epoch;
      const first = asUtc - offsetAt(asUtc);
      return asUtc - offsetAt(first);
    },
  };
}
