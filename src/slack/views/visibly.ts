import { showInvisible } from "../../../redaction/clean-text.ts";

/** The same with every string in it as `showInvisible` tells it: a card hides nothing and reads from left to right. */
export function visibly<T>(value: T): T {
  if (typeof value === "string") return showInvisible(value) as T;
  if (Array.isArray(value)) return value.map(visibly) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visibly(one)])) as T;
}
