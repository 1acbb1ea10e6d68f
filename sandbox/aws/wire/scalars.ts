/** Single values as text: in forms, XML, query strings, labels and headers. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { Refusal } from "./errors.ts";

/** The ids a schema may fix for a timestamp; 4 leaves it to where it stands. */
const DATE_TIME = 5;
const HTTP_DATE = 6;
const EPOCH_SECONDS = 7;

export type Place = "body" | "query" | "header";

const bad = (what: string) => new Refusal("malformed", what);

/** @throws Refusal malformed. */
export function readTime(value: unknown): Date {
  const seconds = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  const time = typeof seconds === "number" ? new Date(seconds * 1000) : new Date(String(seconds));
  if (Number.isNaN(time.getTime())) throw bad("Expected a timestamp");
  return time;
}

export function readScalar(schema: Schema, text: string): unknown {
  if (schema.isNumericSchema()) {
    if (!/^-?(\d+\.?\d*(e[+-]?\d+)?|NaN|Infinity)$/i.test(text)) throw bad(`Expected a number, got ${text}`);
    return Number(text);
  }
  if (schema.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(text)) throw bad(`Expected true or false, got ${text}`);
    return text.toLowerCase() === "true";
  }
  if (schema.isTimestampSchema()) return readTime(text);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, "base64"));
  return text;
}

export function writeScalar(schema: Schema, value: unknown, place: Place): string {
  if (schema.isTimestampSchema()) return writeTime(schema, value as Date, place);
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString("base64");
  return String(value);
}

function writeTime(schema: Schema, time: Date, place: Place): string {
  const fixed = schema.getSchema() as unknown as number;
  const format = fixed > 4 ? fixed : place === "header" ? HTTP_DATE : DATE_TIME;
  if (format === HTTP_DATE) return time.toUTCString();
  return format === EPOCH_SECONDS ? String(time.getTime() / 1000) : time.toISOString();
}

/** JSON bodies carry epoch seconds unless the schema fixes another form. */
export function writeJsonTime(schema: Schema, time: Date): number | string {
  const fixed = schema.getSchema() as unknown as number;
  if (fixed === DATE_TIME) return time.toISOString();
  return fixed === HTTP_DATE ? time.toUTCString() : time.getTime() / 1000;
}
