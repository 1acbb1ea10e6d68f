import { dateFormat } from "../date-format.ts";
import type { ClaimOrigin as Origin } from "../ports/turn.ts";
import type { StoredDataset } from "./computed-values.ts";
import { type Moment, momentsIn } from "./moments.ts";

const DATE = /^\d{4}-\d{2}-\d{2}/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The moments that results prove, by how exactly they may be printed. */
export interface KnownMoments {
  proves(moment: Moment): boolean;
  /** Null for one that was only said by a person, or by code. */
  originOf(moment: Moment): Origin | null;
}

/**
 * From the cells, periods and freshness of results, in the reader's zone and in UTC; the first and the last day of a
 * month that occurs; and what was said in the thread.
 */
export function knownMoments(datasets: StoredDataset[], zone: string, now: number, said: string[]): KnownMoments {
  const known = { local: new Map<string, Origin | null>(), utc: new Map<string, Origin | null>() };
  const offset = offsets(zone);
  const add = (keys: Map<string, Origin | null>, key: string, origin: Origin | null) => {
    if (!keys.has(key)) keys.set(key, origin);
  };
  const addInstant = (ms: number, origin: Origin | null) => {
    // A log line begins with a time as well, and is none.
    if (Number.isNaN(ms)) return;
    for (const key of keysOf(ms + offset(ms), true)) add(known.local, key, origin);
    for (const key of keysOf(ms, true)) add(known.utc, key, origin);
  };
  const addDay = (text: string, origin: Origin | null) => {
    const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(day)) return;
    for (const at of [day, monthStart(day, 0), monthStart(day, 1) - DAY_MS])
      for (const keys of [known.local, known.utc]) for (const key of keysOf(at, false)) add(keys, key, origin);
  };
  const addText = (text: string, origin: Origin) => {
    if (INSTANT.test(text)) addInstant(Date.parse(text), origin);
    else if (DATE.test(text)) addDay(text, origin);
  };

  addInstant(now, null);
  addDay(new Date(now + offset(now)).toISOString(), null);
  for (const { info, rows } of datasets) {
    const { handle, period } = info;
    info.columns.forEach((column, at) => {
      if (column.type === "number" || column.type === "money" || column.type === "bool") return;
      rows.forEach((row, index) => {
        const cell = row[at];
        if (typeof cell === "string") addText(cell, { handle, how: `row ${index + 1}, ${column.name}` });
      });
    });
    if (period) {
      const last = new Date(Date.parse(period.to) - 1).toISOString();
      for (const text of [period.from, period.to, last]) {
        if (period.utcDays) addDay(text, { handle, how: "period" });
        else addInstant(Date.parse(text), { handle, how: "period" });
      }
    }
    const told = info.notes.flatMap((note) => Object.values(note.params ?? {}));
    for (const text of [info.source.freshTo, ...told])
      if (typeof text === "string") addText(text, { handle, how: "freshness" });
  }
  for (const moment of said.flatMap(momentsIn)) {
    const { year, ...withoutYear } = moment;
    // Said with its year, a day may be repeated without it.
    for (const keys of [known.local, known.utc])
      for (const key of [keyOf(moment), ...(withoutYear.month ? [keyOf(withoutYear)] : [])]) add(keys, key, null);
    const { month, day, hour, minute = 0, second = 0, utc } = moment;
    if (utc && year && month && day && hour !== undefined)
      addInstant(Date.UTC(year, month - 1, day, hour, minute, second), null);
  }

  const keysFor = (moment: Moment) => (moment.utc ? known.utc : known.local);
  return {
    proves: (moment) => keysFor(moment).has(keyOf(moment)),
    originOf: (moment) => keysFor(moment).get(keyOf(moment)) ?? null,
  };
}

const two = (n: number) => String(n).padStart(2, "0");

/** A key per way to print a moment; `ms` is already shifted into the zone it is printed in. */
function keysOf(ms: number, withClock: boolean): string[] {
  const [date = "", rest = ""] = new Date(ms).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const dates = [`${year}-${month}-${day}`, `${month}-${day}`, `${year}-${month}`];
  if (!withClock) return dates;
  const clocks = [rest.slice(0, 2), rest.slice(0, 5), rest.slice(0, 8)];
  return [
    ...dates,
    ...clocks.map((clock) => ` ${clock}`),
    ...clocks.flatMap((c) => dates.slice(0, 2).map((d) => `${d} ${c}`)),
  ];
}

function keyOf({ year, month, day, hour, minute, second }: Moment): string {
  const date = [year, month, day].flatMap((part) => (part === undefined ? [] : [two(part)])).join("-");
  if (hour === undefined) return date;
  const clock = [hour, minute, second].flatMap((part) => (part === undefined ? [] : [two(part)])).join(":");
  return `${date} ${clock}`;
}

function monthStart(ms: number, months: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** The zone's distance to UTC, asked once for each hour: formatting every cell would take seconds. */
function offsets(zone: string): (ms: number) => number {
  const format = dateFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const made = new Map<number, number>();
  return (ms) => {
    const hour = Math.floor(ms / HOUR_MS);
    const known = made.get(hour);
    if (known !== undefined) return known;
    const name = format.formatToParts(hour * HOUR_MS).find((part) => part.type === "timeZoneName")?.value ?? "";
    const [, sign, hours = "0", minutes = "0"] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
    const offset = (sign === "-" ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * 60_000);
    made.set(hour, offset);
    return offset;
  };
}
