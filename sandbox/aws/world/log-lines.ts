/** Lines of a group in a span, made minute by minute as a function of (seed, group, minute); nothing is stored. */
import { MINUTE, seoulHour } from "./calendar.ts";
import type { LogGroup } from "./log-groups.ts";
import { randomOf } from "./random.ts";
import type { Story } from "./story.ts";

export interface LogLine {
  time: number;
  stream: string;
  message: string;
  /** The error it is, for the truth; never served. */
  template?: string;
  /** Where it lies: `<minute>.<line>`. */
  key: string;
}

/** Shoppers sleep at four and are busiest at eight in the evening, Seoul time. */
function loadAt(time: number): number {
  const hour = seoulHour(time);
  return 0.35 + 0.85 * Math.max(0, Math.sin(((hour - 4) / 24) * Math.PI)) + (hour >= 19 && hour <= 21 ? 0.3 : 0);
}

/** Oldest first, `from` inclusive, `to` exclusive. */
export function* linesOf(seed: string, story: Story, group: LogGroup, from: number, to: number): Generator<LogLine> {
  for (let minute = Math.floor(from / MINUTE) * MINUTE; minute < to; minute += MINUTE) {
    const random = randomOf(seed, "logs", group.name, minute);
    const written = group.write(minute, story, random, loadAt(minute));
    const lines = written.map((line, k) => ({
      ...line,
      time: timeOf(line.message, minute, k),
      key: `${minute / MINUTE}.${k}`,
    }));
    lines.sort((a, b) => a.time - b.time);
    for (const line of lines) if (line.time >= from && line.time < to) yield line;
  }
}

/** The time a line says in its own text, so that both agree; else spread over the minute. */
function timeOf(message: string, minute: number, index: number): number {
  const said = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/.exec(message);
  return said ? Date.parse(said[0]) : minute + ((index * 7_919) % 60_000);
}
