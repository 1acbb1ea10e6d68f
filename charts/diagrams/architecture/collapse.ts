import type { Look } from "../../look.ts";
import type { DiagramGroup } from "../request.ts";
import { type Graph, type GraphNode, withoutEmptyGroups } from "./graph.ts";
import { typeKey, typeName } from "./resource-types.ts";

/** Nodes kept at the end, when neither types nor groups are left to fold by. */
const MOST_LEFT = 20;

/**
 * Ever smaller pictures of one graph, each folding more: things of a type with the same neighbours in a group, then all
 * of a type in a group, then fleets, then whole innermost groups, the fullest first, level by level, and at last what has the fewest edges.
 */
export function* collapsed(graph: Graph, look: Look): Generator<Graph> {
  let at = graph;
  const smaller = (next: Graph): boolean => {
    const fewer = next.nodes.length < at.nodes.length || next.groups.length < at.groups.length;
    if (fewer) at = next;
    return fewer;
  };
  if (smaller(foldAlike(at, true, look))) yield at;
  if (smaller(foldAlike(at, false, look))) yield at;
  if (smaller(foldInnermostGroups(at, look, isFleet))) yield at;
  if (smaller(foldInnermostGroups(at, look, fullest(at)))) yield at;
  while (at.groups.length > 0) {
    smaller(foldInnermostGroups(at, look));
    smaller(foldAlike(at, true, look));
    yield at;
  }
  if (smaller(foldAlike(at, false, look))) yield at;
  if (smaller(foldRest(at, look))) yield at;
}

function foldAlike(graph: Graph, sameNeighbours: boolean, look: Look): Graph {
  const neighbours = new Map<string, string[]>();
  const note = (id: string, other: string): void => {
    const known = neighbours.get(id);
    if (known) known.push(other);
    else neighbours.set(id, [other]);
  };
  for (const { from, to, label } of sameNeighbours ? graph.edges : []) {
    note(from, `>${to} ${label ?? ""}`);
    note(to, `<${from} ${label ?? ""}`);
  }
  const sets = Map.groupBy(graph.nodes, ({ id, parent, type }) => {
    const around = [...new Set(neighbours.get(id))].sort();
    return JSON.stringify([parent ?? null, typeKey(type), around]);
  });
  const folds = [...sets.values()].filter((members) => members.length > 1);
  return fold(
    graph,
    folds.map((members) => ({ members, into: foldedName(members, graph, look) })),
  );
}

/** Groups of machines that are alike by their purpose. */
const isFleet = ({ type }: DiagramGroup): boolean => /^(asg|autoscalinggroup|.*cluster)$/.test(typeKey(type));

/** The half of the groups that hold the most. */
function fullest({ nodes, groups }: Graph): (group: DiagramGroup) => boolean {
  const held = new Map<string | undefined, number>();
  for (const { parent } of nodes) held.set(parent, (held.get(parent) ?? 0) + 1);
  const outer = new Set(groups.map(({ parent }) => parent));
  const inner = groups.filter(({ id }) => !outer.has(id)).sort((a, b) => (held.get(b.id) ?? 0) - (held.get(a.id) ?? 0));
  const half = new Set(inner.slice(0, Math.ceil(inner.length / 2)));
  return (group) => half.has(group);
}

/** Groups that hold nodes only become one node each. */
function foldInnermostGroups(graph: Graph, look: Look, which: (group: DiagramGroup) => boolean = () => true): Graph {
  const outer = new Set(graph.groups.map(({ parent }) => parent));
  const inner = graph.groups.filter((each) => !outer.has(each.id) && which(each));
  const membersOf = Map.groupBy(graph.nodes, ({ parent }) => parent);
  const folds = inner.map((group): Fold => {
    const members = membersOf.get(group.id) ?? [];
    const types = new Set(members.map(({ type }) => typeKey(type)));
    const into = {
      id: group.id,
      label: group.label,
      type: (types.size === 1 ? members[0]?.type : undefined) ?? group.type ?? "",
      ...(types.size === 1 ? sharedSublabel(members) : { sublabel: summary(members, look) }),
      ...(group.parent === undefined ? {} : { parent: group.parent }),
    };
    return { members, into };
  });
  const gone = new Set(inner.map(({ id }) => id));
  const folded = fold(graph, folds);
  return withoutEmptyGroups({ ...folded, groups: folded.groups.filter(({ id }) => !gone.has(id)) });
}

