import type { Look } from "../../look.ts";
import { element, textLine } from "../../svg.ts";
import type { DiagramGroup } from "../request.ts";
import type { Icons } from "./icons.ts";
import { typeKey } from "./resource-types.ts";

/** How a group is framed, after the colours of AWS's own group icons; `label` reads at 4.5:1 on the card. */
interface FrameStyle {
  icon?: string;
  line: string;
  label: { light: string; dark: string };
  dashed?: boolean;
  tint?: number;
}

const PURPLE = { light: "#7A35F0", dark: "#B794FF" };
const GREEN = { light: "#4F7009", dark: "#A5CF45" };
const TEAL = { light: "#007173", dark: "#3CC9CB" };
const ORANGE = { light: "#B35300", dark: "#FF9D45" };
const PINK = { light: "#C40F66", dark: "#FF7CB8" };
const BLUE = { light: "#0F6AA1", dark: "#62B9F0" };
const GREY = { light: "#5B6576", dark: "#B3BBC8" };

const STYLES: Readonly<Record<string, FrameStyle>> = {
  account: { icon: "account", line: "#E7157B", label: PINK },
  region: { icon: "region", line: "#00A4A6", label: TEAL, dashed: true },
  vpc: { icon: "vpc", line: "#8C4FFF", label: PURPLE },
  ec2vpc: { icon: "vpc", line: "#8C4FFF", label: PURPLE },
  az: { line: "#147EBA", label: BLUE, dashed: true },
  availabilityzone: { line: "#147EBA", label: BLUE, dashed: true },
  publicsubnet: { icon: "publicsubnet", line: "#7AA116", label: GREEN, tint: 0.08 },
  subnetpublic: { icon: "publicsubnet", line: "#7AA116", label: GREEN, tint: 0.08 },
  privatesubnet: { icon: "privatesubnet", line: "#00A4A6", label: TEAL, tint: 0.07 },
  subnetprivate: { icon: "privatesubnet", line: "#00A4A6", label: TEAL, tint: 0.07 },
  subnet: { icon: "privatesubnet", line: "#00A4A6", label: TEAL, tint: 0.07 },
  asg: { icon: "asg", line: "#ED7100", label: ORANGE, dashed: true },
  autoscalinggroup: { icon: "asg", line: "#ED7100", label: ORANGE, dashed: true },
  cluster: { icon: "ecs", line: "#ED7100", label: ORANGE },
  ecscluster: { icon: "ecs", line: "#ED7100", label: ORANGE },
  ekscluster: { icon: "eks", line: "#ED7100", label: ORANGE },
};
const PLAIN: FrameStyle = { line: "#8793A6", label: GREY, dashed: true };

const ICON = 22;
const NAME = { size: 13, weight: 600 } as const;
const LONGEST_NAME = 250;
/** From a frame's edge to what stands in it. */
export const FRAME_PADDING = { top: 42, side: 14, bottom: 14 };

export interface FrameBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Narrowest frame that still shows the group's name. */
export function frameWidth(group: DiagramGroup, look: Look): number {
  const name = look.measure.fit(look.drawable(group.label), LONGEST_NAME, NAME);
  return nameLeft(group) + look.measure.width(name, NAME) + FRAME_PADDING.side;
}

export function frame(group: DiagramGroup, box: FrameBox, look: Look, icons: Icons, prefix: string): string {
  const style = styleOf(group);
  const shape = { ...box, rx: 8 };
  const label = style.label[look.given.theme];
  const name = look.measure.fit(look.drawable(group.label), box.width - nameLeft(group) - 8, NAME);
  const line = look.given.theme === "light" && style.line === "#8793A6" ? "#9AA5B5" : style.line;
  return (
    (style.tint ? element("rect", { ...shape, fill: style.line, "fill-opacity": style.tint }) : "") +
    element("rect", {
      ...shape,
      fill: "none",
      stroke: line,
      "stroke-width": 1.5,
      "stroke-dasharray": style.dashed ? "6 4" : undefined,
    }) +
    (style.icon ? icons.draw(style.icon, { x: box.x + 9, y: box.y + 9, size: ICON }, prefix) : "") +
    textLine(box.x + nameLeft(group), box.y + 25, name, { ...NAME, fill: label })
  );
}

const styleOf = (group: DiagramGroup): FrameStyle => {
  const key = typeKey(group.type);
  return Object.hasOwn(STYLES, key) ? STYLES[key]! : PLAIN;
};
const nameLeft = (group: DiagramGroup): number => (styleOf(group).icon ? 9 + ICON + 8 : 14);
