import type { Look } from "../../look.ts";
import type { FontWeight } from "../../text/families.ts";
import { textLines, widest } from "../text-lines.ts";
import type { Topic } from "./tree.ts";

/** A topic where it stands: `y` is its middle, `x` its end nearer to the root. */
export interface PlacedTopic {
  topic: Topic;
  level: number;
  /** Of the branch: which colour. */
  branch: number;
  side: "left" | "right";
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
  children: PlacedTopic[];
}

export interface PlacedMap {
  root: PlacedTopic;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const TOPIC_TEXT = (level: number): { size: number; weight: FontWeight } =>
  level === 0 ? { size: 18, weight: 700 } : level === 1 ? { size: 15, weight: 600 } : { size: 15, weight: 400 };
export const TOPIC_LINE = (level: number): number => (level === 0 ? 24 : 20);

const PADDING = [
  { x: 24, y: 15 },
  { x: 16, y: 9 },
  { x: 9, y: 5 },
];
const GAPS = { column: 40, firstColumn: 48, topic: 11, branch: 22 };

/** Two sides of a tidy tree: the branches in order, the first ones to the right, so that both sides are about as high. */
export function place(root: Topic, room: number, look: Look): PlacedMap {
  const branches = root.children.map((child, branch) => measured(child, 1, branch, room, look));
  const heights = branches.map((branch) => blockHeight(branch) + GAPS.branch);
  const total = heights.reduce((sum, height) => sum + height, 0);
  let split = branches.length;
  let least = Number.POSITIVE_INFINITY;
  let right = 0;
  heights.forEach((height, i) => {
    right += height;
    const difference = Math.abs(right - (total - right));
    if (branches.length > 1 && difference < least) {
      least = difference;
      split = i + 1;
    }
  });
  const center = { ...measured(root, 0, 0, room * 1.4, look), x: 0, y: 0 };
  for (const [side, part] of [
    ["right", branches.slice(0, split)],
    ["left", branches.slice(split)],
  ] as const) {
    const from = { right: center.width / 2, left: -center.width / 2 }[side];
    for (const branch of part) stand(branch, side, from + { right: 1, left: -1 }[side] * GAPS.firstColumn);
    const height = part.reduce((sum, branch) => sum + blockHeight(branch) + GAPS.branch, -GAPS.branch);
    let top = -height / 2;
    for (const branch of part) {
      lower(branch, top);
      top += blockHeight(branch) + GAPS.branch;
    }
  }
  center.children = branches;
  const all = [center, ...branches.flatMap(flatten)];
  const ends = all.map(({ level, side, x, width }) =>
    level === 0 ? [-width / 2, width / 2] : side === "right" ? [x, x + width] : [x - width, x],
  );
  return {
    root: center,
    left: Math.min(...ends.map(([left]) => left!)),
    right: Math.max(...ends.map(([, end]) => end!)),
    top: Math.min(...all.map(({ y, height }) => y - height / 2)),
    bottom: Math.max(...all.map(({ y, height }) => y + height / 2)),
  };
}

export const flatten = (topic: PlacedTopic): PlacedTopic[] => [topic, ...topic.children.flatMap(flatten)];

function measured(topic: Topic, level: number, branch: number, room: number, look: Look): PlacedTopic {
  const style = TOPIC_TEXT(level);
  const label = [topic.node.label, topic.node.sublabel].filter((text) => text?.trim()).join(" · ");
  const more = topic.hidden > 0 ? ` +${topic.hidden}` : "";
  const lines = textLines(
    look.drawable(label),
    room - look.measure.width(more, style),
    level === 0 || room < 170 ? 3 : 2,
    style,
    look.measure,
  );
  lines.push(lines.pop()! + more);
  const padding = PADDING[Math.min(level, 2)]!;
  return {
    topic,
    level,
    branch,
    side: "right",
    x: 0,
    y: 0,
    width: widest(lines, style, look.measure) + 2 * padding.x,
    height: lines.length * TOPIC_LINE(level) + 2 * padding.y,
    lines,
    children: topic.children.map((child) => measured(child, level + 1, branch, room, look)),
  };
}

function blockHeight(topic: PlacedTopic): number {
  const below = topic.children.reduce((sum, child) => sum + blockHeight(child) + GAPS.topic, -GAPS.topic);
  return Math.max(topic.height, below);
}

/** Children begin where their parent ends; all of one parent stand in line. */
function stand(topic: PlacedTopic, side: "left" | "right", x: number): void {
  topic.side = side;
  topic.x = x;
  const sign = side === "right" ? 1 : -1;
  for (const child of topic.children) stand(child, side, x + sign * (topic.width + GAPS.column));
}

function lower(topic: PlacedTopic, top: number): void {
  const height = blockHeight(topic);
  topic.y = top + height / 2;
  const inner = topic.children.reduce((sum, child) => sum + blockHeight(child) + GAPS.topic, -GAPS.topic);
  let at = top + (height - inner) / 2;
  for (const child of topic.children) {
    lower(child, at);
    at += blockHeight(child) + GAPS.topic;
  }
}
