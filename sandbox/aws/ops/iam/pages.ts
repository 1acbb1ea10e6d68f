import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";

interface Paged {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

/** A page as IAM gives it: `IsTruncated`, and `Marker` where there is more. */
export function paged<T>(all: readonly T[], input: Paged, call: Call) {
  const { Marker, MaxItems, ...rest } = input;
  const invalid = () => new AwsError("ValidationError", "Invalid Marker.");
  const page = pageOf(all, openCursor(Marker, rest, call.now, invalid), MaxItems ?? 100, rest);
  return {
    items: page.items,
    end: { IsTruncated: page.next !== undefined, ...(page.next ? { Marker: page.next } : {}) },
  };
}
