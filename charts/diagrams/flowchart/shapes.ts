import type { Look } from "../../look.ts";
import { element, textLine } from "../../svg.ts";
import { drawableText } from "../../text/clean.ts";
import type { Point } from "../edge-path.ts";
import { LABEL, SUBLABEL } from "../picture.ts";
import type { DiagramNode } from "../request.ts";
import { textLines, widest } from "../text-lines.ts";

/** What a step is, told by its shape as well as by its colour. */
export const STEPS = ["start", "step", "decision", "data", "approval", "end"] as const;
export type Step = (typeof STEPS)[number];

export interface Shape {
  step: Step;
  width: number;
  height: number;
  label: string[];
  sublabel: string[];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const ROOM = 210;
const DECISION_ROOM = 150;
const LABEL_LINE = 20;
const SUBLABEL_LINE = 18;
/** How far a data box leans. */
const SLANT = 16;

const WORDS: Readonly<Record<string, Step>> = {
  begin: "start",
  process: "step",
  action: "step",
  task: "step",
  condition: "decision",
  question: "decision",
  io: "data",
  input: "data",
  output: "data",
  database: "data",
  approve: "approval",
  stop: "end",
  done: "end",
};

/** A kind of step by its usual names; an unknown one is a plain step. */
export function stepOf(type: string | undefined): Step {
  const word = (type ?? "").trim().toLowerCase();
  return STEPS.find((step) => step === word) ?? (Object.hasOwn(WORDS, word) ? WORDS[word]! : "step");
}

export function shapeOf(node: DiagramNode, look: Look): Shape {
  const { measure } = look;
  const step = stepOf(node.type);
  const room = step === "decision" ? DECISION_ROOM : ROOM;
  const label = textLines(look.drawable(node.label), room, 3, LABEL, measure);
  const quiet = drawableText([node.sublabel, node.badge].filter(Boolean).join(" · "), measure.coverage);
  const sublabel = quiet === "" ? [] : textLines(quiet, room, 2, SUBLABEL, measure);
  const textWidth = Math.max(widest(label, LABEL, measure), widest(sublabel, SUBLABEL, measure));
  const textHeight = label.length * LABEL_LINE + sublabel.length * SUBLABEL_LINE;
  if (step === "decision") {
    // A text of w x h fits into a diamond of W x H where w/W + h/H is at most 1; here W is twice H.
    const height = Math.max(76, (textWidth + 2 * textHeight) / 2 + 12);
    return { step, width: height * 2, height, label, sublabel };
  }
  const aside = step === "start" || step === "end" ? 26 : step === "data" ? 18 + SLANT : 20;
  return { step, width: Math.max(96, textWidth + 2 * aside), height: textHeight + 26, label, sublabel };
}

const COLORS = {
  light: {
    start: { fill: "#2B59C3", line: "#2B59C3", ink: "#FFFFFF", soft: "#E3EAFB" },
    step: { fill: "#F3F7FD", line: "#A9BDE2" },
    decision: { fill: "#FFF4E0", line: "#E8930C" },
    data: { fill: "#F4F0FC", line: "#8C6FC9" },
    approval: { fill: "#FDECEE", line: "#D92C3C" },
    end: { fill: "#E5F5EE", line: "#0B8A63" },
  },
  dark: {
    start: { fill: "#3F66E0", line: "#3F66E0", ink: "#FFFFFF", soft: "#E3EAFB" },
    step: { fill: "#283042", line: "#5B74A8" },
    decision: { fill: "#3A3020", line: "#F0A63A" },
    data: { fill: "#312A42", line: "#A48BDD" },
    approval: { fill: "#3D272C", line: "#FF6B6B" },
    end: { fill: "#1F372F", line: "#3CC48F" },
  },
} as const;

export function drawShape({ step, label, sublabel }: Shape, box: Box, look: Look): string {
  const colors: { fill: string; line: string; ink?: string; soft?: string } = COLORS[look.given.theme][step];
  const paint = { fill: colors.fill, stroke: colors.line, "stroke-width": 1.6 };
  const { x, y, width, height } = box;
  const outline =
    step === "decision"
      ? element("path", {
          d: `M${x + width / 2} ${y}L${x + width} ${y + height / 2}L${x + width / 2} ${y + height}L${x} ${y + height / 2}Z`,
          "stroke-linejoin": "round",
          ...paint,
        })
      : step === "data"
        ? element("path", {
            d: `M${x + SLANT} ${y}L${x + width} ${y}L${x + width - SLANT} ${y + height}L${x} ${y + height}Z`,
            "stroke-linejoin": "round",
            ...paint,
          })
        : element("rect", { ...box, rx: step === "start" || step === "end" ? height / 2 : 9, ...paint });
  const inner =
    step === "approval"
      ? element("rect", {
          x: x + 3.5,
          y: y + 3.5,
          width: width - 7,
          height: height - 7,
          rx: 6,
          fill: "none",
          stroke: colors.line,
          "stroke-width": 1,
        })
      : "";
  const middle = x + width / 2;
  let top = y + (height - label.length * LABEL_LINE - sublabel.length * SUBLABEL_LINE) / 2;
  let text = "";
  for (const line of label) {
    text += textLine(middle, top + 15, line, { ...LABEL, fill: colors.ink ?? look.theme.ink, anchor: "middle" });
    top += LABEL_LINE;
  }
  for (const line of sublabel) {
    text += textLine(middle, top + 13, line, {
      ...SUBLABEL,
      fill: colors.soft ?? look.theme.inkSoft,
      anchor: "middle",
    });
    top += SUBLABEL_LINE;
  }
  return outline + inner + text;
}

/** Where a line that comes to the box at `end`, along its last stretch from `before`, meets the shape inside it. */
export function clip(step: Step, box: Box, end: Point, before: Point): Point {
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  const [dx, dy] = [end.x - cx, end.y - cy];
  const upright = Math.abs(end.x - before.x) < Math.abs(end.y - before.y);
  if (step === "decision") {
    if (upright) return { x: end.x, y: cy + Math.sign(dy) * halfHeight * Math.max(0, 1 - Math.abs(dx) / halfWidth) };
    return { x: cx + Math.sign(dx) * halfWidth * Math.max(0, 1 - Math.abs(dy) / halfHeight), y: end.y };
  }
  if (step === "data" && !upright) {
    return { x: end.x - (Math.sign(dx) * SLANT * (1 + Math.sign(dx) * (dy / halfHeight))) / 2, y: end.y };
  }
  if (step === "start" || step === "end") {
    const radius = halfHeight;
    const corner = Math.abs(dx) - (halfWidth - radius);
    if (upright && corner > 0) return { x: end.x, y: cy + Math.sign(dy) * Math.sqrt(radius ** 2 - corner ** 2) };
    if (!upright) {
      return { x: cx + Math.sign(dx) * (halfWidth - radius + Math.sqrt(radius ** 2 - dy ** 2)), y: end.y };
    }
  }
  return end;
}
