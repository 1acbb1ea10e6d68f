import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Look } from "../../look.ts";
import { drawableText } from "../../text/clean.ts";
import type { Point } from "../edge-path.ts";
import type { Layout } from "../layout.ts";
import { EDGE_LABEL, LABEL, SUBLABEL } from "../picture.ts";
import { textLines, widest } from "../text-lines.ts";
import { entryStack, STACK, STACK_PORT, stackNode, unstack } from "./entry-stack.ts";
import { FRAME_PADDING, type FrameBox, frameWidth } from "./frames.ts";
import { type Graph, type GraphNode, parentsOf } from "./graph.ts";
import { looseChains } from "./loose-chains.ts";
import { returnEdges } from "./return-edges.ts";

export const ICON = 48;
export const LABEL_LINE = 19;
export const SUBLABEL_LINE = 17;
const EDGE_LABEL_HEIGHT = 20;

export interface PlacedNode {
  node: GraphNode;
  /** Of the icon's square. */
  x: number;
  y: number;
  label: string[];
  sublabel: string[];
}

export interface PlacedEdge {
  points: Point[];
  dashed: boolean;
  label?: { text: string; box: FrameBox };
}

export interface Arranged {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  /** Outer before inner. */
  groups: { group: Graph["groups"][number]; box: FrameBox }[];
  width: number;
  height: number;
}

/** How close things stand: widest label under an icon, what lies between two columns, and whether the way in is stacked. */
export interface Spacing {
  label: number;
  between: number;
  stacked: boolean;
}

/**
 * A graph from left to right. Groups get no ELK labels, which would inflate them, but a least width; a node is its icon
 * with the label outside, so that edges end at the icon.
 */
export async function arrange(graph: Graph, spacing: Spacing, look: Look, layout: Layout): Promise<Arranged> {
  const { measure } = look;
  const texts = new Map(
    graph.nodes.map((node) => {
      const label = textLines(look.drawable(node.label), spacing.label, 2, LABEL, measure);
      const quiet = node.sublabel === undefined ? "" : drawableText(node.sublabel, measure.coverage);
      const sublabel = quiet === "" ? [] : textLines(quiet, spacing.label, 2, SUBLABEL, measure);
      const width = Math.max(widest(label, LABEL, measure), widest(sublabel, SUBLABEL, measure));
      const height = label.length * LABEL_LINE + sublabel.length * SUBLABEL_LINE + 4;
      return [node.id, { label, sublabel, width, height }];
    }),
  );
  const reversed = returnEdges(graph);
  const edgeTexts = graph.edges.map((edge) =>
    edge.label ? measure.fit(drawableText(edge.label, measure.coverage), 120, EDGE_LABEL) : "",
  );
  const stack = spacing.stacked ? entryStack(graph) : [];
  const toElk = (parent: string | undefined): ElkNode[] => [
    ...(parent === undefined && stack.length > 0 ? [stackNode(stack, texts, ICON)] : []),
    ...graph.nodes
      .filter((node) => node.parent === parent && !stack.includes(node.id))
      .map(({ id }): ElkNode => {
        const { width, height } = texts.get(id)!;
        const placement = { "elk.nodeLabels.placement": "OUTSIDE V_BOTTOM H_CENTER" };
        return { id, width: ICON, height: ICON, labels: [{ text: " ", width, height, layoutOptions: placement }] };
      }),
    ...graph.groups
      .filter((group) => group.parent === parent)
      .map((group): ElkNode => {
        const { top, side, bottom } = FRAME_PADDING;
        return {
          id: group.id,
          children: toElk(group.id),
          layoutOptions: {
            "elk.padding": `[top=${top},left=${side},bottom=${bottom},right=${side}]`,
            "elk.nodeSize.constraints": "MINIMUM_SIZE",
            "elk.nodeSize.minimum": `(${frameWidth(group, look)},${top + bottom})`,
          },
        };
      }),
  ];
  const edges = graph.edges.flatMap(({ from, to }, i): ElkExtendedEdge[] => {
    if (stack.includes(to)) return [];
    const text = edgeTexts[i]!;
    const width = measure.width(text, EDGE_LABEL) + 12;
    const source = stack.includes(from) ? STACK_PORT : from;
    const ends = reversed.has(i) ? { sources: [to], targets: [source] } : { sources: [source], targets: [to] };
    const inline = { "elk.edgeLabels.inline": "true" };
    const labels = [{ text: " ", width, height: EDGE_LABEL_HEIGHT, layoutOptions: inline }];
    return [{ id: `e${i}`, ...ends, ...(text === "" ? {} : { labels }) }];
  });
  const root = await layout({
    id: "",
    children: toElk(undefined),
    edges: [
      ...edges,
      ...looseChains(graph).map(([from, to], i) => ({ id: `loose${i}`, sources: [from], targets: [to] })),
    ],
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.hierarchyHandling": "INCLUDE_CHILDREN",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.spacing.nodeNodeBetweenLayers": String(spacing.between),
      "elk.spacing.nodeNode": "20",
      "elk.layered.spacing.edgeNodeBetweenLayers": "12",
      "elk.spacing.edgeNode": "12",
      "elk.spacing.labelNode": "3",
      "elk.json.edgeCoords": "ROOT",
      "elk.json.shapeCoords": "ROOT",
      "elk.padding": "[top=0,left=0,bottom=0,right=0]",
    },
  });
  return placed(root, graph, stack, texts, edgeTexts, reversed);
}

