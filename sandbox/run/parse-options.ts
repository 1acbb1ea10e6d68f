import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { UsageError } from "./errors.ts";

/** `parseArgs`, strict, with its complaints as one plain sentence. */
export function parseOptions<O extends ParseArgsOptionsConfig, P extends boolean>(
  args: string[],
  options: O,
  allowPositionals: P,
) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true });
  } catch (error) {
    const [first = ""] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`${first.replace(/\.?$/, "")}.`);
  }
}

export function portOption(value: string): number {
  const port = Number(value);
  if (value.trim() === "" || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port: "${value}" is not a port number.`);
  return port;
}

export function isoOption(value: string | undefined): string | undefined {
  if (value !== undefined && Number.isNaN(Date.parse(value)))
    throw new UsageError(`--now: "${value}" is not an ISO time such as 2026-11-20T09:00:00+09:00.`);
  return value;
}
