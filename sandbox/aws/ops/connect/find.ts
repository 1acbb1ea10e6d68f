import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { type ContactCentre, contactCentreOf } from "../../world/contact-centre.ts";

const notFound = (message: string) => new AwsError("ResourceNotFoundException", message, 404);
export const invalid = (message: string) => new AwsError("InvalidParameterException", message, 400);

export function centreIn(call: Call): ContactCentre | undefined {
  const centre = contactCentreOf(call.world.setting);
  return centre?.region === call.region ? centre : undefined;
}

/** @throws AwsError ResourceNotFoundException. */
export function findCentre(call: Call, id: string | undefined): ContactCentre {
  const centre = centreIn(call);
  if (!centre || (id !== centre.id && id !== centre.arn)) throw notFound("Instance not found");
  return centre;
}

/** By id or ARN. @throws AwsError ResourceNotFoundException. */
export function findPart<T extends { id: string; arn: string }>(parts: T[], id: string | undefined, what: string): T {
  const found = parts.find((part) => part.id === id || part.arn === id);
  if (!found) throw notFound(`${what} not found`);
  return found;
}

interface Paged {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

interface Page<T> {
  /** All there are, also on the other pages. */
  total: number;
  items: T[];
  more: { NextToken?: string };
}

/**
 * @param all or how it was at the time of the first page, where it grows.
 * @throws AwsError InvalidParameterException on a page size or a token that cannot be.
 */
export function paged<T>(all: T[] | ((at: number) => T[]), input: Paged, call: Call, most = 1000): Page<T> {
  const { NextToken, MaxResults = Math.min(100, most), ...inputs } = input;
  if (MaxResults < 1 || MaxResults > most) throw invalid(`MaxResults must be between 1 and ${most}`);
  const bound = { ...inputs, region: call.region };
  const cursor = openCursor(NextToken, bound, call.now, () => invalid("NextToken is not valid"));
  const found = typeof all === "function" ? all(cursor.at) : all;
  const page = pageOf(found, cursor, MaxResults, bound);
  return { total: found.length, items: page.items, more: page.next ? { NextToken: page.next } : {} };
}
