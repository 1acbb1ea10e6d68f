import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatasets } from "../../../src/datasets/datasets.ts";
import { createOfflinePlanner } from "../../../src/models/offline/planner.ts";
import { askChoice } from "../../../src/thread-tools/ask-choice.ts";
import { chart } from "../../../src/thread-tools/chart.ts";
import { csvFile } from "../../../src/thread-tools/csv-file.ts";
import { dataQuery } from "../../../src/thread-tools/data-query.ts";
import { diagram } from "../../../src/thread-tools/diagram.ts";
import { pencil, periodWords } from "../../thread-tools/support.ts";
import { recordLog } from "../../toolhost/support/record-log.ts";
import { NOW, startSampleAccount } from "../../tools/support/sample-account.ts";
import { toolHostHere } from "../../tools/support/tool-host-here.ts";
import { thread } from "./thread.ts";

/** Turns of the planner over the sample account: real tools over their wire, real datasets, a pencil for pictures. */
export async function sampleTurns() {
  const account = await startSampleAccount();
  const { log } = recordLog();
  const toolHost = toolHostHere({ env: account.env("read") });
  const dir = mkdtempSync(join(tmpdir(), "sample-turns-"));
  const datasets = createDatasets({ dir, log, clock: { now: () => Date.parse(NOW), moved: false } });
  const { draw } = pencil();
  const threadTools = [
    dataQuery(datasets),
    chart({ datasets, draw, periodWords }),
    diagram({ datasets, draw }),
    csvFile(datasets),
    askChoice,
  ];
  const planner = createOfflinePlanner();
  let threads = 0;
  return {
    /** A new thread over the same tools. */
    open(model: Parameters<typeof thread>[0] = planner) {
      threads += 1;
      const key = `sample-${threads}`;
      const world = thread(model, {
        toolHost,
        threadTools,
        datasets,
        // Real processes on a machine that others use too.
        budgets: { wallMs: 120_000 },
      });
      const turn: typeof world.turn = (text, extra) => world.turn(text, { thread: key, ...extra });
      return { ...world, turn };
    },
    account,
    datasets,
    /** The thread that was opened last. */
    newest: () => `sample-${threads}`,
    async close() {
      await Promise.all([toolHost.close(), datasets.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
