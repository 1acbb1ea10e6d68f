/**
 * From the wire to an operation's input: the SDK's own schema of the input is walked, so names, types
 * and required members are checked by the same description the client wrote the request from.
 */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { Refusal } from "./errors.ts";

export type Tree = { [key: string]: Tree | string };

const bad = (what: string) => new Refusal("malformed", what);

/** Members a structure may not go without: the seventh element of its tuple counts the leading required ones. */
export function checkRequired(schema: Schema, value: unknown, path = ""): void {
  if (schema.isListSchema() && Array.isArray(value)) {
    for (const [i, item] of value.entries()) checkRequired(schema.getValueSchema(), item, `${path}.${i + 1}`);
  } else if (schema.isMapSchema() && value && typeof value === "object") {
    for (const [k, item] of Object.entries(value)) checkRequired(schema.getValueSchema(), item, `${path}.${k}`);
  } else if (schema.isStructSchema() && value && typeof value === "object") {
    const tuple = schema.getSchema() as unknown as unknown[];
    const required = typeof tuple[6] === "number" ? tuple[6] : 0;
    let n = 0;
    for (const [name, member] of schema.structIterator()) {
      const inner = (value as Record<string, unknown>)[name];
      const at = path ? `${path}.${name}` : name;
      if (inner === undefined && n < required)
        throw new Refusal("missingMember", `The request must contain the parameter ${at}`);
      if (inner !== undefined) checkRequired(member, inner, at);
      n += 1;
    }
  }
}

export function readJson(schema: Schema, value: unknown, rest: boolean): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    if (typeof value !== "object" || Array.isArray(value)) throw bad("Expected an object");
    const out: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const key = rest ? String(member.getMergedTraits().jsonName ?? name) : name;
      const inner = readJson(member, (value as Record<string, unknown>)[key], rest);
      if (inner !== undefined) out[name] = inner;
    }
    return out;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw bad("Expected a list");
    return value.map((item) => readJson(schema.getValueSchema(), item, rest) ?? null);
  }
  if (schema.isMapSchema()) {
    if (typeof value !== "object" || Array.isArray(value)) throw bad("Expected a map");
    const entries = Object.entries(value as Record<string, unknown>);
    return Object.fromEntries(entries.map(([k, item]) => [k, readJson(schema.getValueSchema(), item, rest)]));
  }
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

/** JSON bodies carry epoch seconds; forms, queries and `date-time` members ISO text. */
function readTime(value: unknown): Date {
  const time = typeof value === "number" ? new Date(value * 1000) : new Date(String(value));
  if (Number.isNaN(time.getTime())) throw bad("Expected a timestamp");
  return time;
}

export function readScalar(schema: Schema, text: string): unknown {
  if (schema.isNumericSchema()) {
    if (!/^-?(\d+\.?\d*(e[+-]?\d+)?|NaN|Infinity)$/i.test(text)) throw bad(`Expected a number, got ${text}`);
    return Number(text);
  }
  if (schema.isBooleanSchema()) {
    if (text !== "true" && text !== "false") throw bad(`Expected true or false, got ${text}`);
    return text === "true";
  }
  if (schema.isTimestampSchema()) return readTime(text);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, "base64"));
  return text;
}

/** `Filter.1.Value.2=x` and its like become a tree of names and numbers. */
export function formTree(body: string): Tree {
  const root: Tree = Object.create(null);
  for (const [key, value] of new URLSearchParams(body)) {
    let node = root;
    const parts = key.split(".");
    const last = parts.pop() as string;
    for (const part of parts) {
      const next = node[part];
      if (typeof next === "string") throw bad(`${key} is given twice`);
      if (next) node = next;
      else {
        const child: Tree = Object.create(null);
        node[part] = child;
        node = child;
      }
    }
    node[last] = value;
  }
  return root;
}

export function readForm(schema: Schema, node: Tree | string | undefined, ec2: boolean): unknown {
  if (node === undefined) return undefined;
  if (schema.isStructSchema()) {
    if (typeof node === "string") throw bad("Expected a structure");
    const out: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const inner = readForm(member, node[formName(member, name, ec2)], ec2);
      if (inner !== undefined) out[name] = inner;
    }
    return out;
  }
  if (schema.isListSchema()) {
    if (node === "") return [];
    if (typeof node === "string") throw bad("Expected a list");
    const flat = ec2 || schema.getMergedTraits().xmlFlattened;
    const inside = flat ? node : (node[String(schema.getValueSchema().getMergedTraits().xmlName ?? "member")] ?? node);
    return numbered(inside).map((item) => readForm(schema.getValueSchema(), item, ec2));
  }
  if (schema.isMapSchema()) {
    if (typeof node === "string") throw bad("Expected a map");
    const keyName = String(schema.getKeySchema().getMergedTraits().xmlName ?? "key");
    const valueName = String(schema.getValueSchema().getMergedTraits().xmlName ?? "value");
    const entries = numbered(schema.getMergedTraits().xmlFlattened ? node : (node.entry ?? node)) as Tree[];
    return Object.fromEntries(entries.map((e) => [e[keyName], readForm(schema.getValueSchema(), e[valueName], ec2)]));
  }
  if (typeof node !== "string") throw bad("Expected a value");
  return readScalar(schema, node);
}

function formName(member: Schema, name: string, ec2: boolean): string {
  const { ec2QueryName, xmlName } = member.getMergedTraits() as { ec2QueryName?: string; xmlName?: string };
  const own = xmlName ?? name;
  if (!ec2) return own;
  return ec2QueryName ?? own.charAt(0).toUpperCase() + own.slice(1);
}

function numbered(node: Tree | string): (Tree | string)[] {
  if (typeof node === "string") throw bad("Expected numbered members");
  const keys = Object.keys(node).filter((k) => /^\d+$/.test(k));
  return keys.sort((a, b) => Number(a) - Number(b)).map((k) => node[k] as Tree | string);
}
