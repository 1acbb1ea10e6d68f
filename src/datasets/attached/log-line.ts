/** What most log lines begin with: ISO time (space or T, comma or point before the fraction), then perhaps a level. */
const TIME = /\b(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})?/;
const LEVEL = /\b(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRITICAL)\b/i;
/** Both stand near the beginning; what is further on is the message. */
const HEAD_CHARS = 120;

/** A line's time as an ISO instant (UTC where it names no zone) and its level; null where it has none. */
export function readLogLine(line: string): { time: string | null; level: string | null } {
  const head = line.slice(0, HEAD_CHARS);
  const level = LEVEL.exec(head)?.[1]?.toUpperCase() ?? null;
  return { time: timeOf(head), level: level === "WARNING" ? "WARN" : level };
}

function timeOf(head: string): string | null {
  const match = TIME.exec(head);
  if (!match) return null;
  const [, day, clock, fraction = "0", zone = "Z"] = match;
  const offset = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const at = new Date(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
