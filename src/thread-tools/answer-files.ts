import type { Log } from "../log.ts";
import type { AnswerFiles, FileRequest, NoFile } from "../ports/answer-files.ts";
import type { DatasetInfo, Datasets } from "../ports/datasets.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { TurnRecord } from "../ports/turn.ts";
import { chartColumns } from "./chart-columns.ts";

/** Calls whose result is no table to look at again. */
const DRAWN = ["chart", "diagram"];

/** The thread's own tools, run by a press on a button of the answer. `csv`, `chart`: the tools of these names. */
export function createAnswerFiles(deps: {
  datasets: Pick<Datasets, "list" | "read">;
  csv: ThreadTool;
  chart: ThreadTool;
  log: Log;
}): AnswerFiles {
  const { datasets, log } = deps;

  const stored = ({ thread, handle }: FileRequest): DatasetInfo | NoFile => {
    const info = datasets.list(thread).find((known) => known.handle === handle);
    if (!info) return { kind: "gone" };
    return info.rowCount === 0 ? { kind: "empty" } : info;
  };

  return {
    offer(thread, record) {
      const main = mainResult(record, datasets.list(thread));
      if (!main) return { csv: null, chart: null };
      const isDrawn = record.toolCalls.some(({ name, error }) => DRAWN.includes(name) && error === null);
      return {
        csv: { handle: main.handle, rows: main.rowCount },
        chart: isDrawn || main.rowCount < 2 || !isDrawable(main) ? null : main.handle,
      };
    },

    async csv(request) {
      try {
        const info = stored(request);
        if ("kind" in info) return info;
        const { thread, handle, context } = request;
        const { file } = await deps.csv.run(
          { dataset: handle, name: nameOf(info) },
          { thread, context },
          AbortSignal.timeout(60_000),
        );
        if (!file) return { kind: "empty" };
        return { kind: "csv", file, rows: info.rowCount, complete: info.truncated === null };
      } catch (error) {
        log.error({ err: error, handle: request.handle }, "a result could not be made into a file");
        return { kind: "failed" };
      }
    },

    async chart(request, signal) {
      try {
        const info = stored(request);
        if ("kind" in info) return info;
        if (!isDrawable(info)) return { kind: "not_drawable" };
        const { thread, handle, context } = request;
        const { picture } = await deps.chart.run({ dataset: handle }, { thread, context }, signal);
        return picture ? { kind: "chart", picture } : { kind: "not_drawable" };
      } catch (error) {
        log.error({ err: error, handle: request.handle }, "a result could not be drawn");
        return { kind: "failed" };
      }
    },
  };
}

/** The result an answer is about: what was computed last, else the facts on one thing, else the first that was fetched, else what it looked at again. */
function mainResult({ toolCalls, evidence }: TurnRecord, known: DatasetInfo[]): DatasetInfo | null {
  const withRows = (handle: string | null | undefined) =>
    known.find((info) => info.handle === handle && info.rowCount > 0) ?? null;
  const own = toolCalls.flatMap(({ name, dataset, error }) => {
    const info = error === null && !DRAWN.includes(name) ? withRows(dataset) : null;
    return info ? [{ name, info }] : [];
  });
  // A single row is one figure of an answer, not what it is about.
  const main =
    own.findLast(({ name, info }) => name === "data_query" && info.rowCount > 1) ??
    own.findLast(({ info }) => isSheet(info)) ??
    own[0];
  return (
    main?.info ?? evidence.datasets.map(({ handle }) => withRows(handle)).findLast((info) => info !== null) ?? null
  );
}

/** "cost_query_2026-11-09_2026-11-15": what it is of, and when. */
function nameOf({ tool, period }: DatasetInfo): string {
  if (!period) return tool.slice(0, 30);
  const last = new Date(Date.parse(period.to) - 1).toISOString();
  return [tool.slice(0, 30), period.from.slice(0, 10), last.slice(0, 10)].join("_");
}

function isDrawable(info: DatasetInfo): boolean {
  if (isSheet(info)) return false;
  try {
    chartColumns(info.columns, {}, "auto", undefined);
    return true;
  } catch {
    return false;
  }
}

/** A sheet of facts, one a row: nothing in it is drawn along anything. */
function isSheet({ columns }: DatasetInfo): boolean {
  return ["section", "name", "value"].every((name) => columns.some((one) => one.name === name && one.type === "text"));
}
