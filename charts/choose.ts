import { catalog } from "./catalog.ts";
import { isPlainNumber, parseMoment } from "./cells.ts";
import type { Chart } from "./define-chart.ts";
import { percentileOf } from "./percentile.ts";
import type { Cell, Job } from "./request.ts";
import { severityLevel } from "./severity.ts";

/** Enough rows to tell what a column holds. */
const SAMPLE = 50;

interface Shape {
  job: Job;
  has(part: keyof Job["cells"]): boolean;
  money: boolean;
  /** x holds times; a small number is a figure, not seconds since 1970. */
  overTime: boolean;
}

/** What the rows look like, and the chart for it: the first that fits is taken. */
const RULES: readonly [name: string, fits: (shape: Shape) => boolean][] = [
  ["forecast", ({ has, overTime, money }) => overTime && money && has("value") && has("low") && has("high")],
  ["log_volume", ({ has, overTime }) => overTime && has("value") && has("errors")],
  [
    "cost_and_changes",
    ({ has, overTime, money, job }) => overTime && money && has("value") && (job.overlay.marks ?? []).length > 0,
  ],
  ["cost_per_day", ({ has, overTime, money }) => overTime && money && has("value")],
  [
    "percentile_lines",
    ({ has, overTime, job }) =>
      overTime && has("value") && every(job.cells.category, (cell) => percentileOf(String(cell)) !== undefined),
  ],
  [
    "metric_lines",
    ({ has, overTime, job }) =>
      overTime && has("value") && (job.look.unit !== "count" || job.overlay.line !== undefined),
  ],
  ["finding_heatmap", ({ has, overTime }) => overTime && has("category") && has("severity")],
  ["event_timeline", ({ overTime }) => overTime],
  ["scatter", ({ has, job }) => has("value") && every(job.cells.x, isNumber)],
  [
    "severity_bars",
    ({ has, job }) => has("severity") && every(job.cells.severity, (cell) => severityLevel(String(cell)) !== undefined),
  ],
  ["bars", ({ has }) => has("category") || has("x")],
  ["table", ({ job }) => job.fields.length > 0],
  ["bars", () => true],
];

/** "auto". Shares, waterfalls and sparklines answer a question that the rows do not tell: they are asked for by name. */
export function chooseChart(job: Job): Chart {
  const shape: Shape = {
    job,
    has: (part) => job.cells[part] !== undefined,
    money: job.look.unit === "usd" || job.look.unit === "krw",
    overTime: every(job.cells.x, isTime),
  };
  const [name] = RULES.find(([, fits]) => fits(shape))!;
  return catalog.find((chart) => chart.name === name)!;
}

const isNumber = (cell: Cell): boolean => typeof cell === "number" || isPlainNumber(String(cell));

function isTime(cell: Cell): boolean {
  if (typeof cell === "number") return cell > 1e9 && parseMoment(cell) !== undefined;
  return /^\d{4}-\d{2}$/.test(String(cell)) || parseMoment(cell) !== undefined;
}

/** Whether there are cells, and all of a sample are so. */
function every(cells: readonly Cell[] | undefined, is: (cell: Cell) => boolean): boolean {
  const sample = (cells ?? []).filter((cell) => cell !== null && cell !== "").slice(0, SAMPLE);
  return sample.length > 0 && sample.every(is);
}
