/** What all Describe operations have in common: dry runs, ids, filters and pages. */
import type { Filter, Tag } from "@aws-sdk/client-ec2";
import type { Call } from "../../call.ts";
import { openCursor, type Page, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Tags } from "../../world/tags.ts";
import { applyFilters, type Fields } from "./filters.ts";
import { type IdKind, pick } from "./ids.ts";

/** `DryRun` answers with an error whichever way it goes; that it got here means the policy allows it. */
export function dryRun(input: { DryRun?: boolean | undefined }): void {
  if (input.DryRun) throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
}

export interface Shown<T> {
  id: IdKind;
  idOf(item: T): string;
  fields: Fields<T>;
  tagsOf(item: T): Tags;
}

interface DescribeInput {
  DryRun?: boolean | undefined;
  Filters?: Filter[] | undefined;
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

/** @throws AwsError for a bad id, filter, page size or token. */
export function describe<T>(
  all: T[],
  input: DescribeInput,
  call: Call,
  shown: Shown<T>,
  ids: readonly string[] | undefined,
): Page<T> {
  dryRun(input);
  const found = applyFilters(pick(all, ids, shown.idOf, shown.id), input.Filters, shown.fields, shown.tagsOf);
  return paged(found, input, call);
}

export function paged<T>(all: T[], input: DescribeInput, call: Call): Page<T> {
  const { NextToken, MaxResults, ...rest } = input;
  if (MaxResults !== undefined && (MaxResults < 5 || MaxResults > 1000))
    throw new AwsError(
      "InvalidParameterValue",
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
    );
  const inputs = { ...rest, region: call.region };
  const invalid = () => new AwsError("InvalidNextToken", "The token is invalid.");
  const cursor = openCursor(NextToken, inputs, call.now, invalid);
  return pageOf(all, cursor, MaxResults ?? 1000, inputs);
}

export const nextToken = (page: Page<unknown>): { NextToken?: string } => (page.next ? { NextToken: page.next } : {});

export const tagList = (tags: Tags): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
