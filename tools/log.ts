import { pino } from "pino";
import type { Redactor } from "../redaction/redact.ts";

export type Log = Pick<pino.Logger, "debug" | "info" | "warn" | "error">;

/** JSON lines on stderr: stdout belongs to JSON-RPC. Every string passes the redaction. */
export function createLog(level: string, redactor: Redactor): Log {
  return pino(
    {
      level,
      base: { name: "tools" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => redactor.redactDeep(fields) },
      serializers: {
        err: (error: unknown) =>
          error instanceof Error
            ? redactor.redactDeep({ name: error.name, message: error.message, stack: error.stack ?? "" })
            : error,
      },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === "string" ? redactor.redact(arg) : arg)) as typeof args;
          method.apply(this, clean);
        },
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
