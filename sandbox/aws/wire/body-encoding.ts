/** Bodies as SDKs wrap them: gzip where the operation is compressed, aws-chunked where an upload is streamed. */
import { gunzipSync } from "node:zlib";
import { Refusal } from "./errors.ts";
import type { SignedRequest } from "./sigv4.ts";

/** What a body may grow to: nothing this account serves is asked with more. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** @throws Refusal malformed or tooLarge. */
export function unwrapBody(request: SignedRequest): Buffer {
  const codings = String(request.headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(/,\s*/);
  const plain = codings.includes("aws-chunked") ? joinChunks(request.body) : request.body;
  return codings.includes("gzip") ? unzip(plain) : plain;
}

function unzip(body: Buffer): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: BODY_LIMIT });
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw large
      ? new Refusal("tooLarge", "The request body is too large")
      : new Refusal("malformed", "The body is not valid gzip");
  }
}

/** Chunks of `<hex length>[;chunk-signature=...]CRLF<bytes>CRLF`, one of length 0, then trailing headers. */
function joinChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf("\r\n", at);
    const size = /^([0-9a-f]+)(;[^\r\n]*)?$/i.exec(body.toString("latin1", at, Math.max(at, end)))?.[1];
    if (end < 0 || size === undefined) throw new Refusal("malformed", "The chunked body is not well-formed");
    const length = Number.parseInt(size, 16);
    if (length === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
    if (at > body.length) throw new Refusal("malformed", "The chunked body ends too early");
  }
}
