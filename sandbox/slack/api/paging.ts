import { SlackError } from "../slack-error.ts";
import type { Args } from "./args.ts";

/** One page of a list by Slack's cursors; the cursor names the item the next page begins with. */
export function page<T>(
  args: Args,
  items: readonly T[],
  fallback: number,
  keyOf: (item: T) => string,
): { items: T[]; response_metadata: { next_cursor: string } } {
  const limit = Math.min(Math.max(args.number("limit", fallback), 1), 1_000);
  const cursor = args.text("cursor");
  let start = 0;
  if (cursor !== undefined) {
    const key = Buffer.from(cursor, "base64url").toString();
    start = items.findIndex((item) => keyOf(item) === key);
    if (start < 0) throw new SlackError("invalid_cursor");
  }
  const next = items[start + limit];
  return {
    items: items.slice(start, start + limit),
    response_metadata: { next_cursor: next === undefined ? "" : Buffer.from(keyOf(next)).toString("base64url") },
  };
}
