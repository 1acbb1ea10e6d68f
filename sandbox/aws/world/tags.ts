import type { Cast, Part } from "./cast.ts";

export type Tags = Record<string, string>;

/** Tags as the company keeps them; what is not given (an empty text) is missing, which is how gaps come about. */
export function tagsOf(cast: Cast, team: string, owner: Part | "", more: Tags = {}): Tags {
  const all: Tags = { team, owner: owner && cast[owner].name, env: "prod", ...more };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}
