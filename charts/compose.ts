import { CARD, composeCard } from "./card.ts";
import { catalog } from "./catalog.ts";
import { chooseChart } from "./choose.ts";
import { inCurrency } from "./currency.ts";
import type { Chart, MappedRow } from "./define-chart.ts";
import { DrawError } from "./errors.ts";
import { createLook } from "./look.ts";
import { createPlot, type PlotStage } from "./plot.ts";
import type { Columns, Composed, Job } from "./request.ts";
import { plainText } from "./text/clean.ts";
import { createMeasure } from "./text/measure.ts";

/** Slack refuses an alt text over 2,000 characters. */
const LONGEST_ALT = 1900;

/** From mapped rows to the SVG of the whole card. Runs in the worker; loads vega and the fonts' metrics. */
export function createComposer(
  fontDir: string,
  observe?: (stage: PlotStage, ms: number) => void,
): (job: Job) => Promise<Composed> {
  const measure = createMeasure(fontDir);
  const plot = createPlot(measure, observe);
  return async (given) => {
    const job = inCurrency(given);
    if (job.rowCount === 0) throw new DrawError("no_data", "There are no rows to draw: say so in a sentence instead.");
    const chart = job.chart === "auto" ? chooseChart(job) : findChart(job.chart);
    const look = createLook(job, measure);
    const planned = chart.plan(mapRows(chart, job), job.columns, look);
    const plan = { ...planned, remarks: [...planned.remarks, ...(look.rate ? [look.rate] : [])] };
    const drawing = await plan.draw(plot);
    const title = look.own("title", plan.title).said;
    const subtitle = look.withScope(plan.subtitle).said;
    const source = look.own("source", "").said;
    const origin = source === "" ? [] : [look.say({ ko: `출처: ${source}`, en: `Source: ${source}` })];
    const alt = [title, subtitle, plan.alt, ...plan.remarks, ...origin, ...(look.asOf ? [look.asOf] : [])].join(". ");
    return {
      svg: composeCard(plan, drawing, look),
      alt: alt.length > LONGEST_ALT ? `${plainText(alt.slice(0, LONGEST_ALT), LONGEST_ALT)}…` : `${alt}.`,
      title,
      height: plan.height ?? CARD.height,
    };
  };
}

function findChart(name: string): Chart {
  const chart = catalog.find((candidate) => candidate.name === name);
  if (chart) return chart;
  const names = catalog.map((candidate) => candidate.name).join(", ");
  throw new DrawError("unknown_chart", `There is no chart of that name. Use "auto" or one of: ${names}.`);
}

function mapRows(chart: Chart, job: Job): MappedRow[] {
  const parts = (Object.keys(chart.columns) as (keyof Columns)[]).filter((part) => job.cells[part] !== undefined);
  for (const [part, column] of Object.entries(chart.columns)) {
    if (column.required && !parts.includes(part as keyof Columns)) {
      throw new DrawError("bad_columns", `The chart ${chart.name} needs columns.${part}: ${column.means}.`);
    }
  }
  return Array.from({ length: job.rowCount }, (_, i) => ({
    ...Object.fromEntries(parts.map((part) => [part, job.cells[part]![i] ?? null])),
    ...(job.fields.length > 0 ? { fields: job.fields.map(({ cells }) => cells[i] ?? null) } : {}),
  }));
}
