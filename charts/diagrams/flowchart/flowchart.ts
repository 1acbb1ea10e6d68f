import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Look } from "../../look.ts";
import { element, textLine } from "../../svg.ts";
import { drawableText } from "../../text/clean.ts";
import { FRAME_PADDING, type FrameBox, frame, frameWidth } from "../architecture/frames.ts";
import type { Icons } from "../architecture/icons.ts";
import { edgePath, straightened } from "../edge-path.ts";
import type { Layout } from "../layout.ts";
import { ASPECT, type DiagramDrawing, EDGE_LABEL, LEAST_WIDTH, WIDEST } from "../picture.ts";
import type { DiagramJob } from "../request.ts";
import { intoColumns } from "./columns.ts";
import { describeFlow } from "./describe-flow.ts";
import { clip, drawShape, type Shape, shapeOf } from "./shapes.ts";

const LONGEST_LABEL = 150;
const LABEL_HEIGHT = 22;
/** Longest jog that is drawn as a straight line. */
const STRAIGHTENED = 10;

/**
 * Downwards; where that is too high, in columns, closer together or to the right, whichever comes nearest to a picture's
 * shape.
 */
export async function flowchart(job: DiagramJob, look: Look, layout: Layout, icons: Icons): Promise<DiagramDrawing> {
  const shapes = new Map(job.nodes.map((node) => [node.id, shapeOf(node, look)]));
  const best = await bestLayout(job, shapes, look, layout);
  const count = job.nodes.length;
  return {
    body: paint(best, job, shapes, look, icons),
    width: best.width ?? 0,
    height: best.height ?? 0,
    title: look.say({ ko: "흐름도", en: "Flowchart" }),
    subtitle: look.say({ ko: `단계 ${count}개`, en: count === 1 ? "1 step" : `${count} steps` }),
    alt: describeFlow(job, look),
    remarks: [],
  };
}

const WAYS = [
  { "elk.direction": "DOWN", "elk.layered.spacing.nodeNodeBetweenLayers": "34" },
  { "elk.direction": "DOWN", "elk.layered.spacing.nodeNodeBetweenLayers": "24" },
  { "elk.direction": "RIGHT", "elk.layered.spacing.nodeNodeBetweenLayers": "30" },
] as const;

async function bestLayout(
  job: DiagramJob,
  shapes: ReadonlyMap<string, Shape>,
  look: Look,
  layout: Layout,
): Promise<ElkNode> {
  let best: { root: ElkNode; misfit: number } | undefined;
  for (const way of WAYS) {
    const root = await layout(graphOf(job, shapes, look, way));
    const columns = job.groups.length === 0 && way["elk.direction"] === "DOWN" ? intoColumns(root) : undefined;
    if (columns) return columns;
    const [width, height] = [root.width ?? 0, root.height ?? 0];
    // How often the drawing would have to be halved to be readable, and what of the card would stay empty.
    const shrunk = Math.max(1, width / WIDEST, height / (WIDEST * 1.2));
    const [cardWidth, cardHeight] = [Math.max(LEAST_WIDTH, width + 56), height + 130];
    const lopsided = Math.max(1, cardHeight / (ASPECT * cardWidth), cardWidth / (ASPECT * cardHeight));
    const misfit = shrunk * lopsided;
    if (!best || misfit < best.misfit * 0.8) best = { root, misfit };
    if (misfit <= 1) break;
  }
  return best!.root;
}

