import type { DrawLook } from "../request.ts";

export const DIAGRAM_KINDS = ["architecture", "flowchart", "mindmap", "timeline"] as const;
export type DiagramKind = (typeof DIAGRAM_KINDS)[number];

export interface DiagramNode {
  /** Unique among nodes and groups. */
  id: string;
  label: string;
  /** Architecture: an AWS service or resource ("ec2", "AWS::Lambda::Function"). Flowchart, timeline: its kind of step or event. */
  type?: string;
  /** Architecture, flowchart: the group it stands in. Mind map: the node above; without one, it is the root. Timeline: its lane. */
  parent?: string;
  /** A second, quieter line. */
  sublabel?: string;
  /** How many things the node stands for, or a word for its corner. */
  badge?: string;
  /** Timeline: ISO instants (UTC without an offset); `to` makes it a bar. */
  at?: string;
  to?: string;
}

/** Timeline: from a cause to its effect. */
export interface DiagramEdge {
  from: string;
  to: string;
  label?: string;
  /** What flows now and then, or only in one's mind: a backup, a route out. */
  dashed?: boolean;
}

export interface DiagramGroup {
  id: string;
  label: string;
  /** Architecture: account, region, vpc, az, public_subnet, private_subnet, asg, cluster; anything else is a plain frame. */
  type?: string;
  parent?: string;
}

export type DiagramLook = Pick<
  DrawLook,
  "language" | "theme" | "zone" | "title" | "subtitle" | "source" | "asOf" | "scope"
>;

export interface DiagramRequest {
  kind: DiagramKind;
  nodes: DiagramNode[];
  edges?: DiagramEdge[];
  groups?: DiagramGroup[];
  look: DiagramLook;
  /** Also make an SVG that is a file of its own: fonts embedded. */
  standalone?: boolean;
}

/** A checked request, which is what travels to the worker: ids resolve, parents form trees, no edge is there twice. */
export interface DiagramJob {
  diagram: DiagramKind;
  nodes: DiagramNode[];
  edges: DiagramEdge[];
  groups: DiagramGroup[];
  look: DiagramLook;
  standalone: boolean;
}
