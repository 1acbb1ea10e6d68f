import type { Look } from "../../look.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { typeName } from "./resource-types.ts";

/** More would fill an alt text with what nobody listens to. */
const MOST_EDGES = 30;

/** What stands where, then what leads where. */
export function describe(graph: Graph, look: Look): string {
  const labelOf = new Map([...graph.nodes, ...graph.groups].map(({ id, label }) => [id, look.readable(label)]));
  const inside = (parent: string | undefined): string[] => [
    ...graph.nodes.filter((node) => node.parent === parent).map((node) => nodeName(node, look)),
    ...graph.groups
      .filter((group) => group.parent === parent)
      .map((group) => `${look.readable(group.label)} (${inside(group.id).join(", ") || emptyWord(look)})`),
  ];
  const links = graph.edges.slice(0, MOST_EDGES).map(({ from, to, label }) => {
    const by = label ? ` (${look.readable(label)})` : "";
    return `${labelOf.get(from)} → ${labelOf.get(to)}${by}`;
  });
  const more = graph.edges.length - links.length;
  if (more > 0) links.push(look.say({ ko: `외 ${more}개`, en: `${more} more` }));
  const joined = links.join(", ");
  return [
    inside(undefined).join(", "),
    ...(joined === "" ? [] : [look.say({ ko: `연결: ${joined}`, en: `Connections: ${joined}` })]),
  ].join(". ");
}

function nodeName(node: GraphNode, look: Look): string {
  const label = look.readable(node.label);
  const type = node.type ? typeName(node.type, look) : "";
  const about = [
    ...(type === "" || label.toLowerCase().includes(type.toLowerCase()) ? [] : [type]),
    ...(node.count > 1 ? [look.say({ ko: `${node.count}개`, en: `${node.count} of them` })] : []),
    ...(node.badge ? [look.readable(node.badge)] : []),
  ];
  return about.length > 0 ? `${label} [${about.join(", ")}]` : label;
}

const emptyWord = (look: Look): string => look.say({ ko: "비어 있음", en: "empty" });
