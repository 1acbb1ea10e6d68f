/** JSON bodies and values, by the SDK's own schemas. `rest`: members may have another name on the wire. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { Refusal } from "./errors.ts";
import { checkMembers } from "./members.ts";
import { readTime, writeJsonTime } from "./scalars.ts";
import { traitsOf } from "./traits.ts";

const bad = (what: string) => new Refusal("malformed", what);

/** @throws Refusal malformed. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw bad("The body is not valid JSON");
  }
}

export function readJson(schema: Schema, value: unknown, rest: boolean): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isUnitSchema()) return {};
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    const given = asObject(value);
    const out: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const inner = readJson(member, given[rest ? (traitsOf(member).jsonName ?? name) : name], rest);
      if (inner !== undefined) out[name] = inner;
    }
    return out;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw bad("Expected a list");
    return value.map((item) => readJson(schema.getValueSchema(), item, rest) ?? null);
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(asObject(value));
    return Object.fromEntries(entries.map(([k, item]) => [k, readJson(schema.getValueSchema(), item, rest)]));
  }
  return readJsonScalar(schema, value);
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad("Expected an object");
  return value as Record<string, unknown>;
}

function readJsonScalar(schema: Schema, value: unknown): unknown {
  if (schema.isTimestampSchema()) return readTime(value);
  if (schema.isBlobSchema()) {
    if (typeof value !== "string") throw bad("Expected base64 text");
    return new Uint8Array(Buffer.from(value, "base64"));
  }
  if (schema.isNumericSchema()) {
    if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
    if (typeof value !== "number") throw bad("Expected a number");
    return value;
  }
  if (schema.isBooleanSchema()) {
    if (typeof value !== "boolean") throw bad("Expected true or false");
    return value;
  }
  if (typeof value !== "string") throw bad("Expected a string");
  return value;
}

export function writeJson(schema: Schema, value: unknown, rest: boolean): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    checkMembers(schema, value);
    const out: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const inner = writeJson(member, (value as Record<string, unknown>)[name], rest);
      if (inner !== undefined) out[rest ? (traitsOf(member).jsonName ?? name) : name] = inner;
    }
    return out;
  }
  if (schema.isListSchema())
    return (value as unknown[]).map((item) => writeJson(schema.getValueSchema(), item, rest) ?? null);
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value).map(([k, item]) => [k, writeJson(schema.getValueSchema(), item, rest)]),
    );
  if (schema.isTimestampSchema()) return writeJsonTime(schema, value as Date);
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString("base64");
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}
