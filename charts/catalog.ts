import type { Chart } from "./define-chart.ts";
import { bars } from "./kinds/bars.ts";
import { costPerDay } from "./kinds/cost-per-day.ts";
import { eventTimeline } from "./kinds/event-timeline.ts";

/** Every chart there is, in the order a model sees them. Adding one: a file in kinds/ and a line here. */
export const catalog: readonly Chart[] = [costPerDay, eventTimeline, bars];
