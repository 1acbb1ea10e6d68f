import type { Log } from "../log.ts";
import type { AwsCost } from "../ports/commands.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { Picture, ThreadTool } from "../ports/thread-tool.ts";
import type { Table, ToolHost } from "../ports/tools.ts";
import type { Evidence } from "../ports/turn.ts";
import { costAnswer, type PeriodWords } from "./cost-answer.ts";
import { costFailure } from "./cost-failure.ts";
import { costUsage, readCostRequest } from "./cost-request.ts";

/** `/aws-cost`: one question to Cost Explorer, its figures and its picture, without any model. */
export function createAwsCost(deps: {
  toolHost: Pick<ToolHost, "call">;
  datasets: Pick<Datasets, "add">;
  /** The `chart` tool of the thread. */
  chart: ThreadTool;
  periodWords: PeriodWords;
  log: Log;
}): AwsCost {
  const { toolHost, datasets, chart, periodWords, log } = deps;

  return {
    async run({ text, thread, context }, signal) {
      const { language } = context;
      const request = readCostRequest(text);
      if (!request) return { kind: "usage", markdown: costUsage(language) };

      const args = { period: request.period, group_by: [request.groupBy], granularity: request.granularity };
      const outcome = await toolHost.call("cost_query", args, context, signal);
      if (outcome.kind === "error") return { kind: "failed", why: costFailure(outcome.code, language) };
      if (outcome.kind !== "table") return { kind: "failed", why: costFailure("internal", language) };

      const { table } = outcome;
      const drawn = await draw(table);
      return {
        kind: "answer",
        markdown: costAnswer(table, language, periodWords),
        picture: drawn.picture,
        pictureFailed: drawn.failed,
        evidence: evidenceOf(drawn.handle, args, table),
        ceRequests: table.source.requests,
      };

      /** The figures stand without the picture, and without being stored: `handle` is empty then. */
      async function draw(table: Table): Promise<{ handle: string; picture: Picture | null; failed: boolean }> {
        let handle = "";
        try {
          const stored = await datasets.add(thread, `${context.runId}:cost_query`, "cost_query", args, table);
          handle = stored.handle;
          const kind = isOneStep(table) ? "bars" : "cost_per_day";
          const { picture } = await chart.run({ dataset: handle, chart: kind }, { thread, context }, signal);
          return { handle, picture: picture ?? null, failed: false };
        } catch (error) {
          log.warn({ err: error }, "the picture of /aws-cost could not be made");
          return { handle, picture: null, failed: true };
        }
      }
    },
  };
}

/** One day or one month has no course in time to show. */
function isOneStep(table: Table): boolean {
  const time = table.columns.findIndex((column) => column.type === "day");
  return new Set(table.rows.map((row) => row[time])).size <= 1;
}

function evidenceOf(handle: string, args: unknown, { period, scope, source, truncated, notes }: Table): Evidence {
  return {
    datasets: [{ handle, tool: "cost_query", args, period, scope, source, truncated, notes }],
    claims: [],
    unverified: [],
  };
}
