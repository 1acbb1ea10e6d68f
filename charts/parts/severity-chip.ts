import type { Look } from "../look.ts";
import { type SeverityLevel, severityTag } from "../severity.ts";
import { element, textLine } from "../svg.ts";
import { inkOn } from "./ink-on.ts";

export const CHIP = 17;

/** A coloured square with the severity's letter; `middle` is its height's middle. */
export function severityChip(level: SeverityLevel, left: number, middle: number, look: Look): string {
  const color = look.theme.severity[level];
  const style = { size: 11, weight: 700, fill: inkOn(color), anchor: "middle" } as const;
  return (
    element("rect", { x: left, y: middle - CHIP / 2, width: CHIP, height: CHIP, rx: 4, fill: color }) +
    textLine(left + CHIP / 2, middle + 4, severityTag(level), style)
  );
}
