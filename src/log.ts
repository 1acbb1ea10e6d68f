import { pino } from "pino";
import { redact, redactDeep } from "../redaction/redact.ts";

export type Log = Pick<pino.Logger, "debug" | "info" | "warn" | "error"> & {
  child(fields: Record<string, unknown>): Log;
};

/** JSON lines on stderr; every string of message and fields passes the redaction. */
export function createLog(level: string, name: string): Log {
  return pino(
    {
      level,
      name,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => redactDeep(fields) as Record<string, unknown> },
      serializers: { err: (error: unknown) => redactDeep(plainError(error)) },
      hooks: {
        logMethod(args, method) {
          const masked = args.map((arg) => (typeof arg === "string" ? redact(arg) : arg)) as typeof args;
          method.apply(this, masked);
        },
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: plainError(cause) }) };
}
