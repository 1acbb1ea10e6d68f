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
      formatters: { log: masked },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const texts = args.map((arg) => (typeof arg === "string" ? redact(arg) : arg)) as typeof args;
          method.apply(this, texts);
        },
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** Before the formatters of pino, which see an error as an object without fields. */
function masked(fields: Record<string, unknown>): Record<string, unknown> {
  const plain = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plainError(value)]));
  return redactDeep(plain) as Record<string, unknown>;
}

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: plainError(cause) }) };
}
