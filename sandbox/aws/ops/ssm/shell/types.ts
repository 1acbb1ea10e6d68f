/** The shell of a sample host: it answers from facts, and never runs anything. */

import type { HostFacts } from "../../../world/host-facts.ts";
import type { KernelLine } from "../../../world/host-kernel.ts";

export interface Result {
  out: string;
  err: string;
  code: number;
  /** How long it takes. */
  seconds: number;
}

export interface Context {
  facts: HostFacts;
  user: string;
  /** A service's own lines on this host, oldest first, `from` inclusive, `to` exclusive. */
  serviceLines(logGroup: string, from: number, to: number): { time: number; message: string }[];
  kernel(): KernelLine[];
}

/** @param args without the command's own name. @param input what the command before it in the pipe wrote. */
export type Command = (args: string[], input: string, context: Context) => Partial<Result>;

export const failed = (err: string, code = 1): Partial<Result> => ({ err: `${err}\n`, code });
export const lines = (all: readonly string[]): Partial<Result> => ({ out: all.map((line) => `${line}\n`).join("") });

/** Flags like `-n 20`, `-n20`, `--lines=20` and `--lines 20`. */
export function option(args: readonly string[], short: string, long = ""): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === `-${short}` || (long && arg === `--${long}`)) return args[index + 1];
    if (long && arg.startsWith(`--${long}=`)) return arg.slice(long.length + 3);
    if (short.length === 1 && arg.startsWith(`-${short}`) && arg.length > 2 && !arg.startsWith("--"))
      return arg.slice(2);
  }
  return undefined;
}

/** What is neither a flag nor the value of one of `valued`. */
export const operands = (args: readonly string[], valued: readonly string[] = []): string[] =>
  args.filter((arg, index) => !arg.startsWith("-") && !valued.includes(args[index - 1] ?? ""));

export const flagged = (args: readonly string[], letter: string): boolean =>
  args.some((arg) => /^-[A-Za-z]+$/.test(arg) && arg.includes(letter));
