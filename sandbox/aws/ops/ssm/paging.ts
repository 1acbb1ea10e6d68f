import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";

interface Paged {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

/** @throws AwsError InvalidNextToken or ValidationException. */
export function paged<T>(
  all: readonly T[],
  input: Paged,
  call: Call,
  most: number,
): { items: T[]; next: { NextToken?: string } } {
  const { NextToken, MaxResults = most, ...rest } = input;
  if (MaxResults < 1 || MaxResults > most)
    throw new AwsError("ValidationException", `MaxResults must be between 1 and ${most}`);
  const inputs = { ...rest, region: call.region };
  const cursor = openCursor(
    NextToken,
    inputs,
    call.now,
    () => new AwsError("InvalidNextToken", "The specified token is not valid."),
  );
  const page = pageOf(all, cursor, MaxResults, inputs);
  return { items: page.items, next: page.next ? { NextToken: page.next } : {} };
}
