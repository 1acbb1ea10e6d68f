import type { Budgets } from "../../../src/agent/budgets.ts";
import { createRunTurn } from "../../../src/agent/run-turn.ts";
import type { Log } from "../../../src/log.ts";
import type { Datasets } from "../../../src/ports/datasets.ts";
import type { Spending } from "../../../src/ports/history.ts";
import type { Message, Model, Models } from "../../../src/ports/model.ts";
import type { ThreadTool } from "../../../src/ports/thread-tool.ts";
import type { ToolHost } from "../../../src/ports/tools.ts";
import type { AgentEvent, TurnInput, TurnStatus } from "../../../src/ports/turn.ts";
import { askChoice } from "../../../src/thread-tools/ask-choice.ts";
import { chart, testAccount } from "./account.ts";
import { memoryDatasets, memoryHistory, memoryProposals, memoryRuns } from "./memory.ts";

const NOW = Date.parse("2026-11-21T00:14:00Z");
const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
} as unknown as Log;
const fixedClock = { now: () => NOW, moved: false };

/** One thread with its state in memory, a test account and the given model. `turn` gives the events of one turn. */
export function thread(
  model: Model | null,
  options: {
    toolHost?: ToolHost;
    fallback?: Model;
    budgets?: Partial<Budgets>;
    proposals?: ReturnType<typeof memoryProposals>;
    before?: Message[];
    othersSpent?: Spending;
    threadTools?: ThreadTool[];
    datasets?: Datasets;
  } = {},
) {
  const history = memoryHistory();
  const runs = memoryRuns(options.othersSpent);
  const datasets = options.datasets ?? memoryDatasets();
  const proposals = options.proposals ?? memoryProposals();
  const slept: number[] = [];
  history.rows.push(...(options.before ?? []));
  const models: Models = {
    list: async () => [],
    get: (id) => (id === model?.id ? model : null),
    defaultId: model?.id ?? "none",
    fallback: options.fallback ?? null,
  };
  const runTurn = createRunTurn({
    history,
    runs,
    datasets,
    proposals,
    models,
    toolHost: options.toolHost ?? testAccount(),
    threadTools: options.threadTools ?? [chart, askChoice],
    clock: fixedClock,
    budgets: {
      steps: 12,
      wallMs: 20_000,
      turnUsd: 1,
      turnTokens: 1_000_000,
      personDayUsd: 5,
      personDayTokens: 3_000_000,
      dayUsd: 50,
      dayTokens: 30_000_000,
      threadTokens: 150_000,
      turnCostExplorer: 20,
      turnScanGb: 20,
      personDayCostExplorer: 60,
      personDayScanGb: 20,
      ...options.budgets,
    },
    log: silent,
    sleep: async (ms, signal) => {
      slept.push(ms);
      signal.throwIfAborted();
    },
  });
  const turn = async (
    text: string | null,
    extra: Partial<TurnInput> & { signal?: AbortSignal; onEvent?: (event: AgentEvent) => void } = {},
  ): Promise<{ status: TurnStatus; events: AgentEvent[] }> => {
    const { signal, onEvent, ...input } = extra;
    const events: AgentEvent[] = [];
    const status = await runTurn(
      {
        runId: "run-1",
        thread: "t1",
        asker: { id: "U1", name: "김지우" },
        zone: "Asia/Seoul",
        language: "ko",
        text,
        accounts: ["haneul-prod"],
        modelId: model?.id ?? "gone",
        ...input,
      },
      async (event) => {
        events.push(event);
        onEvent?.(event);
      },
      signal ?? new AbortController().signal,
    );
    return { status, events };
  };
  return { turn, history, runs, datasets, proposals, slept };
}

/** What the reader sees in the end: pieces in order, a reset takes all text away. */
export function seen(events: AgentEvent[]): string[] {
  const shown: string[] = [];
  for (const event of events) {
    if (event.type === "text") shown.push(event.verified ? event.markdown : `(not verified) ${event.markdown}`);
    if (event.type === "text_reset") shown.splice(0, shown.length, ...shown.filter((line) => line.startsWith("[")));
    if (event.type === "picture") shown.push(`[${event.picture.alt}]`);
    if (event.type === "proposal") shown.push(`[proposal ${event.approvalId}]`);
    if (event.type === "choices") shown.push(`? ${event.question}`);
  }
  return shown;
}

export function types(events: AgentEvent[]): string[] {
  return events.map((event) => event.type);
}

export function last(events: AgentEvent[]) {
  const event = events.at(-1)!;
  if (event.type !== "turn_finished" && event.type !== "turn_failed")
    throw new Error(`the last event is ${event.type}`);
  return event;
}
