/** Members that must be there, and members that must not. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { Refusal } from "./errors.ts";
import { requiredCount } from "./traits.ts";

/** A member the schema does not have would silently vanish on the client's side: a bug of the operation. */
export function checkMembers(schema: Schema, value: object): void {
  const known = new Set([...schema.structIterator()].map(([name]) => name));
  for (const key of Object.keys(value))
    if (!known.has(key)) throw new Error(`${schema.getName()} has no member ${key}`);
}

/** @throws Refusal missingMember, naming it by its path. */
export function checkRequired(schema: Schema, value: unknown, path = ""): void {
  if (schema.isListSchema() && Array.isArray(value)) {
    for (const [i, item] of value.entries()) checkRequired(schema.getValueSchema(), item, `${path}.${i + 1}`);
  } else if (schema.isMapSchema() && value && typeof value === "object") {
    for (const [k, item] of Object.entries(value)) checkRequired(schema.getValueSchema(), item, `${path}.${k}`);
  } else if (schema.isStructSchema() && value && typeof value === "object") {
    const required = requiredCount(schema);
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
