/**
 * Pages of a list. A token is bound to the other inputs by their hash, and carries the time of the first
 * page, so that what happens in between does not move the later ones.
 */
import { createHash } from "node:crypto";
import type { AwsError } from "./wire/errors.ts";

export interface Cursor {
  offset: number;
  /** Sample time of the first page. */
  at: number;
}

const digest = (inputs: object) => createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 16);

/** @throws the given error when the token is not one of ours or belongs to other inputs. */
export function openCursor(token: string | undefined, inputs: object, now: number, invalid: () => AwsError): Cursor {
  if (!token) return { offset: 0, at: now };
  const [offset, at, hash] = Buffer.from(token, "base64url").toString("utf8").split(":");
  if (hash !== digest(inputs) || !/^\d+$/.test(offset ?? "") || !/^\d+$/.test(at ?? "")) throw invalid();
  return { offset: Number(offset), at: Number(at) };
}

export interface Page<T> {
  items: T[];
  next?: string;
}

export function pageOf<T>(all: readonly T[], cursor: Cursor, size: number, inputs: object): Page<T> {
  const end = cursor.offset + size;
  const items = all.slice(cursor.offset, end);
  if (end >= all.length) return { items };
  return { items, next: Buffer.from(`${end}:${cursor.at}:${digest(inputs)}`).toString("base64url") };
}
