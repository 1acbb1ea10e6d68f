/** The input of the query protocols: `Filter.1.Value.2=x` and its like. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { Refusal } from "./errors.ts";
import { readScalar } from "./scalars.ts";
import { traitsOf } from "./traits.ts";

export type Tree = { [key: string]: Tree | string };

const bad = (what: string) => new Refusal("malformed", what);
const branch = (): Tree => Object.create(null);

/** Dotted names become a tree of names and numbers. */
export function formTree(body: string): Tree {
  const root = branch();
  for (const [key, value] of new URLSearchParams(body)) {
    let node = root;
    const parts = key.split(".");
    const last = parts.pop() as string;
    for (const part of parts) {
      const next = node[part] ?? branch();
      if (typeof next === "string") throw bad(`${key} is given twice`);
      node[part] = next;
      node = next;
    }
    node[last] = value;
  }
  return root;
}

export function readForm(schema: Schema, node: Tree | string | undefined, ec2: boolean): unknown {
  if (node === undefined) return undefined;
  if (schema.isUnitSchema()) return {};
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
    const item = schema.getValueSchema();
    const flat = ec2 || traitsOf(schema).xmlFlattened;
    return numbered(flat ? node : (node[traitsOf(item).xmlName ?? "member"] ?? node)).map((n) =>
      readForm(item, n, ec2),
    );
  }
  if (schema.isMapSchema()) {
    if (typeof node === "string") throw bad("Expected a map");
    const keyName = traitsOf(schema.getKeySchema()).xmlName ?? "key";
    const valueName = traitsOf(schema.getValueSchema()).xmlName ?? "value";
    const entries = numbered(traitsOf(schema).xmlFlattened ? node : (node.entry ?? node)) as Tree[];
    return Object.fromEntries(entries.map((e) => [e[keyName], readForm(schema.getValueSchema(), e[valueName], ec2)]));
  }
  if (typeof node !== "string") throw bad("Expected a value");
  return readScalar(schema, node);
}

function formName(member: Schema, name: string, ec2: boolean): string {
  const { ec2QueryName, xmlName } = traitsOf(member);
  const own = xmlName ?? name;
  if (!ec2) return own;
  return ec2QueryName ?? own.charAt(0).toUpperCase() + own.slice(1);
}

function numbered(node: Tree | string): (Tree | string)[] {
  if (typeof node === "string") throw bad("Expected numbered members");
  const keys = Object.keys(node).filter((k) => /^\d+$/.test(k));
  return keys.sort((a, b) => Number(a) - Number(b)).map((k) => node[k] as Tree | string);
}
