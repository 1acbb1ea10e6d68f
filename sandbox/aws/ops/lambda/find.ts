/** Functions of the account in the call's region, by any of the ways Lambda lets one be named. */
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import { functionsOf, type LambdaFunction } from "../../world/functions.ts";
import { aliasesOf } from "./aliases.ts";

export const functionsIn = (call: Call): LambdaFunction[] =>
  functionsOf(call.world.setting).filter((one) => one.region === call.region);

const user = { Type: "User" };
export const notFound = (message: string) => new AwsError("ResourceNotFoundException", message, 404, user);
export const invalid = (message: string) => new AwsError("InvalidParameterValueException", message, 400, user);

/** `name`, `name:qualifier`, a whole ARN or `account:function:name`. */
export function namesOf(given: string): { name: string; qualifier?: string } {
  const inside = /^(?:arn:aws:lambda:[\w-]+:)?\d{12}:function:(.+)$/.exec(given)?.[1] ?? given;
  const [name = "", qualifier] = inside.split(":");
  return qualifier ? { name, qualifier } : { name };
}

export const functionArn = (call: Call, name: string): string =>
  `arn:aws:lambda:${call.region}:${call.account.id}:function:${name}`;

export interface Addressed {
  fn: LambdaFunction;
  /** As the caller gave it: a version or an alias; undefined for the function itself. */
  qualifier?: string;
  /** `$LATEST` or a number. */
  version: string;
}

/** @throws AwsError ResourceNotFoundException when there is no such function, version or alias. */
export function findFunction(call: Call, given: string | undefined, qualified?: string): Addressed {
  const { name, qualifier = qualified } = namesOf(given ?? "");
  const fn = functionsIn(call).find((one) => one.name === name);
  const arn = functionArn(call, name);
  if (!fn) throw notFound(`Function not found: ${arn}${qualifier ? `:${qualifier}` : ""}`);
  if (qualifier === undefined) return { fn, version: "$LATEST" };
  const alias = aliasesOf(call, fn).find((one) => one.name === qualifier);
  const version = alias?.version ?? qualifier;
  if (!hasVersion(fn, version)) throw notFound(`Function not found: ${arn}:${qualifier}`);
  return { fn, qualifier, version };
}

export const hasVersion = (fn: LambdaFunction, version: string): boolean =>
  version === "$LATEST" || fn.versions.some((one) => one.version === version);

interface Paged {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

/** Lambda answers with fifty at most, however many are asked for. */
export function paged<T>(all: T[], input: Paged, call: Call): { items: T[]; more: { NextMarker?: string } } {
  const { Marker, MaxItems = 50, ...inputs } = input;
  if (MaxItems < 1 || MaxItems > 10_000)
    throw invalid(`Value '${MaxItems}' at 'maxItems' failed to satisfy constraint: Member must be between 1 and 10000`);
  const bound = { ...inputs, region: call.region };
  const cursor = openCursor(Marker, bound, call.now, () => invalid("Invalid Marker"));
  const page = pageOf(all, cursor, Math.min(50, MaxItems), bound);
  return { items: page.items, more: page.next ? { NextMarker: page.next } : {} };
}
