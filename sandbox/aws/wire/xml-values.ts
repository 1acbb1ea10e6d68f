/** XML bodies and values, by the SDK's own schemas. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { checkMembers } from "./members.ts";
import { readScalar, writeScalar } from "./scalars.ts";
import { traitsOf } from "./traits.ts";
import { escapeXml, type XmlElement } from "./xml.ts";

function writeXml(schema: Schema, name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (schema.isStructSchema()) return `<${name}${attributes(schema, value)}>${writeMembers(schema, value)}</${name}>`;
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const flat = traitsOf(schema).xmlFlattened;
    const itemName = flat ? name : (traitsOf(item).xmlName ?? "member");
    const items = (value as unknown[]).map((x) => writeXml(item, itemName, x)).join("");
    return flat ? items : `<${name}>${items}</${name}>`;
  }
  if (schema.isMapSchema()) {
    const keyName = traitsOf(schema.getKeySchema()).xmlName ?? "key";
    const valueName = traitsOf(schema.getValueSchema()).xmlName ?? "value";
    const flat = traitsOf(schema).xmlFlattened;
    const entries = Object.entries(value).map(([k, x]) => {
      const inner = `<${keyName}>${escapeXml(k)}</${keyName}>${writeXml(schema.getValueSchema(), valueName, x)}`;
      return flat ? `<${name}>${inner}</${name}>` : `<entry>${inner}</entry>`;
    });
    return flat ? entries.join("") : `<${name}>${entries.join("")}</${name}>`;
  }
  return `<${name}>${escapeXml(writeScalar(schema, value, "body"))}</${name}>`;
}

/** The members as child elements; `only` leaves out those that travel elsewhere. */
export function writeMembers(schema: Schema, value: object, only: (member: Schema) => boolean = () => true): string {
  checkMembers(schema, value);
  return [...schema.structIterator()]
    .filter(([, member]) => only(member) && !traitsOf(member).xmlAttribute)
    .map(([key, member]) => writeXml(member, traitsOf(member).xmlName ?? key, (value as Record<string, unknown>)[key]))
    .join("");
}

function attributes(schema: Schema, value: object): string {
  return [...schema.structIterator()]
    .filter(([key, member]) => traitsOf(member).xmlAttribute && (value as Record<string, unknown>)[key] !== undefined)
    .map(([key, member]) => {
      const name = traitsOf(member).xmlName ?? key;
      const space = name.startsWith("xsi:") ? ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` : "";
      return `${space} ${name}="${escapeXml(String((value as Record<string, unknown>)[key]))}"`;
    })
    .join("");
}

export function readXml(schema: Schema, element: XmlElement): unknown {
  if (schema.isStructSchema()) return readXmlMembers(schema, element);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const name = traitsOf(item).xmlName ?? "member";
    return element.children.filter((c) => c.name === name).map((c) => readXml(item, c));
  }
  if (schema.isMapSchema())
    return readEntries(
      schema,
      element.children.filter((c) => c.name === "entry"),
    );
  return readScalar(schema, schema.isStringSchema() ? element.text : element.text.trim());
}

export function readXmlMembers(schema: Schema, element: XmlElement): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, member] of schema.structIterator()) {
    const { xmlName = key, xmlAttribute, xmlFlattened } = traitsOf(member);
    const attribute = xmlAttribute ? element.attributes[xmlName] : undefined;
    if (attribute !== undefined) out[key] = readScalar(member, attribute);
    const found = element.children.filter((c) => c.name === xmlName);
    const [first] = found;
    if (!first) continue;
    if (!xmlFlattened) out[key] = readXml(member, first);
    else if (member.isMapSchema()) out[key] = readEntries(member, found);
    else out[key] = found.map((c) => readXml(member.getValueSchema(), c));
  }
  return out;
}

function readEntries(schema: Schema, entries: XmlElement[]): Record<string, unknown> {
  const keyName = traitsOf(schema.getKeySchema()).xmlName ?? "key";
  const valueName = traitsOf(schema.getValueSchema()).xmlName ?? "value";
  return Object.fromEntries(
    entries.map((entry) => {
      const value = entry.children.find((c) => c.name === valueName);
      const key = entry.children.find((c) => c.name === keyName)?.text ?? "";
      return [key, value && readXml(schema.getValueSchema(), value)];
    }),
  );
}
