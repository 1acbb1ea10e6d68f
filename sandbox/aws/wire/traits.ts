/** What a schema says beyond the type: the traits that our protocols look at. */
import type { NormalizedSchema as Schema } from "@smithy/core/schema";

interface Traits {
  /** Method, path pattern and success status of an operation. */
  http?: [method: string, path: string, status: number];
  httpLabel?: 1;
  httpQuery?: string;
  httpQueryParams?: 1;
  httpHeader?: string;
  httpPrefixHeaders?: string;
  httpPayload?: 1;
  httpResponseCode?: 1;
  jsonName?: string;
  xmlName?: string;
  xmlFlattened?: 1;
  xmlAttribute?: 1;
  ec2QueryName?: string;
  sensitive?: 1;
  /** The code and status of an error in the query protocols. */
  awsQueryError?: [code: string, status: number];
  httpError?: number;
  error?: "client" | "server";
}

export const traitsOf = (schema: Schema): Traits => schema.getMergedTraits() as Traits;

/** How many of a structure's leading members are required: the seventh element of its tuple. */
export function requiredCount(schema: Schema): number {
  const count = (schema.getSchema() as unknown as unknown[])[6];
  return typeof count === "number" ? count : 0;
}
