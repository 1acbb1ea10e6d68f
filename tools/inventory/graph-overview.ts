import type { Graph, GraphRow } from "./graph.ts";

/** The same picture with one node for all things of a type in a VPC, or in a region outside of VPCs. */
export function overviewOf({ groups, nodes, edges, ...rest }: Graph): Graph {
  const boxes = new Map(groups.map((group) => [group.id, group]));
  const boxOf = ({ parent }: GraphRow) => {
    const box = boxes.get(parent ?? "");
    return (box?.type === "ec2:subnet" ? box.parent : box?.id) ?? parent ?? "";
  };
  const keyOf = (node: GraphRow) => `${boxOf(node)} ${node.type}`;
  const keys = new Map(nodes.map((node) => [node.id, keyOf(node)]));
  const kinds = Map.groupBy(nodes, keyOf);
  const between = Map.groupBy(
    edges.flatMap((edge) => {
      const from = keys.get(edge.from ?? "");
      const to = keys.get(edge.to ?? "");
      return from !== undefined && to !== undefined && from !== to ? [{ ...edge, from, to }] : [];
    }),
    ({ from, to, type }) => `${from} > ${to} ${type}`,
  );
  return {
    ...rest,
    groups: groups.filter(({ type }) => type !== "ec2:subnet"),
    nodes: [...kinds].map(([id, all]) => {
      const { type } = all[0]!;
      return { ...all[0]!, id, name: type, parent: boxOf(all[0]!), label: countOf(all) };
    }),
    edges: [...between].map(([id, all]) => ({ ...all[0]!, id, label: labelsOf(all) })),
  };
}

/** `20`, and how many of them run where that is not all. */
function countOf(nodes: readonly GraphRow[]): string {
  const running = nodes.filter(({ label }) => label?.startsWith("running")).length;
  return running === 0 || running === nodes.length ? `${nodes.length}` : `${nodes.length} (${running} running)`;
}

const SHOWN = 3;

function labelsOf(edges: readonly GraphRow[]): string | null {
  const labels = [...new Set(edges.flatMap(({ label }) => label ?? []))];
  const left = labels.length - SHOWN;
  return labels.length === 0 ? null : `${labels.slice(0, SHOWN).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
