import type { Datasets } from "../ports/datasets.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import { askChoice } from "./ask-choice.ts";
import { type ChangesDeps, changesMade } from "./changes-made.ts";
import { type ChartDeps, chart } from "./chart.ts";
import { type ChartThemeDeps, chartTheme } from "./chart-theme.ts";
import { csvFile } from "./csv-file.ts";
import { dataQuery } from "./data-query.ts";
import { type DiagramDeps, diagram } from "./diagram.ts";
import { handOver, type RequestHandOver } from "./hand-over.ts";
import { type HistorySearchDeps, historySearch } from "./history-search.ts";

/** The tools that need the thread itself, in the order a model sees them. */
export function createThreadTools(
  deps: ChartDeps &
    DiagramDeps &
    ChartThemeDeps &
    ChangesDeps &
    HistorySearchDeps & {
      datasets: Datasets;
      /** Absent: nobody can be called, so it is not offered. */
      handOver?: RequestHandOver | undefined;
    },
): ThreadTool[] {
  return [
    dataQuery(deps.datasets),
    chart(deps),
    diagram(deps),
    csvFile(deps.datasets),
    askChoice,
    chartTheme(deps),
    changesMade(deps),
    historySearch(deps),
    ...(deps.handOver ? [handOver(deps.handOver)] : []),
  ];
}
