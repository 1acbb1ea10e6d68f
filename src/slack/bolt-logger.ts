import type { Log } from "../log.ts";

/**
 * Slack's SDKs log to our log: stdout stays free and secrets are redacted. What they say of every call and every ping
 * is left out: it holds whole bodies, and costs more than the calls.
 */
export function boltLogger(log: Log) {
  const say =
    (level: "debug" | "info" | "warn" | "error") =>
    (...parts: unknown[]) =>
      log[level](parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" "));
  return {
    debug() {},
    info: say("debug"),
    warn: say("warn"),
    error: say("error"),
    setLevel() {},
    getLevel: () => "info" as never,
    setName() {},
  };
}
