import { expect, test } from "vitest";
import { readDiagram } from "../../../charts/diagrams/read-diagram.ts";
import type { DiagramRequest } from "../../../charts/diagrams/request.ts";
import { koreanLook } from "./composing.ts";

const node = (id: string, more: Partial<DiagramRequest["nodes"][number]> = {}) => ({ id, label: id, ...more });
const asked = (more: Partial<DiagramRequest>): DiagramRequest => ({
  kind: "flowchart",
  nodes: [node("a"), node("b")],
  look: koreanLook,
  ...more,
});

test.each<[string, Partial<DiagramRequest>, string]>([
  [
    "an edge to nowhere",
    { edges: [{ from: "a", to: "ghost" }] },
    'The edge from "a" to "ghost" ends at "ghost", which is no node or group. There are: "a", "b". Add the node, or leave the edge out.',
  ],
  [
    "an id used twice",
    { nodes: [node("a"), node("a")] },
    'The id "a" is used twice: nodes and groups need ids of their own.',
  ],
  [
    "a parent that is no group",
    { nodes: [node("a", { parent: "b" }), node("b")] },
    'The parent "b" of "a" is no group of this diagram. There is no group at all.',
  ],
  [
    "groups inside one another",
    {
      groups: [
        { id: "g", label: "g", parent: "h" },
        { id: "h", label: "h", parent: "g" },
      ],
    },
    '"g" stands inside itself: follow its parents and break the circle.',
  ],
  [
    "an edge from a group to what is in it",
    {
      groups: [{ id: "g", label: "g" }],
      nodes: [node("a", { parent: "g" })],
      edges: [{ from: "g", to: "a" }],
    },
    'The edge from "g" to "a" joins a group with itself or what is in it: name two nodes instead.',
  ],
  [
    "a flow of too many steps",
    { nodes: Array.from({ length: 61 }, (_, i) => node(`n${i}`)) },
    "A flowchart takes at most 60 steps and 90 edges: draw its parts one by one.",
  ],
  [
    "a mind map with two roots",
    { kind: "mindmap" },
    'A mind map has one root, but "a", "b" have no parent. Put them under one node.',
  ],
  [
    "a mind map that is a circle",
    { kind: "mindmap", nodes: [node("a", { parent: "b" }), node("b", { parent: "a" })] },
    '"a" stands inside itself: follow its parents and break the circle.',
  ],
  [
    "an event without a time",
    { kind: "timeline" },
    'The event "a" needs "at", an ISO time such as 2026-10-31T09:00:00Z.',
  ],
  [
    "an event that ends before it begins",
    { kind: "timeline", nodes: [node("a", { at: "2026-11-18T22:00:00Z", to: "2026-11-18T21:00:00Z" })] },
    'The event "a" ends before it begins.',
  ],
  [
    "an event that causes itself",
    { kind: "timeline", nodes: [node("a", { at: "2026-11-18" })], edges: [{ from: "a", to: "a" }] },
    'The event "a" cannot be its own cause.',
  ],
])("%s is refused with a sentence that says what to mend", (_, more, message) => {
  expect(() => readDiagram(asked(more))).toThrow(expect.objectContaining({ code: "bad_diagram", message }));
});

test("no node at all is the cue for a sentence instead of a picture", () => {
  expect(() => readDiagram(asked({ nodes: [] }))).toThrow(expect.objectContaining({ code: "no_data" }));
});

test("a text where a number was given is named by its place", () => {
  const nodes = [{ id: "a", label: 7 }] as unknown as DiagramRequest["nodes"];
  expect(() => readDiagram(asked({ nodes }))).toThrow(/^nodes\.0\.label: /);
});

test("two edges between the same ends become one with both labels; circles and self-loops are fine", () => {
  const edges = [
    { from: "a", to: "b", label: "80", dashed: true },
    { from: "a", to: "b", label: "443" },
    { from: "b", to: "a" },
    { from: "a", to: "a" },
  ];
  expect(readDiagram(asked({ edges })).edges).toEqual([
    { from: "a", to: "b", label: "80, 443" },
    { from: "b", to: "a" },
    { from: "a", to: "a" },
  ]);
});

test("texts of any length are cut before they travel", () => {
  const job = readDiagram(
    asked({ nodes: [node("a", { label: "W".repeat(100_000) })], look: { ...koreanLook, title: "T".repeat(9_000) } }),
  );
  expect(job.nodes[0]!.label).toHaveLength(400);
  expect(job.look.title).toHaveLength(400);
});
