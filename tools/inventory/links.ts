import type { Link, Ref } from "./resource.ts";

/** All links of an estate, each once, found by either end. */
export interface Links {
  all: readonly Link[];
  from(ref: Ref): readonly Link[];
  to(ref: Ref): readonly Link[];
}

export function indexLinks(links: readonly Link[]): Links {
  const once = new Map(links.map((link) => [`${link.from} ${link.kind} ${link.to} ${link.label ?? ""}`, link]));
  const all = [...once.values()];
  const starts = Map.groupBy(all, ({ from }) => from);
  const ends = Map.groupBy(all, ({ to }) => to);
  return { all, from: (ref) => starts.get(ref) ?? [], to: (ref) => ends.get(ref) ?? [] };
}