function placed(
  root: ElkNode,
  graph: Graph,
  stack: string[],
  texts: ReadonlyMap<string, { label: string[]; sublabel: string[]; width: number; height: number }>,
  edgeTexts: string[],
  reversed: ReadonlySet<number>,
): Arranged {
  const boxes = new Map<string, FrameBox>();
  const walk = (node: ElkNode): void => {
    for (const child of node.children ?? []) {
      boxes.set(child.id, { x: child.x ?? 0, y: child.y ?? 0, width: child.width ?? 0, height: child.height ?? 0 });
      walk(child);
    }
  };
  walk(root);
  const { at, links } = unstack(stack, boxes.get(STACK) ?? { x: 0, y: 0, width: 0 }, texts, ICON);
  const routes = new Map((root.edges ?? []).map((edge) => [edge.id, edge]));
  const edges = graph.edges.map((edge, i): PlacedEdge => {
    const route = routes.get(`e${i}`);
    const section = route?.sections?.[0];
    const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
    const link = links.get(edge.from);
    if (link) return { points: link, dashed: false };
    const icon = at.get(edge.from);
    if (icon) points.unshift({ x: icon.x + ICON, y: icon.y + ICON / 2 });
    const box = route?.labels?.[0];
    return {
      points: reversed.has(i) ? points.toReversed() : points,
      dashed: edge.dashed ?? false,
      ...(box && edgeTexts[i] !== ""
        ? {
            label: {
              text: edgeTexts[i]!,
              box: { x: box.x ?? 0, y: box.y ?? 0, width: box.width ?? 0, height: box.height ?? 0 },
            },
          }
        : {}),
    };
  });
  const parentOf = parentsOf(graph);
  const depth = (id: string): number => {
    let levels = 0;
    for (let at = parentOf.get(id); at !== undefined; at = parentOf.get(at)) levels += 1;
    return levels;
  };
  return {
    nodes: graph.nodes.map((node) => ({
      node,
      label: texts.get(node.id)!.label,
      sublabel: texts.get(node.id)!.sublabel,
      x: (at.get(node.id) ?? boxes.get(node.id))!.x,
      y: (at.get(node.id) ?? boxes.get(node.id))!.y,
    })),
    edges,
    groups: graph.groups
      .toSorted((a, b) => depth(a.id) - depth(b.id))
      .map((group) => ({ group, box: boxes.get(group.id)! })),
    width: root.width ?? 0,
    height: root.height ?? 0,
  };
}
