import type { Look } from "../../look.ts";
import { inkOn } from "../../parts/ink-on.ts";
import { element, textLine } from "../../svg.ts";
import { ASPECT, type DiagramDrawing, LEAST_WIDTH, WIDEST } from "../picture.ts";
import type { DiagramJob } from "../request.ts";
import { flatten, type PlacedMap, type PlacedTopic, place, TOPIC_LINE, TOPIC_TEXT } from "./place.ts";
import { pruned, sizeOf, type Topic, treeOf } from "./tree.ts";

const ROOMS = [210, 185, 165, 145, 125];
const TALLEST = WIDEST * 1.2;
/** What is tried to make a map fit, from most to least: levels below the root, and children of a topic. */
const PRUNINGS: [number, number][] = [
  [12, 1000],
  ...[12, 8, 6, 4, 3].flatMap((most): [number, number][] => [4, 3, 2].map((levels) => [levels, most])),
  [1, 24],
  [1, 12],
];

/** A root in the middle and its branches on both sides. */
export async function mindmap(job: DiagramJob, look: Look): Promise<DiagramDrawing> {
  const tree = treeOf(job.nodes);
  const map = fitting(tree, look);
  const shown = flatten(map.root).length;
  const count = job.nodes.length - 1;
  const hidden = job.nodes.length - shown;
  return {
    body: paint(map, look),
    width: map.right - map.left,
    height: map.bottom - map.top,
    title: look.readable(tree.node.label),
    subtitle: look.say({ ko: `항목 ${count}개`, en: count === 1 ? "1 topic" : `${count} topics` }),
    alt: outline(map.root.topic, look),
    remarks:
      hidden > 0
        ? [look.say({ ko: `항목 ${hidden}개는 개수로 표시 (+n)`, en: `${hidden} topics shown as a count (+n)` })]
        : [],
  };
}

function fitting(tree: Topic, look: Look): PlacedMap {
  let last: PlacedMap | undefined;
  let lastSize = 0;
  for (const [levels, most] of PRUNINGS) {
    const kept = pruned(tree, levels, most);
    if (last && sizeOf(kept) === lastSize) continue;
    lastSize = sizeOf(kept);
    if (lastSize > 400) continue;
    for (const room of ROOMS) {
      last = place(kept, room, look);
      const [width, height] = [last.right - last.left, last.bottom - last.top];
      if (width <= WIDEST && height <= TALLEST && height <= ASPECT * Math.max(width, LEAST_WIDTH - 56)) return last;
    }
  }
  return last!;
}

function paint({ root, left, top }: PlacedMap, look: Look): string {
  const topics = flatten(root);
  const lines = topics.flatMap((topic) => topic.children.map((child) => joint(topic, child, look)));
  const boxes = topics.map((topic) => box(topic, look));
  return element(
    "g",
    { transform: `translate(${-Math.round(left * 100) / 100},${-Math.round(top * 100) / 100})` },
    [...lines, ...boxes].join(""),
  );
}

const colorOf = ({ branch }: PlacedTopic, look: Look): string => {
  const colors = look.theme.lines;
  return colors[branch % colors.length]!;
};

function joint(parent: PlacedTopic, child: PlacedTopic, look: Look): string {
  const sign = child.side === "right" ? 1 : -1;
  const from = parent.level === 0 ? (sign * parent.width) / 2 : parent.x + sign * parent.width;
  const middle = (from + child.x) / 2;
  const [x1, y1, xm, x2, y2] = [from, parent.y, middle, child.x, child.y].map((value) => Math.round(value * 10) / 10);
  return element("path", {
    d: `M${x1} ${y1}C${xm} ${y1} ${xm} ${y2} ${x2} ${y2}`,
    fill: "none",
    stroke: colorOf(child, look),
    "stroke-width": child.level === 1 ? 3 : 1.8,
    "stroke-opacity": child.level === 1 ? undefined : 0.7,
  });
}

function box(topic: PlacedTopic, look: Look): string {
  const { level, side, width, height, y, lines } = topic;
  const { theme } = look;
  const left = level === 0 ? -width / 2 : side === "right" ? topic.x : topic.x - width;
  const color = colorOf(topic, look);
  const fill = level === 0 ? theme.ink : color;
  const rect = { x: left, y: y - height / 2, width, height, rx: level < 2 ? Math.min(22, height / 2) : 6 };
  const ground =
    level < 2
      ? element("rect", { ...rect, fill })
      : element("rect", { ...rect, fill: theme.background }) +
        element("rect", { ...rect, fill: color, "fill-opacity": look.given.theme === "dark" ? 0.2 : 0.1 });
  const style = {
    ...TOPIC_TEXT(level),
    fill: level === 0 ? theme.background : level === 1 ? inkOn(color) : theme.ink,
    anchor: "middle",
  } as const;
  const first = y - ((lines.length - 1) * TOPIC_LINE(level)) / 2 + style.size * 0.35;
  return (
    ground + lines.map((line, i) => textLine(left + width / 2, first + i * TOPIC_LINE(level), line, style)).join("")
  );
}

/** "비용 최적화: 컴퓨팅 (라이트사이징, Savings Plans (…)), 스토리지 (…)". */
function outline(root: Topic, look: Look): string {
  const tell = (topic: Topic): string => {
    const name = [topic.node.label, topic.node.sublabel]
      .filter((text) => text?.trim())
      .map((text) => look.readable(text!))
      .join(" · ");
    const below = topic.children.map(tell);
    if (topic.hidden > 0) below.push(look.say({ ko: `외 ${topic.hidden}개`, en: `${topic.hidden} more` }));
    return below.length > 0 ? `${name || look.readable("")} (${below.join(", ")})` : name || look.readable("");
  };
  const branches = root.children.map(tell);
  if (root.hidden > 0) branches.push(look.say({ ko: `외 ${root.hidden}개`, en: `${root.hidden} more` }));
  const name = look.readable(root.node.label);
  return branches.length > 0 ? `${name}: ${branches.join(", ")}` : name;
}
