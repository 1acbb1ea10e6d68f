import type { DatasetInfo, Datasets } from "../../../src/ports/datasets.ts";
import type { History, Runs, Spending, ThreadPrefix } from "../../../src/ports/history.ts";
import type { Message, Usage } from "../../../src/ports/model.ts";
import type { Proposals } from "../../../src/ports/proposals.ts";
import type { Scalar } from "../../../src/ports/tools.ts";
import type { ToolCallRecord } from "../../../src/ports/turn.ts";

/** Stores what crosses as JSON, like the real one does. */
export function memoryHistory(): History & { rows: Message[] } {
  const rows: Message[] = [];
  let begin = 0;
  let kept: ThreadPrefix | null = null;
  return {
    rows,
    messages: () => structuredClone(rows.slice(begin)),
    append: (_thread, _runId, message) => void rows.push(JSON.parse(JSON.stringify(message)) as Message),
    beginAnew(_thread, _runId, message) {
      begin = rows.push(JSON.parse(JSON.stringify(message)) as Message) - 1;
    },
    prefix(_thread, fresh) {
      kept ??= structuredClone(fresh());
      return structuredClone(kept);
    },
  };
}

type ModelCall = Parameters<Runs["modelCall"]>[1];

/** `others`: what everybody else has spent today. */
export function memoryRuns(others: Spending = { usd: 0, unpricedTokens: 0 }): Runs & { modelCalls: ModelCall[] } {
  const toolCalls = new Map<string, ToolCallRecord>();
  const modelCalls: ModelCall[] = [];
  const total = (key: keyof Usage) => modelCalls.reduce((sum, call) => sum + call.usage[key], 0);
  return {
    modelCalls,
    spentSince: (_since, asker) => ({
      usd: modelCalls.reduce((sum, call) => sum + (call.usd ?? 0), 0) + (asker === undefined ? others.usd : 0),
      unpricedTokens: modelCalls
        .filter((call) => call.usd === null)
        .reduce((sum, { usage }) => sum + usage.input + usage.output, asker === undefined ? others.unpricedTokens : 0),
    }),
    toolCall: (_runId, record) => void toolCalls.set(record.id, record),
    modelCall: (_runId, call) => void modelCalls.push(call),
    soFar: () => ({
      toolCalls: [...toolCalls.values()],
      tokens: {
        input: total("input"),
        output: total("output"),
        cacheRead: total("cacheRead"),
        cacheWrite: total("cacheWrite"),
      },
      usd: modelCalls.some((call) => call.usd === null)
        ? null
        : modelCalls.reduce((sum, call) => sum + (call.usd ?? 0), 0),
      modelCalls: modelCalls.length,
    }),
  };
}

export function memoryDatasets(): Datasets {
  const stored = new Map<string, { info: DatasetInfo; rows: Scalar[][] }>();
  return {
    async add(_thread, toolCallId, tool, args, { rows, ...table }) {
      const known = stored.get(toolCallId);
      if (known) return known.info;
      const handle = `d${stored.size + 1}`;
      const info: DatasetInfo = { ...table, handle, tool, args, rowCount: rows.length, createdAt: 0 };
      stored.set(toolCallId, { info, rows });
      return info;
    },
    list: () => [...stored.values()].map(({ info }) => info),
    read: (_thread, handle) => [...stored.values()].find(({ info }) => info.handle === handle) ?? null,
    query: () => Promise.reject(new Error("not part of these tests")),
    forget: () => undefined,
    sweep: () => 0,
    close: async () => undefined,
  };
}

/** Idempotent like the real one; `refuse` makes policy say no. */
export function memoryProposals(refuse: string | null = null): Proposals & { made: string[] } {
  const made: string[] = [];
  return {
    made,
    propose({ runId, toolCallId }) {
      if (refuse !== null) return { kind: "refused", text: { ko: refuse, en: refuse } };
      const key = `${runId}/${toolCallId}`;
      if (!made.includes(key)) made.push(key);
      return { kind: "proposed", approvalId: `apr-${made.indexOf(key) + 1}` };
    },
  };
}
