/** From an operation's output to the wire, by the SDK's own schema of the output. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { escapeXml } from "./xml.ts";

/** A member the schema does not have would silently vanish on the client's side: a bug here, so it is one. */
function checkMembers(schema: Schema, value: object): void {
  const known = new Set([...schema.structIterator()].map(([name]) => name));
  for (const key of Object.keys(value))
    if (!known.has(key)) throw new Error(`${schema.getName()} has no member ${key}`);
}

/** 5 date-time, 6 http-date, 7 epoch-seconds: the ids a schema may fix for a timestamp. */
function timestampFormat(schema: Schema): number {
  return schema.getSchema() as unknown as number;
}

export function writeJson(schema: Schema, value: unknown, rest: boolean): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    checkMembers(schema, value as object);
    const out: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const inner = writeJson(member, (value as Record<string, unknown>)[name], rest);
      if (inner !== undefined) out[rest ? String(member.getMergedTraits().jsonName ?? name) : name] = inner;
    }
    return out;
  }
  if (schema.isListSchema())
    return (value as unknown[]).map((x) => writeJson(schema.getValueSchema(), x, rest) ?? null);
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value as object).map(([k, x]) => [k, writeJson(schema.getValueSchema(), x, rest)]),
    );
  if (schema.isTimestampSchema())
    return timestampFormat(schema) === 5 ? isoTime(value as Date) : (value as Date).getTime() / 1000;
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString("base64");
  return value;
}

const isoTime = (time: Date): string => time.toISOString();

function writeXml(schema: Schema, name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (schema.isStructSchema()) return `<${name}>${writeMembers(schema, value as object)}</${name}>`;
  if (schema.isListSchema()) {
    const flat = schema.getMergedTraits().xmlFlattened;
    const item = schema.getValueSchema();
    const itemName = flat ? name : String(item.getMergedTraits().xmlName ?? "member");
    const items = (value as unknown[]).map((x) => writeXml(item, itemName, x)).join("");
    return flat ? items : `<${name}>${items}</${name}>`;
  }
  if (schema.isMapSchema()) {
    const keyName = String(schema.getKeySchema().getMergedTraits().xmlName ?? "key");
    const valueName = String(schema.getValueSchema().getMergedTraits().xmlName ?? "value");
    const flat = schema.getMergedTraits().xmlFlattened;
    const entries = Object.entries(value as object).map(([k, x]) => {
      const inner = `<${keyName}>${escapeXml(k)}</${keyName}>${writeXml(schema.getValueSchema(), valueName, x)}`;
      return flat ? `<${name}>${inner}</${name}>` : `<entry>${inner}</entry>`;
    });
    return flat ? entries.join("") : `<${name}>${entries.join("")}</${name}>`;
  }
  return `<${name}>${escapeXml(scalarText(schema, value))}</${name}>`;
}

export function writeMembers(schema: Schema, value: object): string {
  checkMembers(schema, value);
  return [...schema.structIterator()]
    .map(([key, member]) =>
      writeXml(member, String(member.getMergedTraits().xmlName ?? key), (value as Record<string, unknown>)[key]),
    )
    .join("");
}

function scalarText(schema: Schema, value: unknown): string {
  if (schema.isTimestampSchema()) {
    const time = value as Date;
    if (timestampFormat(schema) === 6) return time.toUTCString();
    return timestampFormat(schema) === 7 ? String(time.getTime() / 1000) : isoTime(time);
  }
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString("base64");
  return String(value);
}
