import { BODY, CARD, composeCard } from "../card.ts";
import type { Look } from "../look.ts";
import { createLook } from "../look.ts";
import type { Composed, Job } from "../request.ts";
import { group } from "../svg.ts";
import { plainText } from "../text/clean.ts";
import { createMeasure } from "../text/measure.ts";
import { architecture } from "./architecture/architecture.ts";
import { createIcons } from "./architecture/icons.ts";
import { flowchart } from "./flowchart/flowchart.ts";
import { createLayout } from "./layout.ts";
import { mindmap } from "./mindmap/mindmap.ts";
import { ASPECT, type DiagramDrawing, LEAST_WIDTH, WIDEST } from "./picture.ts";
import type { DiagramJob, DiagramKind } from "./request.ts";
import { createStandalone } from "./standalone-svg.ts";
import { timeline } from "./timeline/timeline.ts";

/** Slack refuses an alt text over 2,000 characters. */
const LONGEST_ALT = 1900;
const FOOTER = 42;

/** From a checked diagram to the SVG of the whole card. Runs in the worker; ELK is loaded with the first diagram. */
export function createDiagramComposer(fontDir: string): (job: DiagramJob) => Promise<Composed> {
  const measure = createMeasure(fontDir);
  const layout = createLayout();
  const icons = createIcons();
  const standalone = createStandalone(fontDir);
  const kinds: Record<DiagramKind, (job: DiagramJob, look: Look) => Promise<DiagramDrawing>> = {
    architecture: (job, look) => architecture(job, look, layout, icons),
    flowchart: (job, look) => flowchart(job, look, layout, icons),
    mindmap,
    timeline,
  };
  return async (job) => {
    const look = createLook({ ...NO_ROWS, look: { ...job.look, unit: "count" } }, measure);
    const drawing = await kinds[job.diagram](job, look);
    const composed = onCard(drawing, look);
    return job.standalone ? { ...composed, standalone: await standalone(composed.svg, composed) } : composed;
  };
}

const NO_ROWS: Omit<Job, "look"> = { chart: "", columns: {}, cells: {}, fields: [], overlay: {}, rowCount: 0 };

/** The drawing in the middle of a card that is at most twice as wide as high, or the other way round. */
function onCard(drawing: DiagramDrawing, look: Look): Composed {
  const least = Math.max(LEAST_WIDTH, drawing.width + 2 * CARD.padding);
  const above = BODY.top + 4;
  const height = Math.ceil(Math.max(above + drawing.height + FOOTER, least / ASPECT));
  const width = Math.ceil(Math.max(least, height / ASPECT));
  const left = Math.max(CARD.padding, (width - drawing.width) / 2);
  const top = above + Math.max(0, (height - above - FOOTER - drawing.height) / 2);
  const large =
    drawing.width > WIDEST + 1 ? [look.say({ ko: "확대해서 보세요", en: "Open the picture to read it" })] : [];
  const remarks = [...drawing.remarks, ...large];
  const body = group(left, top, drawing.body);
  const plan = { ...drawing, kpi: drawing.kpi, remarks, height, width, draw: async () => ({ body }) };
  const title = look.own("title", drawing.title).said;
  const source = look.own("source", "").said;
  const alt = [
    title,
    look.withScope(drawing.subtitle).said,
    drawing.alt,
    ...remarks,
    ...(source === "" ? [] : [look.say({ ko: `출처: ${source}`, en: `Source: ${source}` })]),
    ...(look.asOf ? [look.asOf] : []),
  ].join(". ");
  return {
    svg: composeCard(plan, { body }, look),
    alt: alt.length > LONGEST_ALT ? `${plainText(alt.slice(0, LONGEST_ALT), LONGEST_ALT)}…` : `${alt}.`,
    title,
    width,
    height,
  };
}
