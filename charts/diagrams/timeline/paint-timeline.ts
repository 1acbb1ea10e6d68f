import type { Look } from "../../look.ts";
import { overlaps, textBox } from "../../parts/box.ts";
import { element, textLine } from "../../svg.ts";
import { drawableText } from "../../text/clean.ts";
import { edgePath, type Point } from "../edge-path.ts";
import type { DiagramEdge } from "../request.ts";
import { causePath } from "./causes.ts";
import type { EventKind } from "./events.ts";
import { EVENT_LABEL, EVENT_TIME, ITEM, type PlacedEvent } from "./place-events.ts";

const CAUSE_LABEL = { size: 12, weight: 600 } as const;

/** The ground of a lane; letters over a line are outlined in it. */
export const laneColor = (look: Look): string => (look.given.theme === "dark" ? "#272C34" : "#F5F7FA");

/** Told apart by their shapes too; bars by their words. */
function kindColor(kind: EventKind, look: Look): string {
  const { theme } = look;
  const [blue, , , orange] = theme.lines as [string, string, string, string];
  return {
    change: blue,
    alarm: orange,
    impact: theme.alert,
    action: theme.lines[4]!,
    recovery: theme.good,
    info: theme.inkQuiet,
  }[kind];
}

export function paintEvent(placed: PlacedEvent, look: Look): string {
  const { theme } = look;
  const { event, x, end, isBar, top, middle, label, detail, textX, anchor } = placed;
  const color = kindColor(event.kind, look);
  const bar = { x, y: top, width: Math.max(4, end - x), height: ITEM.height, rx: 6 };
  const mark = isBar
    ? element("rect", { ...bar, fill: theme.background }) +
      element("rect", { ...bar, fill: color, "fill-opacity": look.given.theme === "dark" ? 0.26 : 0.13 }) +
      element("rect", { ...bar, fill: "none", stroke: color, "stroke-width": 1.5 })
    : marker(event.kind, { x, y: middle }, color, laneColor(look));
  const halo = isBar && anchor === "start" && textX < end ? {} : { halo: laneColor(look) };
  const edge = anchor === "end" ? { anchor } : {};
  return (
    mark +
    textLine(textX, middle - 3, label, { ...EVENT_LABEL, fill: theme.ink, ...edge, ...halo }) +
    textLine(textX, middle + 14, detail, { ...EVENT_TIME, fill: theme.inkSoft, ...edge, ...halo })
  );
}

/** Diamond: change; triangle: alarm; square: impact; circle: response; circle with a tick: recovery; small circle: note. */
function marker(kind: EventKind, { x, y }: Point, fill: string, ground: string): string {
  const r = ITEM.marker;
  const paint = { fill, stroke: ground, "stroke-width": 1.5 };
  const shape = (points: [number, number][]): string =>
    element("path", { d: `M${points.map(([dx, dy]) => `${round(x + dx)} ${round(y + dy)}`).join("L")}Z`, ...paint });
  switch (kind) {
    case "change":
      return shape([[0, -r - 1], [r + 1, 0], [0, r + 1], [-r - 1, 0]]); // biome-ignore format: four corners in a row
    case "alarm":
      return shape([[0, -r - 1], [r + 1, r - 1], [-r - 1, r - 1]]); // biome-ignore format: three corners in a row
    case "impact":
      return element("rect", { x: x - r + 1, y: y - r + 1, width: 2 * r - 2, height: 2 * r - 2, rx: 2, ...paint });
    case "recovery":
      return (
        element("circle", { cx: x, cy: y, r, ...paint }) +
        element("path", {
          d: `M${round(x - 3.5)} ${round(y)}L${round(x - 1)} ${round(y + 3)}L${round(x + 4)} ${round(y - 3)}`,
          fill: "none",
          stroke: ground,
          "stroke-width": 2,
        })
      );
    case "action":
      return element("circle", { cx: x, cy: y, r, ...paint });
    case "info":
      return element("circle", { cx: x, cy: y, r: r - 3, ...paint });
  }
}

/** Arrows from causes to effects; their labels stand over a level stretch, where no event is in the way. */
export function paintCauses(edges: DiagramEdge[], events: PlacedEvent[], look: Look): string {
  const byId = new Map(events.map((placed) => [placed.event.id, placed]));
  const taken = events.map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
  let lines = "";
  let labels = "";
  for (const edge of edges) {
    const points = causePath(byId.get(edge.from)!, byId.get(edge.to)!, events);
    lines += edgePath(points, { color: look.theme.inkQuiet, dashed: edge.dashed });
    const text = drawableText(edge.label ?? "", look.measure.coverage);
    const width = look.measure.width(text, CAUSE_LABEL);
    const level = points.flatMap((point, i) => {
      const before = points[i - 1];
      const long = before && before.y === point.y && Math.abs(point.x - before.x) >= width + 24;
      return long ? [{ x: (point.x + before.x) / 2 - 4, y: point.y - 6 }] : [];
    })[0];
    if (text === "" || !level) continue;
    const box = textBox(level.x - width / 2, level.y, width, CAUSE_LABEL.size);
    if (taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    labels += textLine(level.x, level.y, text, {
      ...CAUSE_LABEL,
      fill: look.theme.inkSoft,
      anchor: "middle",
      halo: laneColor(look),
    });
  }
  return lines + labels;
}

const round = (value: number): number => Math.round(value * 100) / 100;
