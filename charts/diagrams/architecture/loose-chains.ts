import { type Graph, lineage, parentsOf } from "./graph.ts";

/**
 * Pairs to be laid out as if joined: nodes and groups without any edge would stand in one long column, these stand in
 * rows of a rectangle somewhat wider than high.
 */
export function looseChains(graph: Graph): [string, string][] {
  const parentOf = parentsOf(graph);
  const joined = new Set(
    graph.edges.flatMap(({ from, to }) => {
      const [a, b] = [lineage(from, parentOf), lineage(to, parentOf)];
      const shared = a.find((id) => b.includes(id));
      const until = (line: string[]): string[] => (shared === undefined ? line : line.slice(0, line.indexOf(shared)));
      return [...until(a), ...until(b)];
    }),
  );
  const loose = new Map<string | undefined, string[]>();
  for (const { id, parent } of [...graph.nodes, ...graph.groups]) {
    if (!joined.has(id)) loose.set(parent, [...(loose.get(parent) ?? []), id]);
  }
  return [...loose.values()].flatMap((ids) => {
    const inRow = Math.ceil(Math.sqrt(ids.length * 1.3));
    return ids.flatMap((id, i): [string, string][] => (i % inRow === 0 || ids.length < 3 ? [] : [[ids[i - 1]!, id]]));
  });
}
