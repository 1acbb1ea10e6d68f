/**
 * Page tokens gone wrong. A token handed out by a fault holds the one it stands for, so that a client that goes on
 * with it gets the page it should have got.
 */
import type { Fault } from "./faults.ts";

/** What services call the token they take, and the one they give. */
const inputNames = ["NextToken", "nextToken", "NextPageToken", "PaginationToken", "Marker", "ContinuationToken"];
const outputNames = [
  ...["NextToken", "nextToken", "NextPageToken", "PaginationToken", "NextMarker", "Marker"],
  "NextContinuationToken",
];

const OPENING = "sample-fault-";

type Members = Record<string, unknown>;

const tokenOf = (input: Members): [name: string, token: string] | undefined => {
  const name = inputNames.find((n) => typeof input[n] === "string");
  return name ? [name, String(input[name])] : undefined;
};

/** The input with the token that a fault's token stands for. */
export function withoutFaultToken(input: unknown): unknown {
  if (!input || typeof input !== "object") return input;
  const [name, token] = tokenOf(input as Members) ?? [];
  if (name === undefined || !token?.startsWith(OPENING)) return input;
  const { [name]: _, ...rest } = input as Members;
  const original = Buffer.from(token.slice(OPENING.length), "base64url").toString("utf8");
  return original ? { ...rest, [name]: original } : rest;
}

/** @param members names of the output's members; @param input as it was run, without a fault's token. */
export function spoilPage(fault: Fault, input: unknown, output: object, members: readonly string[]): object {
  if (fault.kind !== "repeated_token" && fault.kind !== "empty_page") return output;
  const name = outputNames.find((n) => members.includes(n));
  if (name === undefined) return output;
  const [, token = ""] = tokenOf((input ?? {}) as Members) ?? [];
  const again = { [name]: OPENING + Buffer.from(token).toString("base64url") };
  const more = members.includes("IsTruncated") ? { IsTruncated: true } : {};
  if (fault.kind === "repeated_token") return { ...output, ...again, ...more };
  const emptied = Object.entries(output).map(([key, value]) => [key, Array.isArray(value) ? [] : value]);
  return { ...Object.fromEntries(emptied), ...again, ...more };
}
