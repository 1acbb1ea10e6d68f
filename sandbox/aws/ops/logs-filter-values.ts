/** What the kinds of filter pattern have in common. */
import type { AwsError } from "../wire/errors.ts";
import { invalid } from "./logs-groups.ts";

export type Matches = (message: string) => boolean;

export const unreadable = (): AwsError => invalid("Invalid filter pattern");

export function regexFilter(source: string): Matches {
  try {
    const regex = new RegExp(source);
    return (message) => regex.test(message);
  } catch {
    throw unreadable();
  }
}

/** `*` stands for any text. */
export function wildcard(value: string): Matches {
  const source = value
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const regex = new RegExp(`^${source}$`, "s");
  return (text) => regex.test(text);
}

/** Numbers only: a text is never smaller or larger. */
export function compared(a: number, operator: string, b: number): boolean {
  if (!Number.isFinite(a)) return false;
  return { "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b }[operator] ?? false;
}
