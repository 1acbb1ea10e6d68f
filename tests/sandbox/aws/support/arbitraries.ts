/** Random inputs and outputs of an operation, from the schema that the SDK's client has of it. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import fc from "fast-check";
import { requiredCount, traitsOf } from "../../../../sandbox/aws/wire/traits.ts";

/** Where a value travels decides what it may hold. */
type Place = "body" | "header" | "label";

/** A parser of XML may drop text that is nothing but spaces. */
const trimmed = (text: string) => text.trim() || "x";
const inHeader = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 10 }).map(trimmed);
const anyText = fc.oneof(
  inHeader,
  fc.constantFrom('주문 API <1> & "2"', "a,b;c='d'", "emoji 🙂 ok", "a+b%20c/d?e=f&g", "line\nbreak\ttab", "]]>"),
);

/** The client computes, checks or encodes these itself. */
export const isOfTheClient = (name: string) => isComputed(name) || /^Content(Length|Type)$/.test(name);
const isComputed = (name: string) => /^(Expected)?Checksum|MD5$|SSECustomerKey$|^ExpiresString$/.test(name);

/** Names that the client itself checks or rewrites before it sends. */
const byName: Record<string, fc.Arbitrary<unknown>> = {
  Bucket: fc.stringMatching(/^[a-z][a-z0-9]{4,12}$/),
  Key: fc.constantFrom("a", "logs/2026/11/21 주문.log", "x y+z&=?#%.txt", "deep/er/file'(1)!.gz"),
};

/** Where a structure that holds itself ends. */
const DEEPEST = 5;

export function arbitraryOf(schema: Schema, depth = 0, place: Place = "body"): fc.Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (depth > DEEPEST && schema.isListSchema()) return fc.constant([]);
  if (depth > DEEPEST && (schema.isMapSchema() || schema.isUnionSchema())) return fc.constant({});
  if (schema.isStructSchema()) return structureOf(schema, depth);
  if (schema.isListSchema())
    return fc.array(arbitraryOf(schema.getValueSchema(), depth + 1, place), { minLength: 1, maxLength: 3 });
  if (schema.isMapSchema()) {
    const key = place === "header" ? fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/) : anyText;
    const value = arbitraryOf(schema.getValueSchema(), depth + 1, place);
    return fc.dictionary(key, value, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
  }
  if (schema.isTimestampSchema()) {
    const step = place === "body" ? 250 : 1000;
    return fc.integer({ min: 0, max: 4_000_000_000 }).map((n) => new Date(n * step));
  }
  if (schema.isNumericSchema())
    return fc.oneof(fc.integer({ min: -5, max: 1_000_000 }), fc.constantFrom(0.5, 1e-7, 2 ** 40));
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 300 });
  if (schema.isDocumentSchema()) return fc.constant({ a: 1 });
  return place === "header" ? inHeader : anyText;
}

function structureOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const required = requiredCount(schema);
  const kept = [...schema.structIterator()].filter(([name, m]) => !(traitsOf(m).httpHeader && isComputed(name)));
  // Forms and XML cannot tell an empty structure from none: one member is always there.
  const members = kept.filter(
    ([, m], i) => i < Math.max(1, required) || m.isIdempotencyToken() || depth < 3 || schema.isUnionSchema(),
  );
  const parts = members.map(([name, member]) => [name, memberOf(name, member, depth)] as const);
  if (schema.isUnionSchema()) return fc.oneof(...parts.map(([name, part]) => part.map((v) => ({ [name]: v }))));
  // The client makes up what of these is not given.
  const filled = (m: Schema) => m.isIdempotencyToken() || traitsOf(m).httpPayload || traitsOf(m).httpResponseCode;
  const always = members.filter(([, m], i) => i < required || filled(m)).map(([name]) => name);
  const requiredKeys = always.length > 0 ? always : members.slice(0, 1).map(([name]) => name);
  return fc.record(Object.fromEntries(parts), { requiredKeys, noNullPrototype: true });
}

function memberOf(name: string, member: Schema, depth: number): fc.Arbitrary<unknown> {
  const traits = traitsOf(member);
  if (traits.httpResponseCode) return fc.constantFrom(200, 202);
  if (traits.httpHeader || traits.httpPrefixHeaders !== undefined) return arbitraryOf(member, depth + 1, "header");
  const known = byName[name];
  if (known && traits.httpLabel) return known;
  return arbitraryOf(member, depth + 1, traits.httpLabel || traits.httpQuery ? "label" : "body");
}
