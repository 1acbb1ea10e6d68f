import { z } from "zod";
import { parseMoment } from "../cells.ts";
import { DrawError } from "../errors.ts";
import { MAX_TEXT, plainText } from "../text/clean.ts";
import { DIAGRAM_KINDS, type DiagramEdge, type DiagramJob, type DiagramNode, type DiagramRequest } from "./request.ts";

/** An account's inventory fits; beyond it the caller narrows to a VPC or an application. */
const MOST_NODES = 3_000;
const MOST_EDGES = 6_000;
/** No flow of more steps is read in one picture, and laying it out takes seconds. */
const MOST_STEPS = 60;
const MOST_WAYS = 90;
const MOST_GROUPS = 1_000;
/** Deeper nesting than any account's (account, region, VPC, zone, subnet, cluster, Auto Scaling group). */
const DEEPEST = 12;

const Id = z.string().min(1).max(MAX_TEXT);
/** Cut to twice what can be shown, so that cut texts are still told from whole ones. */
const Text = z.string().transform((text) => text.slice(0, 2 * MAX_TEXT));
const optional = <T extends z.ZodType>(schema: T) => schema.exactOptional();

const schema = z.object({
  kind: z.enum(DIAGRAM_KINDS),
  nodes: z
    .array(
      z.object({
        id: Id,
        label: Text,
        type: optional(Text),
        parent: optional(Id),
        sublabel: optional(Text),
        badge: optional(Text),
        at: optional(Text),
        to: optional(Text),
      }),
    )
    .max(MOST_NODES),
  edges: z
    .array(z.object({ from: Id, to: Id, label: optional(Text), dashed: optional(z.boolean()) }))
    .max(MOST_EDGES)
    .default([]),
  groups: z
    .array(z.object({ id: Id, label: Text, type: optional(Text), parent: optional(Id) }))
    .max(MOST_GROUPS)
    .default([]),
});

/** Checks a diagram before it travels to the worker. Throws a `DrawError` whose sentence says which id is wrong. */
export function readDiagram({ look, standalone = false, ...request }: DiagramRequest): DiagramJob {
  const parsed = schema.safeParse(request);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw bad(`${plainText(issue?.path.join(".") ?? "")}: ${issue?.message}`);
  }
  const { kind, nodes, edges, groups } = parsed.data;
  if (nodes.length === 0) throw new DrawError("no_data", "There is nothing to draw: say so in a sentence instead.");
  if (kind === "flowchart" && (nodes.length > MOST_STEPS || edges.length > MOST_WAYS)) {
    throw bad(`A flowchart takes at most ${MOST_STEPS} steps and ${MOST_WAYS} edges: draw its parts one by one.`);
  }
  checkIds([...nodes, ...groups].map(({ id }) => id));
  const above: readonly { id: string }[] = kind === "mindmap" ? nodes : groups;
  checkParents([...nodes, ...groups], new Set(above.map(({ id }) => id)), kind === "mindmap" ? "node" : "group");
  checkEdges(edges, nodes, groups);
  if (kind === "mindmap") checkRoot(nodes);
  if (kind === "timeline") checkTimes(nodes, edges);
  return { diagram: kind, nodes, edges: merged(edges), groups, look: cutLook(look), standalone };
}

const bad = (sentence: string): DrawError => new DrawError("bad_diagram", sentence);
const name = (id: string): string => `"${plainText(id, 60)}"`;
const listed = (ids: Iterable<string>): string => [...ids].slice(0, 12).map(name).join(", ");

function checkIds(ids: string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw bad(`The id ${name(id)} is used twice: nodes and groups need ids of their own.`);
    seen.add(id);
  }
}

