import type { Resource } from "./resource.ts";

/** Which of these tags it does not have; an empty value says nothing and counts as none. */
export const missingOf = ({ tags }: Resource, keys: readonly string[]): string[] =>
  keys.filter((key) => (tags?.[key] ?? "") === "");