function foldRest(graph: Graph, look: Look): Graph {
  const degree = new Map<string, number>();
  for (const { from, to } of graph.edges) for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const ranked = graph.nodes.toSorted((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0));
  const rest = ranked.slice(MOST_LEFT);
  if (rest.length < 2) return graph;
  const label = look.say({ ko: "기타", en: "Others" });
  return fold(graph, [{ members: rest, into: { id: rest[0]!.id, label, type: "", sublabel: summary(rest, look) } }]);
}

/** "EC2 12 · RDS 2": what is behind a folded node. */
function summary(members: GraphNode[], look: Look): string {
  const counts = new Map<string, number>();
  for (const { type, count } of members) {
    const name = typeName(type, look);
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([name, count]) => `${name} ${count}`)
    .join(" · ");
}

function foldedName(members: GraphNode[], { groups }: Graph, look: Look): Omit<GraphNode, "count" | "badge"> {
  const [first] = members as [GraphNode, ...GraphNode[]];
  const prefix = members.map(({ label }) => label).reduce(commonBeginning);
  const shared = prefix.replace(/[^\p{L}\p{N}]+$/u, "");
  // What a whole network is called after tells nothing of a part of it.
  const isTelling = shared.length >= 3 && !groups.some(({ label }) => label === shared);
  return {
    id: first.id,
    label: isTelling ? (shared === first.label ? shared : `${prefix}*`) : typeName(first.type, look),
    ...(first.type === undefined ? {} : { type: first.type }),
    ...(first.parent === undefined ? {} : { parent: first.parent }),
    ...sharedSublabel(members),
  };
}

function sharedSublabel(members: GraphNode[]): { sublabel?: string } {
  const sublabel = members[0]?.sublabel;
  return sublabel !== undefined && members.every((member) => member.sublabel === sublabel) ? { sublabel } : {};
}

function commonBeginning(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a.slice(0, at);
}

interface Fold {
  members: GraphNode[];
  into: Omit<GraphNode, "count" | "badge">;
}

/**
 * The members of each fold become one node, where the first of them stood; edges move to it, and those that came to lie
 * inside it or twice are dropped.
 */
function fold(graph: Graph, folds: Fold[]): Graph {
  const becomes = new Map<string, GraphNode>();
  for (const { members, into } of folds) {
    const node: GraphNode = { ...into, count: members.reduce((sum, { count }) => sum + count, 0) };
    for (const id of [into.id, ...members.map((member) => member.id)]) becomes.set(id, node);
  }
  const edges = new Map<string, { edge: Graph["edges"][number]; labels: Set<string> }>();
  for (const edge of graph.edges) {
    const [from, to] = [edge.from, edge.to].map((id) => becomes.get(id)?.id ?? id) as [string, string];
    if (from === to && edge.from !== edge.to) continue;
    const key = JSON.stringify([from, to]);
    const joined = edges.get(key) ?? { edge: { ...edge, from, to }, labels: new Set() };
    for (const label of edge.label?.split(", ") ?? []) joined.labels.add(label);
    if (!edge.dashed) delete joined.edge.dashed;
    edges.set(key, joined);
  }
  return {
    ...graph,
    nodes: [...new Set([...graph.nodes.map((node) => becomes.get(node.id) ?? node), ...becomes.values()])],
    edges: [...edges.values()].map(({ edge, labels }) =>
      labels.size > 0 ? { ...edge, label: [...labels].join(", ") } : edge,
    ),
  };
}
