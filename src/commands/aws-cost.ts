import { dateFormat } from "../date-format.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { AwsCost, CommandStep } from "../ports/commands.ts";
import type { Datasets } from "../ports/datasets.ts";
import type { Runs } from "../ports/history.ts";
import type { Picture, TextFile, ThreadTool } from "../ports/thread-tool.ts";
import type { CallContext, Language, Table, ToolHost } from "../ports/tools.ts";
import type { Evidence, ToolCallRecord } from "../ports/turn.ts";
import { costAnomaliesAnswer } from "./cost-anomalies-answer.ts";
import { costAnswer, type PeriodWords } from "./cost-answer.ts";
import { costChangeAnswer } from "./cost-change-answer.ts";
import { costFailure } from "./cost-failure.ts";
import { costForecastAnswer } from "./cost-forecast-answer.ts";
import { type CostRequest, readCostRequest } from "./cost-request.ts";
import { costPicture, costToolCall } from "./cost-tool-call.ts";
import { costUsage, explainCost } from "./cost-usage.ts";
import { wholeTable } from "./whole-table.ts";

/** A command is answered by one request of Cost Explorer at most, whatever it asks for. */
const PAID_REQUESTS = 1;

const ANSWERS: Record<CostRequest["kind"], (table: Table, language: Language, periodWords: PeriodWords) => string> = {
  spend: costAnswer,
  compare: costChangeAnswer,
  forecast: costForecastAnswer,
  anomalies: costAnomaliesAnswer,
};

/** `/aws-cost`: one question to Cost Explorer, its figures, its picture and its file, without any model. */
export function createAwsCost(deps: {
  toolHost: Pick<ToolHost, "call">;
  datasets: Pick<Datasets, "add">;
  /** The `chart` and `csv_file` tools of the thread. */
  chart: ThreadTool;
  csv: ThreadTool;
  periodWords: PeriodWords;
  journal: Pick<Runs, "toolCall">;
  clock: Clock;
  log: Log;
}): AwsCost {
  const { toolHost, datasets, chart, csv, periodWords, journal, clock, log } = deps;

  async function ask(request: CostRequest, thread: string, context: CallContext, signal: AbortSignal) {
    const { language, runId } = context;
    const { tool, args } = costToolCall(request);
    const calls: ToolCallRecord[] = [];
    const steps: CommandStep[] = [];
    const note = (call: Omit<ToolCallRecord, "id" | "ms">, since: number) => {
      const record = { ...call, id: `${runId}:${call.name}`, ms: clock.now() - since };
      calls.push(record);
      journal.toolCall(runId, record);
    };

    const began = clock.now();
    const outcome = await toolHost.call(tool, args, { ...context, paidRequests: PAID_REQUESTS }, signal);
    if (outcome.kind !== "table") {
      const error = outcome.kind === "error" ? outcome.code : "internal";
      note({ name: tool, args, rows: null, dataset: null, error }, began);
      return { kind: "failed" as const, why: costFailure(error, language), calls };
    }

    const table = await wholeTable(outcome);
    const at = { thread, context };
    let handle = "";
    let picture: Picture | null = null;
    let file: TextFile | null = null;
    let pictureFailed = false;
    // The figures stand without the picture, and without being stored: `handle` is empty then.
    try {
      handle = (await datasets.add(thread, `${runId}:${tool}`, tool, args, table, outcome.spool)).handle;
      note({ name: tool, args, rows: table.rows.length, dataset: handle, error: null }, began);
      steps.push({ name: tool, args, result: outcome.text, dataset: handle });
      if (request.csv) file = (await csv.run({ dataset: handle, name: "aws-cost" }, at, signal)).file ?? null;
      const asked = costPicture(request, handle, table);
      const drawnFrom = clock.now();
      const drawn = asked ? await chart.run(asked, at, signal) : null;
      picture = drawn?.picture ?? null;
      if (asked && drawn && picture) {
        note({ name: "chart", args: asked, rows: null, dataset: null, error: null }, drawnFrom);
        steps.push({ name: "chart", args: asked, result: drawn.text, dataset: null });
      }
    } catch (error) {
      log.warn({ err: error }, "the picture of /aws-cost could not be made");
      pictureFailed = true;
    }
    return {
      kind: "answer" as const,
      markdown: ANSWERS[request.kind](table, language, periodWords),
      picture,
      pictureFailed,
      file,
      evidence: evidenceOf(handle, tool, args, table),
      calls,
      steps,
      ceRequests: table.source.requests,
    };
  }

  return {
    read(text, { zone, language }) {
      const today = dateFormat("en-CA", { timeZone: zone }).format(clock.now());
      const read = readCostRequest(text, today);
      if ("request" in read) return { kind: "ready", ask: (...at) => ask(read.request, ...at) };
      const usage = costUsage(language);
      if ("help" in read) return { kind: "help", help: { why: null, suggestions: [], usage } };
      return { kind: "help", help: { ...explainCost(read.problem, read.parts, { language, today }), usage } };
    },
  };
}

function evidenceOf(handle: string, tool: string, args: unknown, table: Table): Evidence {
  const { period, scope, source, truncated, notes } = table;
  return {
    datasets: [{ handle, tool, args, period, scope, source, truncated, notes }],
    claims: [],
    unverified: [],
  };
}
