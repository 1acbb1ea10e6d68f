/** Members that travel outside the body of a REST request or answer: in path, query, headers, status, or as the body. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";
import type { LoadedOperation } from "./loaded.ts";
import { readScalar, writeScalar } from "./scalars.ts";
import type { SignedRequest } from "./sigv4.ts";
import { traitsOf } from "./traits.ts";

type Members = Record<string, unknown>;

/** Whether the member is one of the body's own. */
export function inBody(member: Schema): boolean {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode } =
    traitsOf(member);
  const elsewhere = [httpLabel, httpQuery, httpQueryParams, httpHeader, httpPayload, httpResponseCode].some(Boolean);
  return !elsewhere && httpPrefixHeaders === undefined;
}

/** The member that is the whole body, where there is one. */
export function payloadOf(schema: Schema): [name: string, member: Schema] | undefined {
  return [...schema.structIterator()].find(([, member]) => traitsOf(member).httpPayload);
}

export function readBindings(operation: LoadedOperation, request: SignedRequest): Members {
  const [path = "", query = ""] = request.url.split("?");
  const values = operation.route?.path.exec(path)?.slice(1) ?? [];
  const labels = new Map((operation.route?.labels ?? []).map((label, i) => [label, values[i] ?? ""]));
  const params = new URLSearchParams(query);
  const found: Members = {};
  const ownNames = new Set<string>();
  for (const [name, member] of operation.input.structIterator()) {
    const { httpQuery, httpHeader, httpPrefixHeaders } = traitsOf(member);
    const label = labels.get(name);
    if (label !== undefined) found[name] = readScalar(member, decodeURIComponent(label));
    else if (httpQuery) {
      ownNames.add(httpQuery);
      if (params.has(httpQuery)) found[name] = readParameter(member, params.getAll(httpQuery));
    } else if (httpHeader) {
      const value = one(request.headers[httpHeader.toLowerCase()]);
      if (value !== undefined) found[name] = readHeader(member, value);
    } else if (httpPrefixHeaders !== undefined) found[name] = readPrefixed(member, httpPrefixHeaders, request.headers);
  }
  for (const [name, member] of operation.input.structIterator())
    if (traitsOf(member).httpQueryParams) found[name] = readRest(member, params, ownNames);
  return found;
}

function readParameter(member: Schema, values: string[]): unknown {
  return member.isListSchema()
    ? values.map((value) => readScalar(member.getValueSchema(), value))
    : readScalar(member, values[0] ?? "");
}

function readRest(member: Schema, params: URLSearchParams, taken: Set<string>): Members {
  const names = [...new Set(params.keys())].filter((name) => !taken.has(name));
  return Object.fromEntries(names.map((name) => [name, readParameter(member.getValueSchema(), params.getAll(name))]));
}

function readHeader(member: Schema, value: string): unknown {
  if (!member.isListSchema()) return readScalar(member, value);
  const item = member.getValueSchema();
  const parts = item.isTimestampSchema() ? (value.match(/[^,]+,[^,]+/g) ?? []) : splitQuoted(value);
  return parts.map((part) => readScalar(item, part.trim()));
}

/** Commas part the items, except within quotes. */
const splitQuoted = (value: string): string[] =>
  [...value.matchAll(/\s*("(?:[^"\\]|\\.)*"|[^,]*)\s*(?:,|$)/g)]
    .map(([, item = ""]) => (item.startsWith('"') ? item.slice(1, -1).replace(/\\(.)/g, "$1") : item.trim()))
    .filter((item, i, all) => item !== "" || i < all.length - 1);

function readPrefixed(member: Schema, prefix: string, headers: SignedRequest["headers"]): Members | undefined {
  const start = prefix.toLowerCase();
  const found = Object.entries(headers).filter(([name]) => name.startsWith(start));
  if (found.length === 0) return undefined;
  const item = member.getValueSchema();
  return Object.fromEntries(
    found.map(([name, value]) => [name.slice(start.length), readScalar(item, one(value) ?? "")]),
  );
}

interface Bound {
  headers: Record<string, string>;
  /** Where a member is the answer's status. */
  status?: number;
}

export function writeBindings(schema: Schema, value: Members): Bound {
  const headers: Record<string, string> = {};
  let status: number | undefined;
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } = traitsOf(member);
    const inner = value[name];
    if (inner === undefined || inner === null) continue;
    if (httpResponseCode) status = Number(inner);
    else if (httpHeader) headers[httpHeader.toLowerCase()] = writeHeader(member, inner);
    else if (httpPrefixHeaders !== undefined)
      for (const [key, item] of Object.entries(inner))
        headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = writeScalar(member.getValueSchema(), item, "header");
  }
  return { headers, ...(status === undefined ? {} : { status }) };
}

function writeHeader(member: Schema, value: unknown): string {
  if (!member.isListSchema()) return writeScalar(member, value, "header");
  const item = member.getValueSchema();
  const texts = (value as unknown[]).map((x) => writeScalar(item, x, "header"));
  if (item.isTimestampSchema()) return texts.join(", ");
  return texts.map((text) => (/[",]/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text)).join(", ");
}

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(", ") : value;
