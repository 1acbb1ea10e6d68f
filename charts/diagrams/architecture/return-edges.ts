import { type Graph, lineage, parentsOf } from "./graph.ts";
import { typeKey } from "./resource-types.ts";

/** Ways out of a network: traffic flows to them against the direction in which requests come in. */
const EXITS = new Set(["nat", "natgateway", "ec2natgateway"]);

/**
 * Edges that lead back to where the flow came from, as "an app in the private subnet -> the NAT gateway in the public
 * one". Laid out as they are, they would be led around the whole network; the layout turns them around. Found where
 * the groups (or nodes) side by side form a circle, and for exits.
 */
export function returnEdges(graph: Graph): Set<number> {
  const parentOf = parentsOf(graph);
  const order = new Map([...graph.nodes, ...graph.groups].map(({ id }, index) => [id, index]));
  const exits = new Set(graph.nodes.filter(({ type }) => EXITS.has(typeKey(type))).map(({ id }) => id));
  const levels = new Map<string, { from: string; to: string; edge: number }[]>();
  const found = new Set<number>();
  graph.edges.forEach((edge, index) => {
    const [from, to] = [lineage(edge.from, parentOf), lineage(edge.to, parentOf)];
    const shared = from.find((id) => to.includes(id));
    const below = (line: string[]): string => line[(shared === undefined ? line.length : line.indexOf(shared)) - 1]!;
    if (edge.from === edge.to) return;
    const [a, b] = [below(from), below(to)];
    if (a === b) return;
    if (exits.has(edge.to) && (a !== edge.from || b !== edge.to)) {
      found.add(index);
      return;
    }
    const key = shared ?? "";
    levels.set(key, [...(levels.get(key) ?? []), { from: a, to: b, edge: index }]);
  });
  for (const links of levels.values()) for (const edge of backEdges(links, order)) found.add(edge);
  return found;
}

/** Edges that close a circle in a walk that begins where nothing leads to, and else in the order given. */
function backEdges(
  links: { from: string; to: string; edge: number }[],
  order: ReadonlyMap<string, number>,
): Set<number> {
  const out = new Map<string, typeof links>();
  const entered = new Set(links.map(({ to }) => to));
  for (const link of links) out.set(link.from, [...(out.get(link.from) ?? []), link]);
  const starts = [...out.keys()].sort(
    (a, b) => Number(entered.has(a)) - Number(entered.has(b)) || (order.get(a) ?? 0) - (order.get(b) ?? 0),
  );
  const state = new Map<string, "open" | "done">();
  const found = new Set<number>();
  const visit = (id: string): void => {
    state.set(id, "open");
    for (const { to, edge } of out.get(id) ?? []) {
      if (state.get(to) === "open") found.add(edge);
      else if (!state.has(to)) visit(to);
    }
    state.set(id, "done");
  };
  for (const id of starts) if (!state.has(id)) visit(id);
  return found;
}
