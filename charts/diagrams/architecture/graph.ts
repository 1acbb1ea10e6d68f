import type { Look } from "../../look.ts";
import type { DiagramEdge, DiagramGroup, DiagramJob, DiagramNode } from "../request.ts";
import { typeName } from "./resource-types.ts";

/** A node of the picture; `count` of the inventory's things stand behind it. */
export interface GraphNode extends DiagramNode {
  count: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: DiagramEdge[];
  groups: DiagramGroup[];
}

/**
 * Empty groups are left out, unless an edge ends at them. A node named as its own type gets the type's name in words; a
 * badge that is a number says how many things it stands for.
 */
export function toGraph(job: DiagramJob, look: Look): Graph {
  const nodes = job.nodes.map(({ badge, ...node }): GraphNode => {
    const count = badge !== undefined && /^[1-9]\d{0,5}$/.test(badge) ? Number(badge) : null;
    return {
      ...node,
      ...(node.type !== undefined && node.label === node.type ? { label: typeName(node.type, look) } : {}),
      ...(count === null && badge !== undefined ? { badge } : {}),
      count: count ?? 1,
    };
  });
  return withoutEmptyGroups({ nodes, edges: job.edges, groups: job.groups });
}

export function withoutEmptyGroups(graph: Graph): Graph {
  const ends = new Set(graph.edges.flatMap(({ from, to }) => [from, to]));
  let { groups } = graph;
  for (;;) {
    const used = new Set([...graph.nodes, ...groups].map(({ parent }) => parent));
    const kept = groups.filter(({ id }) => used.has(id) || ends.has(id));
    if (kept.length === groups.length) return { ...graph, groups };
    groups = kept;
  }
}

/** The id itself and everything it stands in, innermost first. */
export function lineage(id: string, parentOf: ReadonlyMap<string, string | undefined>): string[] {
  const found: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = parentOf.get(at)) found.push(at);
  return found;
}

export const parentsOf = ({ nodes, groups }: Graph): Map<string, string | undefined> =>
  new Map([...nodes, ...groups].map(({ id, parent }) => [id, parent]));
