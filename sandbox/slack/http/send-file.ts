import type { ServerResponse } from "node:http";
import type { StoredFile } from "../entities.ts";
import { send } from "./reply.ts";

/** A stored file. Nothing in it may run: it came from outside. */
export function sendFile(response: ServerResponse, file: StoredFile, bytes: Buffer): void {
  const shownInPlace = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype);
  send(response, 200, file.mimetype, bytes, {
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": `${shownInPlace ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "cache-control": "private, max-age=31536000, immutable",
  });
}
