import type { IncomingMessage } from "node:http";
import { isRecord } from "../blocks/is-record.ts";
import type { Json } from "../entities.ts";

/** The whole body; rejects when it is longer than `max` bytes. */
export async function readBody(request: IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) throw new Error("body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A form's or JSON's fields, with those of the query string beneath them. Undefined when the JSON is broken. */
export function parseFields(contentType: string, body: Buffer, query: URLSearchParams): Json | undefined {
  const fields: Json = Object.fromEntries(query);
  if (body.length === 0) return fields;
  if (!contentType.startsWith("application/json")) {
    return { ...fields, ...Object.fromEntries(new URLSearchParams(body.toString("utf8"))) };
  }
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return isRecord(parsed) ? { ...fields, ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
