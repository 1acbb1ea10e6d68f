/**
 * A line of a process's log as a person wants it in the terminal; null when it is no warning and no error. Lines that
 * are no log entries stay in the log: when the process ends they are told as its last words.
 */
export function plainLogLine(name: string, line: string): string | null {
  const entry = readEntry(line);
  if (!entry || entry.level < WARN) return null;
  const because = entry.err?.message ? `: ${entry.err.message.split("\n")[0]}` : "";
  return `${entry.level >= ERROR ? "✗" : "!"} ${name}: ${entry.msg}${because}`;
}

/** The fields of a pino line; null when the line is none. */
export function readEntry(line: string): LogEntry | null {
  if (!line.startsWith("{")) return null;
  try {
    const entry = JSON.parse(line) as Partial<LogEntry>;
    return typeof entry.level === "number" ? { msg: "", ...entry, level: entry.level } : null;
  } catch {
    return null;
  }
}

export interface LogEntry {
  /** Pino's: 30 info, 40 warn, 50 error. */
  level: number;
  msg: string;
  err?: { message?: string };
  healthPort?: number;
}

const WARN = 40;
const ERROR = 50;
