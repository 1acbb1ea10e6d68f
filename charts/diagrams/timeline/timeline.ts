import type { Look } from "../../look.ts";
import { element, textLine } from "../../svg.ts";
import { timeTicks } from "../../time/time-ticks.ts";
import { clockTime, DAY_MS, isoMinute, shortDay } from "../../time/write-date.ts";
import { ASPECT, type DiagramDrawing } from "../picture.ts";
import type { DiagramJob } from "../request.ts";
import { textLines } from "../text-lines.ts";
import { duration, eventsOf, KIND_NAMES, type Lane, type TimelineEvent } from "./events.ts";
import { foldEvents, type Story } from "./fold-events.ts";
import { laneColor, paintCauses, paintEvent } from "./paint-timeline.ts";
import { placeEvents } from "./place-events.ts";

const WIDTH = 904;
const GUTTER = 96;
const PLOT = { left: GUTTER + 20, right: WIDTH - 12, top: 34 };
const TALLEST = ASPECT * WIDTH * 0.75;
const AXIS = { size: 13, numeric: true } as const;
const LANE_NAME = { size: 13, weight: 600 } as const;
/** Stretches of time whose events become one, tried in order until the picture is low enough. */
const FOLDINGS = [40, 24, 16, 10, 6, 3, 1];

/** What happened when, in lanes, and what led to what. */
export async function timeline(job: DiagramJob, look: Look): Promise<DiagramDrawing> {
  const { events, lanes } = eventsOf(job, look);
  const whole: Story = { events, edges: job.edges, folded: 0 };
  const { story, placed, x, from, to } = fitting(whole, lanes, look);
  const { zone, theme } = look;
  const ticks = timeTicks({ from, to, wholeDays: false }, PLOT.right - PLOT.left, zone, look);
  const grid = ticks.map(({ at, label }) => {
    const at_ = x(at);
    return (
      element("path", { d: `M${round(at_)} ${PLOT.top - 6}V${round(placed.bottom)}`, stroke: theme.grid }) +
      textLine(at_, PLOT.top - 14, label, { ...AXIS, fill: theme.inkSoft, anchor: "middle" })
    );
  });
  const first = events[0]!.from;
  const last = Math.max(...events.map((event) => event.to));
  const day = `${shortDay(zone.toWall(first), look.language)} ${zone.letters(first)}`;
  const impacts = events.filter((event) => event.kind === "impact" && event.to > event.from);
  return {
    body: [
      ...placed.lanes.map((lane) => paintLane(lane, look)),
      ...grid,
      textLine(0, PLOT.top - 14, day, { ...AXIS, fill: theme.inkQuiet }),
      paintCauses(story.edges, placed.events, look),
      ...placed.events.map((event) => paintEvent(event, look)),
    ].join(""),
    width: WIDTH,
    height: placed.bottom,
    title: look.say({ ko: "인시던트 타임라인", en: "Incident timeline" }),
    subtitle: `${isoMinute(zone.toWall(first))} – ${endText(first, last, look)} ${zone.letters(last)}`,
    ...(impacts.length === 1
      ? {
          kpi: {
            value: duration(impacts[0]!.to - impacts[0]!.from, look),
            delta: { text: "", tone: "quiet" as const, against: look.say({ ko: "영향 시간", en: "of impact" }) },
          },
        }
      : {}),
    alt: tell(whole, look),
    remarks:
      story.folded > 0
        ? [
            look.say({
              ko: `이벤트 ${events.length}개를 ${story.events.length}개로 묶음`,
              en: `${events.length} events folded into ${story.events.length}`,
            }),
          ]
        : [],
  };
}

function fitting(whole: Story, lanes: Lane[], look: Look) {
  const first = whole.events[0]!.from;
  const last = Math.max(...whole.events.map(({ to }) => to));
  const pad = Math.max((last - first) * 0.03, 60_000);
  const [from, to] = [first - pad, last + pad];
  const x = (at: number): number => PLOT.left + ((at - from) / (to - from)) * (PLOT.right - PLOT.left);
  const attempt = (story: Story) => ({ story, placed: placeEvents(story.events, lanes, PLOT, x, look), x, from, to });
  let fit = attempt(whole);
  for (const steps of FOLDINGS) {
    if (fit.placed.bottom <= TALLEST) break;
    fit = attempt(foldEvents(whole, steps, look));
  }
  return fit;
}

function paintLane({ name, top, bottom }: { name: string; top: number; bottom: number }, look: Look): string {
  const lines = textLines(name, GUTTER - 20, 3, LANE_NAME, look.measure);
  const firstLine = (top + bottom) / 2 - ((lines.length - 1) * 17) / 2 + 5;
  return (
    element("rect", { x: 0, y: top, width: WIDTH, height: bottom - top, rx: 8, fill: laneColor(look) }) +
    lines.map((line, i) => textLine(12, firstLine + i * 17, line, { ...LANE_NAME, fill: look.theme.inkSoft })).join("")
  );
}

function endText(first: number, last: number, look: Look): string {
  const [a, b] = [look.zone.toWall(first), look.zone.toWall(last)];
  return Math.floor(a / DAY_MS) === Math.floor(b / DAY_MS) ? clockTime(b) : isoMinute(b);
}

/** Every event with its time, kind and causes. */
function tell({ events, edges }: Story, look: Look): string {
  const labelOf = new Map(events.map(({ id, node }) => [id, look.readable(node.label)]));
  const sentence = ({ id, when, kind, node }: TimelineEvent): string => {
    const about = [look.say(KIND_NAMES[kind]), ...(node.sublabel ? [look.readable(node.sublabel)] : [])].join(", ");
    const causes = edges
      .filter(({ to }) => to === id)
      .map(({ from, label }) => `${labelOf.get(from)}${label ? ` (${look.readable(label)})` : ""}`);
    const why =
      causes.length === 0
        ? ""
        : look.say({ ko: ` ← 원인: ${causes.join(", ")}`, en: ` ← caused by ${causes.join(", ")}` });
    return `${when} ${labelOf.get(id)} [${about}]${why}`;
  };
  return events.map(sentence).join("; ");
}

const round = (value: number): number => Math.round(value * 100) / 100;
