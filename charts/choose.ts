import { catalog } from "./catalog.ts";
import { parseMoment } from "./cells.ts";
import type { Chart } from "./define-chart.ts";
import type { Job } from "./request.ts";

/** Enough rows to tell what a column holds. */
const SAMPLE = 50;

/** "auto": money over time is a cost chart, anything else over time is a timeline, all other rows are bars. */
export function chooseChart(job: Job): Chart {
  const name = !holdsTimes(job)
    ? "bars"
    : job.look.unit !== "count" && job.cells.value
      ? "cost_per_day"
      : "event_timeline";
  return catalog.find((chart) => chart.name === name)!;
}

function holdsTimes(job: Job): boolean {
  const sample = (job.cells.x ?? []).filter((cell) => cell !== null && cell !== "").slice(0, SAMPLE);
  return (
    sample.length > 0 && sample.every((cell) => /^\d{4}-\d{2}$/.test(String(cell)) || parseMoment(cell) !== undefined)
  );
}
