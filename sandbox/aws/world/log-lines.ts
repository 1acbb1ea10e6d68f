/** Lines of a group in a span, made minute by minute as a function of (seed, group, minute); nothing is stored. */
import { DAY, MINUTE } from "./calendar.ts";
import type { LogGroup } from "./log-groups.ts";
import { timeSaid } from "./log-words.ts";
import { type Random, randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface LogLine {
  time: number;
  stream: string;
  message: string;
  /** The error it is, for the truth; never served. */
  template?: string;
  /** Where it lies: `<minute>.<line>`. */
  key: string;
}

const minuteAt = (time: number) => Math.floor(time / MINUTE) * MINUTE;

/** The lines of the minute that starts at `minute`, oldest first. */
export function linesInMinute(setting: Setting, group: LogGroup, minute: number): LogLine[] {
  if (minute < group.createdAt) return [];
  const random = randomOf(setting.seed, setting.account.id, "logs", group.name, minute);
  const lines: LogLine[] = [];
  for (const kind of group.kinds)
    for (let left = kind.count(minute); left > 0; left -= 1)
      for (const written of kind.write(minute, random))
        lines.push({ ...written, time: written.time ?? timeOf(written.message, minute, random), key: "" });
  lines.sort((a, b) => a.time - b.time);
  for (const [index, line] of lines.entries()) line.key = `${minute / MINUTE}.${index}`;
  return lines;
}

/** Oldest first, `from` inclusive, `to` exclusive. */
export function* linesOf(setting: Setting, group: LogGroup, from: number, to: number): Generator<LogLine> {
  const start = Math.max(minuteAt(from), minuteAt(group.createdAt));
  for (let minute = start; minute < to; minute += MINUTE)
    for (const line of linesInMinute(setting, group, minute)) if (line.time >= from && line.time < to) yield line;
}

const timeOf = (message: string, minute: number, random: Random): number =>
  timeSaid(message, minute) ?? minute + random.int(0, 59_999);

/** What CloudWatch Logs adds to a message's bytes when it counts them. */
export const EVENT_OVERHEAD = 26;
const SAMPLES = 12;

/** Lines and bytes that a group takes in, by minute; bytes rest on the mean length of each kind of line. */
export function ingestionOf(setting: Setting, group: LogGroup): (minute: number) => { events: number; bytes: number } {
  const random: Random = randomOf(setting.seed, setting.account.id, "line-lengths", group.name);
  const sizes = group.kinds.map((kind) => {
    const written = Array.from({ length: SAMPLES }, () => kind.write(setting.anchor, random)).flat();
    const bytes = written.reduce((sum, line) => sum + Buffer.byteLength(line.message) + EVENT_OVERHEAD, 0);
    return bytes / SAMPLES;
  });
  return (minute) => {
    let [events, bytes] = [0, 0];
    for (const [index, kind] of group.kinds.entries()) {
      const count = kind.count(minute);
      if (count === 0) continue;
      events += count * kind.lines;
      bytes += count * (sizes[index] ?? 0);
    }
    return { events, bytes: Math.round(bytes) };
  };
}

/** Each so many minutes of a day are looked at for its bytes. */
const STRIDE = 20;

/** Bytes kept at `now`: what a day brings, for as many days as the group is old or keeps its lines. */
export function storedBytes(setting: Setting, group: LogGroup, now: number): number {
  const ingested = ingestionOf(setting, group);
  let day = 0;
  for (let minute = 0; minute < 7 * 1440; minute += STRIDE)
    day += (ingested(setting.anchor - 7 * DAY + minute * MINUTE).bytes * STRIDE) / 7;
  const days = Math.min((now - group.createdAt) / DAY, group.retentionDays ?? Number.POSITIVE_INFINITY);
  return Math.round(day * Math.max(0, days));
}
