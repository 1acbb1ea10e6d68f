import type { IncomingMessage } from "node:http";

const LIMIT = 2 * 1024 * 1024;

/** @throws Error past 2 MiB: nothing this account serves is asked with more. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new Error("The request body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
