import type { Datasets } from "../ports/datasets.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import { type ChartDeps, chart } from "./chart.ts";
import { csvFile } from "./csv-file.ts";
import { dataQuery } from "./data-query.ts";

/** The tools that need the thread itself, in the order a model sees them. */
export function createThreadTools(deps: ChartDeps & { datasets: Datasets }): ThreadTool[] {
  return [dataQuery(deps.datasets), chart(deps), csvFile(deps.datasets)];
}
