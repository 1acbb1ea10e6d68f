import { ProcessFailure, Refusal, UsageError } from "./errors.ts";
import { readEntry } from "./log-line.ts";

/** Tells on standard error why the program ends, and gives its exit code. */
export function explain(error: unknown, usage: string): number {
  const [text, code] = inWords(error, usage);
  process.stderr.write(`${text}\n`);
  return code;
}

function inWords(error: unknown, usage: string): [string, number] {
  if (error instanceof UsageError) return [`${error.message}\n\n${usage}`, 64];
  if (error instanceof Refusal) return [error.message, 1];
  if (error instanceof ProcessFailure) {
    const last = error.lastLines.map((line) => `  ${readEntry(line)?.msg ?? line}`);
    return [[`${error.message}.`, ...(last.length > 0 ? ["Its last lines:", ...last] : [])].join("\n"), 1];
  }
  return [error instanceof Error ? (error.stack ?? error.message) : String(error), 1];
}