function checkParents(
  members: { id: string; parent?: string }[],
  allowed: ReadonlySet<string>,
  what: "node" | "group",
): void {
  const parentOf = new Map(members.map(({ id, parent }) => [id, parent]));
  for (const { id, parent } of members) {
    if (parent === undefined) continue;
    if (!allowed.has(parent)) {
      const there = allowed.size > 0 ? `There are: ${listed(allowed)}.` : `There is no ${what} at all.`;
      throw bad(`The parent ${name(parent)} of ${name(id)} is no ${what} of this diagram. ${there}`);
    }
    let depth = 0;
    for (let at: string | undefined = parent; at !== undefined; at = parentOf.get(at)) {
      depth += 1;
      if (at === id) throw bad(`${name(id)} stands inside itself: follow its parents and break the circle.`);
      if (depth > DEEPEST) throw bad(`${name(id)} is nested more than ${DEEPEST} levels deep: leave levels out.`);
    }
  }
}

function checkEdges(
  edges: DiagramEdge[],
  nodes: DiagramNode[],
  inGroups: readonly { id: string; parent?: string }[],
): void {
  const parentOf = new Map([...nodes, ...inGroups].map(({ id, parent }) => [id, parent]));
  const groups = new Set(inGroups.map(({ id }) => id));
  const known = new Set(parentOf.keys());
  const within = (id: string, group: string): boolean => {
    for (let at = parentOf.get(id); at !== undefined; at = parentOf.get(at)) if (at === group) return true;
    return false;
  };
  for (const { from, to } of edges) {
    for (const end of [from, to]) {
      if (known.has(end)) continue;
      throw bad(
        `The edge from ${name(from)} to ${name(to)} ends at ${name(end)}, which is no node or group. ` +
          `There are: ${listed(known)}. Add the node, or leave the edge out.`,
      );
    }
    if (within(from, to) || within(to, from) || (from === to && groups.has(from))) {
      throw bad(
        `The edge from ${name(from)} to ${name(to)} joins a group with itself or what is in it: name two nodes instead.`,
      );
    }
  }
}

function checkRoot(nodes: DiagramNode[]): void {
  const roots = nodes.filter(({ parent }) => parent === undefined);
  if (roots.length === 1) return;
  throw bad(
    roots.length === 0
      ? "A mind map needs one node without a parent: the root."
      : `A mind map has one root, but ${listed(roots.map(({ id }) => id))} have no parent. Put them under one node.`,
  );
}

function checkTimes(nodes: DiagramNode[], edges: DiagramEdge[]): void {
  for (const { id, at, to } of nodes) {
    const from = parseMoment(at ?? null);
    if (!from) throw bad(`The event ${name(id)} needs "at", an ISO time such as 2026-10-31T09:00:00Z.`);
    if (to === undefined) continue;
    const end = parseMoment(to);
    if (!end) throw bad(`"to" of the event ${name(id)} is no ISO time such as 2026-10-31T09:00:00Z.`);
    if (end.ms < from.ms) throw bad(`The event ${name(id)} ends before it begins.`);
  }
  const events = new Set(nodes.map(({ id }) => id));
  for (const { from, to } of edges) {
    if (from === to) throw bad(`The event ${name(from)} cannot be its own cause.`);
    const lane = [from, to].find((end) => !events.has(end));
    if (lane !== undefined) throw bad(`${name(lane)} is a lane: a cause and its effect are events.`);
  }
}

/** Two edges between the same ends in the same direction are one, with both labels. */
function merged(edges: DiagramEdge[]): DiagramEdge[] {
  const kept = new Map<string, DiagramEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const before = kept.get(key);
    if (!before) kept.set(key, { ...edge });
    else {
      if (!edge.dashed) delete before.dashed;
      const labels = [before.label, edge.label].filter((label) => label !== undefined && label !== "");
      if (labels.length > 0) before.label = [...new Set(labels)].join(", ").slice(0, 2 * MAX_TEXT);
    }
  }
  return [...kept.values()];
}

function cutLook(look: DiagramRequest["look"]): DiagramRequest["look"] {
  return Object.fromEntries(
    Object.entries(look).map(([key, value]) => [key, value?.slice(0, 2 * MAX_TEXT)]),
  ) as unknown as DiagramRequest["look"];
}
