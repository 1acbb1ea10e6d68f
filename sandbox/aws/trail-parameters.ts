/**
 * The parameters and answer of a call as CloudTrail shows them where no family says otherwise: members in camel
 * case, times in ISO, bytes left out, and what the model marks as sensitive hidden.
 */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import { traitsOf } from "./wire/traits.ts";

const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

export function trailParameters(schema: Schema, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (traitsOf(schema).sensitive) return HIDDEN;
  if (schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].flatMap(([name, member]) => {
      const inner = trailParameters(member, (value as Record<string, unknown>)[name]);
      return inner === undefined ? [] : [[camel(name), inner] as const];
    });
    return Object.fromEntries(members);
  }
  if (schema.isListSchema()) return (value as unknown[]).map((item) => trailParameters(schema.getValueSchema(), item));
  if (schema.isMapSchema()) {
    const entries = Object.entries(value).map(([k, item]) => [k, trailParameters(schema.getValueSchema(), item)]);
    return Object.fromEntries(entries);
  }
  if (schema.isBlobSchema()) return undefined;
  return value instanceof Date ? value.toISOString() : value;
}

/** `InstanceIds` is `instanceIds`, `DBInstanceIdentifier` is `dBInstanceIdentifier`, as CloudTrail has it. */
const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
