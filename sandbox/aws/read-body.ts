import type { IncomingMessage } from "node:http";
import { BODY_LIMIT } from "./wire/body-encoding.ts";
import { Refusal } from "./wire/errors.ts";

/** @throws Refusal tooLarge past the limit of the wire. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Refusal("tooLarge", "The request body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
