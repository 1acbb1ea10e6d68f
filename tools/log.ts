import { createRequire } from "node:module";
import type { Logger } from "pino";
import type { Redactor } from "../redaction/redact.ts";

const require = createRequire(import.meta.url);
const LEVELS = ["debug", "info", "warn", "error"] as const;

export type Log = Pick<Logger, (typeof LEVELS)[number]>;

/**
 * JSON lines on stderr: stdout belongs to JSON-RPC. Every string passes the redaction. The logger is loaded with the first
 * line: a tenth of the start (`npm run bench -- startup`), in which there is nothing to tell.
 */
export function createLog(level: string, redactor: Redactor): Log {
  let opened: Logger | undefined;
  const write =
    (name: (typeof LEVELS)[number]) =>
    (...line: Parameters<Logger["info"]>) => {
      opened ??= openLog(level, redactor);
      opened[name](...line);
    };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

function openLog(level: string, redactor: Redactor): Logger {
  const { pino } = require("pino") as typeof import("pino");
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
