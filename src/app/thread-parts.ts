import { join } from "node:path";
import { createDraw } from "../../charts/draw.ts";
import type { Config } from "../config.ts";
import { createDatasets } from "../datasets/datasets.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { PastScope } from "../ports/past.ts";
import type { Theme } from "../ports/themes.ts";
import { pastScope } from "../slack/past-scope.ts";
import type { createSlack } from "../slack/slack.ts";
import { periodWords } from "../slack/text/time.ts";
import { createThreadTools } from "../thread-tools/catalog.ts";
import { chart } from "../thread-tools/chart.ts";
import { csvFile } from "../thread-tools/csv-file.ts";
import type { RequestHandOver } from "../thread-tools/hand-over.ts";
import { withoutRights } from "../toolhost/child-user.ts";
import type { openState } from "./state.ts";

/** A thread's tables and pictures, and the tools that need the thread itself. `slack` is asked only after the start. */
export function createThreadParts(
  { dataDir, team, childUsers }: Pick<Config, "dataDir" | "team" | "childUsers">,
  deps: {
    state: Pick<ReturnType<typeof openState>, "runs" | "themes" | "approvals" | "past">;
    slack: () => Pick<ReturnType<typeof createSlack>, "directory" | "channelsOf">;
    /** Null: there is nobody to call. */
    handOver: RequestHandOver | null;
    clock: Clock;
    log: Log;
  },
) {
  const { clock, log, slack, handOver } = deps;
  const { runs, themes, approvals, past } = deps.state;
  const datasets = createDatasets({
    ...{ dir: join(dataDir, "threads"), log, clock },
    startAs: childUsers ? withoutRights : undefined,
  });
  const draw = createDraw({ workDir: join(dataDir, "fonts") });
  const { code, rate, as_of: asOf } = team.currency;
  const currency = code === "KRW" && rate !== undefined ? { code, rate, ...(asOf ? { asOf } : {}) } : undefined;
  const askerOf = (runId: string) => runs.get(runId)?.input.asker.id ?? "";
  const drawing = { datasets, draw, periodWords, currency, theme: (runId: string) => themes.of(askerOf(runId)) };

  async function scopeOf(runId: string): Promise<PastScope> {
    const run = runs.get(runId);
    if (!run) throw new Error(`there is no run ${runId}`);
    return pastScope(run.place, run.input.asker.id, slack().channelsOf);
  }

  return {
    datasets,
    draw,
    /** As a button or a command draws: in nobody's turn. */
    files: { chart: chart(drawing), csv: csvFile(datasets) },
    tools: createThreadTools({
      ...{ ...drawing, approvals, clock, past, scopeOf },
      personName: async (id) =>
        (
          await slack()
            .directory.person(id)
            .catch(() => ({ name: id }))
        ).name,
      chooseTheme: (runId: string, theme: Theme) => themes.choose(askerOf(runId), theme),
      handOver: handOver ?? undefined,
    }),
  };
}
