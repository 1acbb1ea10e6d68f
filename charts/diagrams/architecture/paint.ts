import type { Look } from "../../look.ts";
import { element, textLine } from "../../svg.ts";
import { drawableText } from "../../text/clean.ts";
import { edgePath, straightened } from "../edge-path.ts";
import { EDGE_LABEL, LABEL, SUBLABEL } from "../picture.ts";
import { type Arranged, ICON, LABEL_LINE, type PlacedNode, SUBLABEL_LINE } from "./arrange.ts";
import { frame } from "./frames.ts";
import type { Icons } from "./icons.ts";

const BADGE = { size: 12, weight: 700, numeric: true } as const;
const TILE = 3;
/** Longest jog that is drawn as a straight line: half the distance of two edges at one icon. */
const STRAIGHTENED = 5;

/** Frames, then edges, their labels, and what stands on top. */
export function paint({ groups, edges, nodes }: Arranged, look: Look, icons: Icons): string {
  const { theme } = look;
  const frames = groups.map(({ group, box }, i) => frame(group, box, look, icons, `g${i}-`));
  const lines = edges.map(({ points, dashed }) =>
    points.length > 1 ? edgePath(straightened(points, STRAIGHTENED), { color: theme.inkQuiet, dashed }) : "",
  );
  const labels = edges.map(({ label }) => {
    if (!label) return "";
    const { box, text } = label;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    return (
      element("rect", { ...box, rx: 5, fill: theme.background }) +
      textLine(middle.x, middle.y + 4.5, text, { ...EDGE_LABEL, fill: theme.inkSoft, anchor: "middle" })
    );
  });
  return [...frames, ...lines, ...labels, ...nodes.map((node, i) => paintNode(node, look, icons, `n${i}-`))].join("");
}

function paintNode({ node, x, y, label, sublabel }: PlacedNode, look: Look, icons: Icons, prefix: string): string {
  const { theme } = look;
  const middle = x + ICON / 2;
  let baseline = y + ICON + 3 + 14;
  let svg = "";
  if (look.given.theme === "dark" && icons.isInk(node.type)) {
    const size = ICON + 2 * TILE;
    svg += element("rect", { x: x - TILE, y: y - TILE, width: size, height: size, rx: 7, fill: "#F3F5F8" });
  }
  svg += icons.draw(node.type, { x, y, size: ICON }, prefix);
  for (const line of label) {
    svg += textLine(middle, baseline, line, { ...LABEL, fill: theme.ink, anchor: "middle" });
    baseline += LABEL_LINE;
  }
  baseline -= 1;
  for (const line of sublabel) {
    svg += textLine(middle, baseline, line, { ...SUBLABEL, fill: theme.inkSoft, anchor: "middle" });
    baseline += SUBLABEL_LINE;
  }
  return svg + badge(node, x + ICON, y, look);
}

/** At the icon's upper right corner: a word, or how many things the node stands for. */
function badge({ badge, count }: PlacedNode["node"], right: number, top: number, look: Look): string {
  const { theme, measure } = look;
  const given = drawableText(badge ?? "", measure.coverage);
  const whole = given === "" ? (count > 1 ? `×${count}` : "") : given;
  if (whole === "") return "";
  const text = measure.fit(whole, 64, BADGE);
  const width = measure.width(text, BADGE) + 12;
  const left = right - width + 10;
  return (
    element("rect", {
      x: left,
      y: top - 14,
      width,
      height: 20,
      rx: 10,
      fill: theme.ink,
      stroke: theme.background,
      "stroke-width": 2,
    }) + textLine(left + width / 2, top + 0.3, text, { ...BADGE, fill: theme.background, anchor: "middle" })
  );
}
