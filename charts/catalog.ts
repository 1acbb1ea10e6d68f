import type { Chart } from "./define-chart.ts";
import { bars } from "./kinds/bars.ts";
import { costAndChanges } from "./kinds/cost-and-changes.ts";
import { costPerDay } from "./kinds/cost-per-day.ts";
import { donut } from "./kinds/donut.ts";
import { eventTimeline } from "./kinds/event-timeline.ts";
import { findingHeatmap } from "./kinds/finding-heatmap.ts";
import { forecast } from "./kinds/forecast.ts";
import { logVolume } from "./kinds/log-volume.ts";
import { metricLines } from "./kinds/metric-lines.ts";
import { percentileLines } from "./kinds/percentile-lines.ts";
import { scatter } from "./kinds/scatter.ts";
import { severityBars } from "./kinds/severity-bars.ts";
import { sparklines } from "./kinds/sparklines.ts";
import { table } from "./kinds/table.ts";
import { waterfall } from "./kinds/waterfall.ts";

/** Every chart there is, in the order a model sees them. Adding one: a file in kinds/ and a line here. */
export const catalog: readonly Chart[] = [
  costPerDay,
  bars,
  waterfall,
  forecast,
  costAndChanges,
  eventTimeline,
  findingHeatmap,
  severityBars,
  logVolume,
  metricLines,
  percentileLines,
  donut,
  scatter,
  table,
  sparklines,
];