function graphOf(
  job: DiagramJob,
  shapes: ReadonlyMap<string, Shape>,
  look: Look,
  way: Readonly<Record<string, string>>,
): ElkNode {
  const { measure } = look;
  const children = (parent: string | undefined): ElkNode[] => [
    ...job.nodes
      .filter((node) => node.parent === parent)
      .map(({ id }) => ({ id, width: shapes.get(id)!.width, height: shapes.get(id)!.height })),
    ...job.groups
      .filter((group) => group.parent === parent)
      .map((group) => ({
        id: group.id,
        children: children(group.id),
        layoutOptions: {
          "elk.padding": `[top=${FRAME_PADDING.top},left=16,bottom=16,right=16]`,
          "elk.nodeSize.constraints": "MINIMUM_SIZE",
          "elk.nodeSize.minimum": `(${frameWidth(group, look)},${FRAME_PADDING.top + 16})`,
        },
      })),
  ];
  return {
    id: "",
    children: children(undefined),
    edges: job.edges.map(({ from, to, label }, i): ElkExtendedEdge => {
      const text = edgeText(label, look);
      const width = measure.width(text, EDGE_LABEL) + 12;
      const inline = { "elk.edgeLabels.inline": "true" };
      return {
        id: `e${i}`,
        sources: [from],
        targets: [to],
        ...(text === "" ? {} : { labels: [{ text: " ", width, height: LABEL_HEIGHT, layoutOptions: inline }] }),
      };
    }),
    layoutOptions: {
      "elk.algorithm": "layered",
      ...(job.groups.length > 0 ? { "elk.hierarchyHandling": "INCLUDE_CHILDREN" } : {}),
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
      "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.spacing.nodeNode": "34",
      "elk.spacing.edgeNode": "18",
      "elk.layered.spacing.edgeNodeBetweenLayers": "16",
      "elk.layered.edgeLabels.centerLabelPlacementStrategy": "TAIL_LAYER",
      "elk.json.edgeCoords": "ROOT",
      "elk.json.shapeCoords": "ROOT",
      "elk.padding": "[top=0,left=0,bottom=0,right=0]",
      ...way,
    },
  };
}

function paint(root: ElkNode, job: DiagramJob, shapes: ReadonlyMap<string, Shape>, look: Look, icons: Icons): string {
  const { theme } = look;
  const boxes = new Map<string, FrameBox>();
  const walk = (node: ElkNode): void => {
    for (const child of node.children ?? []) {
      boxes.set(child.id, { x: child.x ?? 0, y: child.y ?? 0, width: child.width ?? 0, height: child.height ?? 0 });
      walk(child);
    }
  };
  walk(root);
  // ELK lists parents before children, and so are the boxes: outer frames are drawn first.
  const groups = new Map(job.groups.map((group) => [group.id, group]));
  const frames = [...boxes].map(([id, box], i) =>
    groups.has(id) ? frame(groups.get(id)!, box, look, icons, `g${i}-`) : "",
  );
  const routes = new Map((root.edges ?? []).map((edge) => [edge.id, edge]));
  const lines: string[] = [];
  const labels: string[] = [];
  job.edges.forEach((edge, i) => {
    const route = routes.get(`e${i}`);
    const section = route?.sections?.[0];
    const points = section
      ? straightened([section.startPoint, ...(section.bendPoints ?? []), section.endPoint], STRAIGHTENED)
      : [];
    if (points.length < 2) return;
    const clipped = (id: string, end: number, before: number) => {
      const shape = shapes.get(id);
      return shape ? clip(shape.step, boxes.get(id)!, points.at(end)!, points.at(before)!) : points.at(end)!;
    };
    const way = [clipped(edge.from, 0, 1), ...points.slice(1, -1), clipped(edge.to, -1, -2)];
    lines.push(edgePath(way, { color: theme.inkQuiet, dashed: edge.dashed }));
    const label = route?.labels?.[0];
    if (!label) return;
    const box = { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 };
    labels.push(
      element("rect", { ...box, rx: 5, fill: theme.background }) +
        textLine(box.x + box.width / 2, box.y + box.height / 2 + 4.5, edgeText(edge.label, look), {
          ...EDGE_LABEL,
          fill: theme.inkSoft,
          anchor: "middle",
        }),
    );
  });
  const steps = job.nodes.map(({ id }) => drawShape(shapes.get(id)!, boxes.get(id)!, look));
  return [...frames, ...lines, ...labels, ...steps].join("");
}

const edgeText = (label: string | undefined, look: Look): string =>
  look.measure.fit(drawableText(label ?? "", look.measure.coverage), LONGEST_LABEL, EDGE_LABEL);
