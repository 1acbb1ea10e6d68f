import type { Log } from "../../../src/log.ts";

/** A log that keeps what was said, after the same redaction as the real one would see it. */
export function recordLog(): { log: Log; entries: { level: string; fields: object; message: string }[] } {
  const entries: { level: string; fields: object; message: string }[] = [];
  const at =
    (level: string) =>
    (fields: object, message: string): void =>
      void entries.push({ level, fields, message });
  const log = {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: () => log,
  } as unknown as Log;
  return { log, entries };
}
