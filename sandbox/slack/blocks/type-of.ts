import { isRecord } from "./is-record.ts";

/** The `type` of a block or an element, or what stands there in its place. Whatever was sent can be named by it. */
export function typeOf(value: unknown): string {
  if (!isRecord(value)) return Array.isArray(value) ? "array" : typeof value;
  return typeof value.type === "string" ? value.type : typeof value.type;
}
