import type { DiagramNode } from "../request.ts";

export interface Topic {
  node: DiagramNode;
  children: Topic[];
  /** Topics below this one, or beside it, that the picture leaves out. */
  hidden: number;
}

/** The tree of a checked mind map; children in the order given. */
export function treeOf(nodes: DiagramNode[]): Topic {
  const topics = new Map(nodes.map((node): [string, Topic] => [node.id, { node, children: [], hidden: 0 }]));
  let root: Topic | undefined;
  for (const topic of topics.values()) {
    const { parent } = topic.node;
    if (parent === undefined) root = topic;
    else topics.get(parent)?.children.push(topic);
  }
  return root!;
}

export const sizeOf = (topic: Topic): number => topic.children.reduce((sum, child) => sum + sizeOf(child), 1);

/** At most so many levels below the root and so many children of one topic; what is left out is counted. */
export function pruned(topic: Topic, levels: number, most: number): Topic {
  if (levels === 0) return { ...topic, children: [], hidden: topic.hidden + sizeOf(topic) - 1 };
  const kept = topic.children.length > most ? topic.children.slice(0, most) : topic.children;
  const left = topic.children.slice(kept.length);
  return {
    ...topic,
    children: kept.map((child) => pruned(child, levels - 1, most)),
    hidden: topic.hidden + left.reduce((sum, child) => sum + sizeOf(child), 0),
  };
}
